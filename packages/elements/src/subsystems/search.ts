import type { Subsystem } from '@epos-login/core';
import { otherLayouts } from './keyboard.ts';

export interface Found {
  /** Best first; of equals in the portal's order. */
  readonly items: readonly Subsystem[];
  /** What was looked for instead, where that was typed in the wrong keyboard layout. */
  readonly insteadOf?: string;
}

interface Folded {
  readonly name: string;
  /** Name, description, group and keywords. */
  readonly text: string;
  /** The same in words, a space before each. */
  readonly words: string;
  readonly nameWords: string;
}

const known = new WeakMap<Subsystem, Folded>();

/**
 * The subsystems in which each word of the query or a synonym of it occurs. What nobody would find as it was typed is
 * looked for as the same keys in the other layout.
 *
 * @param synonyms groups of words that stand for one another
 */
export function search(items: readonly Subsystem[], query: string, synonyms: readonly (readonly string[])[]): Found {
  if (!query.trim()) return { items };
  const asTyped = ranked(items, query, synonyms);
  if (asTyped.length > 0) return { items: asTyped };
  for (const insteadOf of otherLayouts(query.trim())) {
    const found = ranked(items, insteadOf, synonyms);
    if (found.length > 0) return { items: found, insteadOf };
  }
  return { items: [] };
}

/** Folds texts before anybody searches: of a thousand, within the first keystroke, it would take most of a frame. */
export function prepare(items: readonly Subsystem[]): void {
  items.forEach(foldedOf);
}

/** Whose name begins so, then in whose name words do, then the rest. */
function ranked(
  items: readonly Subsystem[],
  query: string,
  synonyms: readonly (readonly string[])[],
): readonly Subsystem[] {
  const whole = folded(query).trim();
  const words = whole.split(/\s+/).map((word) => ({ word, others: synonymsOf(word, synonyms) }));
  const ranks: [Subsystem[], Subsystem[], Subsystem[]] = [[], [], []];
  for (const item of items) {
    const { name, nameWords, text, words: textWords } = foldedOf(item);
    if (name.startsWith(whole)) ranks[0].push(item);
    else if (words.every(({ word }) => nameWords.includes(` ${word}`))) ranks[1].push(item);
    else if (words.every(({ word, others }) => text.includes(word) || others.some((it) => textWords.includes(it)))) {
      ranks[2].push(item);
    }
  }
  return ranks.flat();
}

/** Two letters are the beginning of too much. */
function synonymsOf(word: string, synonyms: readonly (readonly string[])[]): string[] {
  if (word.length < 3) return [];
  return synonyms
    .map((group) => group.map(folded))
    .filter((group) => group.some((synonym) => synonym.startsWith(word)))
    .flatMap((group) => group.map((synonym) => ` ${synonym}`));
}

/** Letters as people type them: the case does not matter, and «ё» is written «е» as often as not. */
function folded(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ё', 'е');
}

function foldedOf(item: Subsystem): Folded {
  const before = known.get(item);
  if (before) return before;
  const { name, description = '', group = '', keywords = [] } = item;
  const text = folded([name, description, group, ...keywords].join(' '));
  const now = { name: folded(name), text, words: spaced(text), nameWords: spaced(folded(name)) };
  known.set(item, now);
  return now;
}

function spaced(text: string): string {
  return ` ${text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')}`;
}
