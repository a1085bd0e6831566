import path from 'node:path';
import {
  advice,
  dependsOnCategory,
  EposError,
  errorMessages,
  loadAdviceTexts,
  type Advice,
  type AdviceTexts,
  type Category,
  type EposErrorCode,
} from '@epos-login/core';
import { categories } from '@epos-login/core/contract';
import { format, resolveConfig } from 'prettier';
import { root } from '../packages.ts';

export const errorsFile = path.join(root, 'docs/errors.md');

const introduction = `# Errors

Every error of the SDK is an \`EposError\` with one of these codes; the set is closed. \`phase\` says during what it went wrong (\`configure\`, \`restore\`, \`sign-in\`, \`callback\`, \`session\`, \`portal\`, \`open\`, \`sign-out\`), \`status\`, \`providerCode\` and \`retryAfter\` what the server said. Below each code stands what \`advice(error, category)\` tells a person, in both languages.

This page is generated from the code: \`npm run docs\` writes it, and a test fails when it is stale.`;

const names: Readonly<Record<Category, string>> = { employee: 'employees', parent: 'parents', student: 'pupils' };

/** What an action of the advice does, as a button of the elements says it. */
const actions: Readonly<Record<Advice['actions'][number], string>> = {
  'sign-in': 'sign in again',
  retry: 'try again',
  'other-provider': 'sign in by the other provider',
  'sign-out': 'sign out',
};

type Texts = Readonly<Record<'en' | 'ru', AdviceTexts>>;

/** The page `docs/errors.md`, as it has to be. */
export async function errorsPage(): Promise<string> {
  const texts: Texts = { en: await loadAdviceTexts('en'), ru: await loadAdviceTexts('ru') };
  const codes = Object.keys(errorMessages) as EposErrorCode[];
  const overview = table(
    ['code', 'what happened', 'retryable'],
    codes.map((code) => [`[\`${code}\`](#${code})`, errorMessages[code], isRetryable(code) ? 'yes' : 'no']),
  );
  const page = [introduction, overview, ...codes.map((code) => section(code, texts))].join('\n\n');
  return format(page, { ...(await resolveConfig(errorsFile)), parser: 'markdown' });
}

function section(code: EposErrorCode, texts: Texts): string {
  const later = isRetryable(code) ? ' The same call may succeed later without anybody changing anything.' : '';
  const heading = `## \`${code}\`\n\n${errorMessages[code]}${later}`;
  if (!dependsOnCategory({ code })) return [heading, adviceTable(advice({ code }), texts)].join('\n\n');
  const parts = byAdvice(code).map(([who, given]) => `For ${who.join(' and ')}:\n\n${adviceTable(given, texts)}`);
  return [heading, ...parts].join('\n\n');
}

/** Categories that get the same advice stand together. */
function byAdvice(code: EposErrorCode): [who: string[], advice: Advice][] {
  const groups = new Map<string, [string[], Advice]>();
  for (const category of categories) {
    const given = advice({ code }, category);
    const key = JSON.stringify(given);
    const [who] = groups.get(key) ?? [[]];
    groups.set(key, [[...who, names[category]], given]);
  }
  return [...groups.values()];
}

function adviceTable({ cause, check, ask, when, actions: offered }: Advice, { en, ru }: Texts): string {
  const texts = { cause, check, ask, when };
  const rows = Object.entries(texts).flatMap(([row, text]) => (text ? [[row, en[text], ru[text]]] : []));
  const buttons = offered.map((action) => actions[action]).join(', ');
  return `${table(['', 'English', 'Русский'], rows)}\n\nOffered: ${buttons}.`;
}

function isRetryable(code: EposErrorCode): boolean {
  return new EposError(code, 'session').retryable;
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
