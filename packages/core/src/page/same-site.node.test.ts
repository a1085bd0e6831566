import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { isSameSite } from './same-site.ts';

/** A page somewhere, in a browser that knows public suffixes as browsers do: it takes no cookie for them. */
function page(href: string, publicSuffixes: string[]): void {
  const cookies = new Map<string, string>();
  const document = {
    get cookie() {
      return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    },
    set cookie(text: string) {
      const [, name = '', value = '', domain = ''] = /^([^=]+)=([^;]*); domain=([^;]+)/.exec(text) ?? [];
      if (publicSuffixes.includes(domain)) return;
      if (text.includes('max-age=0')) cookies.delete(name);
      else cookies.set(name, value);
    },
  };
  Object.assign(globalThis, { location: new URL(href), document });
}

describe('same site, by the browser’s list of public suffixes', () => {
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'location');
    Reflect.deleteProperty(globalThis, 'document');
  });

  for (const [here, there, expected] of [
    ['https://journal.permkrai.ru/', 'https://auth-epos.permkrai.ru/auth', true],
    ['https://permkrai.ru/', 'https://auth-epos.permkrai.ru/auth', true],
    ['https://a.b.permkrai.ru/', 'https://c.permkrai.ru/', true],
    ['https://journal.permkrai.ru/', 'http://auth-epos.permkrai.ru/auth', false],
    ['https://school.example.ru/', 'https://auth-epos.permkrai.ru/auth', false],
    ['https://one.github.io/', 'https://two.github.io/', false],
    ['https://permkrai.ru/', 'https://evilpermkrai.ru/', false],
  ] as const) {
    it(`${here} and ${there}: ${expected ? 'yes' : 'no'}`, () => {
      page(here, ['ru', 'io', 'github.io']);
      assert.equal(isSameSite(there), expected);
    });
  }
});
