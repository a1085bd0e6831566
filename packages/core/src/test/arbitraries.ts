/** What property tests feed to parsers and to the state machine. */
import * as fc from 'fast-check';
import { categories, type Role } from '../contract/contract.ts';
import type { SubsystemsState } from '../state/state.ts';
import { EposError, errorMessages, type EposErrorCode } from '../errors/errors.ts';

const schemes = [
  'https://',
  'http://',
  'HTTPS://',
  'https:',
  'https:\\\\',
  '//',
  '/',
  '',
  'javascript:',
  'data:text/html,',
];
const moreSchemes = ['blob:https://', 'view-source:https://', 'file:///', 'ftp://', 'about:', 'epos:', 'vbscript:'];
const hosts = ['journal.example', 'JOURNAL.example', 'journal.example:8443', 'evil.example', 'localhost:4700', '[::1]'];
const oddHosts = [
  'user:word@journal.example',
  'journal.example@evil.example',
  'школа.рф',
  '127.0.0.1',
  '..',
  'a b',
  '',
];
const tails = ['/', '/lessons', '/a?b=c', '?code=1&state=2', '#top', '/%2e%2e/x', '\\evil.example', '/\t', '\n', ''];

/** Anything that somebody might pass off as an address: mostly close to a real one, with odd characters thrown in. */
export const addresses: fc.Arbitrary<string> = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.string({ unit: 'binary' }),
  fc
    .tuple(
      fc.constantFrom('', '', '', ' ', '\t', '\0', '\u00a0'),
      fc.constantFrom(...schemes, ...moreSchemes),
      fc.constantFrom(...hosts, ...oddHosts),
      fc.oneof(fc.constantFrom(...tails), fc.string()),
    )
    .map((parts) => parts.join('')),
  // A line break inside the scheme, which browsers leave out.
  fc.tuple(fc.webUrl(), fc.nat(12), fc.constantFrom('\t', '\n', '\r', ' ', '\0')).map(spliced),
  fc.tuple(fc.constant('javascript:alert(1)//https://a.example'), fc.nat(12), fc.constantFrom('\t', '\n')).map(spliced),
);

function spliced([text, at, inserted]: [string, number, string]): string {
  return text.slice(0, at) + inserted + text.slice(at);
}

export const issuer = 'https://sso.example/realms/epos';

const names = fc.constantFrom(
  'code',
  'state',
  'iss',
  'error',
  'session_state',
  'login_hint',
  'target_link_uri',
  'week',
);

/** Queries of parameters that a sign-in knows, and one that is the page's own. */
export const queries = (values: fc.Arbitrary<string>) =>
  fc.array(fc.tuple(names, values), { maxLength: 6 }).map((pairs) => new URLSearchParams(pairs).toString());

/** Addresses at which a page may find itself, with whatever a link to it may say. */
export const pages = fc
  .tuple(
    fc.constantFrom('https://journal.example', 'https://journal.example:8443', 'http://journal.example'),
    fc.constantFrom('/lessons', '/lessons/', '/', '/other', '/%6cessons'),
    queries(fc.oneof(fc.string(), addresses, fc.constantFrom(issuer, `${issuer}/`, '7'))),
  )
  .map(([origin, path, query]) => new URL(`${origin}${path}?${query}#part`));

export const categoryOf = fc.constantFrom(...categories);

export const errors = fc
  .constantFrom(...(Object.keys(errorMessages) as EposErrorCode[]))
  .map((code) => new EposError(code, 'portal'));

/** People, all of whose data bear their `sub`, so that a state tells whose it is. */
export const personOf = (sub: string) => ({ sub, name: `${sub} name`, family_name: sub, given_name: sub });

export const rolesOf = (sub: string): fc.Arbitrary<Role[]> =>
  fc.array(
    categoryOf.map((category) => ({ id: `${sub} role`, category, title: `${sub} title` })),
    { maxLength: 5 },
  );

export const subsystemsOf = (sub: string): fc.Arbitrary<SubsystemsState> => {
  const items = fc.array(
    fc.subarray([...categories], { minLength: 1 }).map((shown) => ({
      id: `${sub} subsystem`,
      name: `${sub} subsystem`,
      categories: shown,
      status: { kind: 'available' as const },
    })),
    { maxLength: 3 },
  );
  return fc.oneof(
    fc.constant({ kind: 'loading' as const }),
    items.map((list) => ({ kind: 'ready' as const, items: list })),
    fc.tuple(items, errors).map(([list, error]) => ({ kind: 'stale' as const, items: list, error })),
    errors.map((error) => ({ kind: 'failed' as const, error })),
  );
};
