import { EposElement } from '../base/epos-element.ts';
import * as elements from '../index.ts';

/** What stands in a page, by tag; an element that is not named stands there without attributes. */
const fixtures: Readonly<Record<string, readonly string[]>> = {
  'epos-login': [
    '<epos-login><a href="/sign-in">Вход</a></epos-login>',
    '<epos-login></epos-login>',
    '<epos-login layout="panel" lang="en"></epos-login>',
    '<epos-login layout="page" theme="dark" preset="gosuslugi" heading-level="1"></epos-login>',
  ],
  'epos-login-button': [
    '<epos-login-button><a href="/sign-in">Вход</a></epos-login-button>',
    '<epos-login-button provider="rsaa" lang="en"></epos-login-button>',
  ],
  'epos-providers': [
    '<epos-providers></epos-providers>',
    '<epos-providers lang="en" providers="rsaa"></epos-providers>',
  ],
  'epos-app-links': ['<epos-app-links rustore="https://www.rustore.ru/"></epos-app-links>'],
  'epos-help': [
    '<epos-help></epos-help>',
    '<epos-help category="student" age="from-14" topic="esia" lang="en" heading-level="3"></epos-help>',
  ],
  'epos-registration': [
    '<epos-registration portal="/api" consent-version="1" policy="https://epos.permkrai.ru/policy"></epos-registration>',
  ],
  'epos-context': ['<epos-context><epos-providers></epos-providers><p>текст</p></epos-context>'],
};

/** Each element as it stands in a page, in one way or several. */
export function markupOf(tag: string): readonly string[] {
  return fixtures[tag] ?? [`<${tag}></${tag}>`];
}

/** Every element there is. */
export const tags = Object.values(elements).flatMap((exported) =>
  typeof exported === 'function' && exported.prototype instanceof EposElement
    ? (customElements.getName(exported as CustomElementConstructor) ?? [])
    : [],
);
