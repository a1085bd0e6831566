import type { HelpPlace, HelpTopicId } from './help.ts';

/** A piece of a text of the help: plain words, the words on a button, an address, or another instruction. */
export type HelpPart =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'button'; readonly text: string }
  | { readonly kind: 'place'; readonly place: HelpPlace; readonly short: boolean }
  | { readonly kind: 'topic'; readonly topic: HelpTopicId };

const mark = /\*\*(.+?)\*\*|\{(\w+)(:host)?\}/g;

const places: Readonly<Record<HelpPlace, true>> = { portal: true, rsaaRegistration: true, childGuide: true };
const topics: Readonly<Record<HelpTopicId, true>> = { rsaa: true, esia: true, failure: true, registration: true };

/**
 * Takes a text of the help apart: `**Вход**` is the name of a button, `{portal}` an address (`short` for `{portal:host}`),
 * `{rsaa}` an instruction. What is in braces and known to nobody stays words.
 *
 * ```ts
 * helpParts('Нажмите на кнопку **Вход**.');
 * // [{ kind: 'words', text: 'Нажмите на кнопку ' }, { kind: 'button', text: 'Вход' }, { kind: 'words', text: '.' }]
 * ```
 */
export function helpParts(text: string): HelpPart[] {
  const parts: HelpPart[] = [];
  let from = 0;
  for (const match of text.matchAll(mark)) {
    const part = partOf(match);
    if (!part) continue;
    if (match.index > from) parts.push({ kind: 'words', text: text.slice(from, match.index) });
    parts.push(part);
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ kind: 'words', text: text.slice(from) });
  return parts;
}

function partOf([, button, name, host]: RegExpExecArray | RegExpMatchArray): HelpPart | undefined {
  if (button) return { kind: 'button', text: button };
  if (name && Object.hasOwn(places, name)) return { kind: 'place', place: name as HelpPlace, short: Boolean(host) };
  if (name && Object.hasOwn(topics, name)) return { kind: 'topic', topic: name as HelpTopicId };
  return undefined;
}
