import assert from 'node:assert/strict';
import { afterEach, it } from 'node:test';
import * as fc from 'fast-check';
import { isSameSite } from './same-site.ts';

const suffixes = ['ru', 'perm.ru', 'io', 'github.io', 'localhost'];
const hosts = fc
  .tuple(
    fc.array(fc.constantFrom('a', 'epos', 'perm', 'github', 'evil-epos'), { maxLength: 3 }),
    fc.constantFrom(...suffixes),
  )
  .map(([labels, suffix]) => [...labels, suffix].join('.'));
const pages = fc
  .tuple(fc.constantFrom('https', 'http'), hosts, fc.constantFrom('', ':8443'))
  .map(([scheme, host, port]) => `${scheme}://${host}${port}/path`);

/** The registrable domain, as the Public Suffix List has it: the longest suffix and one label more. */
function siteOf(hostname: string): string {
  const suffix = suffixes.filter((end) => hostname === end || hostname.endsWith(`.${end}`)).sort(byLength)[0] ?? '';
  const before = hostname
    .slice(0, Math.max(0, hostname.length - suffix.length - 1))
    .split('.')
    .at(-1);
  return before ? `${before}.${suffix}` : hostname;
}

function byLength(one: string, other: string): number {
  return other.length - one.length;
}

/** A browser at this page: it takes a cookie for a domain of its own that is no public suffix. */
function visit(href: string): void {
  const location = new URL(href);
  let jar = '';
  Object.assign(globalThis, {
    location,
    document: {
      get cookie() {
        return jar;
      },
      set cookie(text: string) {
        const [, pair = '', domain = ''] = /^([^;]*); domain=([^;]*)/.exec(text) ?? [];
        const own = `.${location.hostname}`.endsWith(`.${domain}`) && !suffixes.includes(domain);
        if (own) jar = text.includes('max-age=0') ? '' : pair;
      },
    },
  });
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'location');
  Reflect.deleteProperty(globalThis, 'document');
});

it('two addresses are of one site where the Public Suffix List says so, and leave no cookie behind', () => {
  fc.assert(
    fc.property(pages, pages, (here, there) => {
      visit(here);
      const [one, other] = [new URL(here), new URL(there)];
      const same = one.protocol === other.protocol && siteOf(one.hostname) === siteOf(other.hostname);
      assert.equal(isSameSite(there), same, `${here} and ${there}`);
      assert.equal(document.cookie, '');
    }),
    { numRuns: 1000 },
  );
});
