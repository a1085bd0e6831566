import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { addresses } from '../../../core/src/test/arbitraries.ts';
import { settle } from '../options/settings.ts';
import { returnAddress } from './return-address.ts';

const settings = settle({
  url: 'https://journal.example/auth',
  origins: ['https://journal.example', 'https://evil.example:8443'],
  issuer: 'https://sso.example',
  clientId: 'journal',
  clientAuth: { method: 'client_secret_basic', secret: 'x' },
  keys: [new Uint8Array(32)],
});

describe('where a person may be led', () => {
  it('is a page of a listed origin, whatever is wished, and never the gateway', () => {
    fc.assert(
      fc.property(addresses, (wish) => {
        const address = returnAddress(wish, settings);
        if (address === undefined) return;
        const { origin, pathname, username, password, href } = new URL(address);
        assert.equal(href, address);
        assert.ok(settings.origins.includes(origin));
        assert.equal(`${username}${password}`, '');
        assert.doesNotMatch(pathname, /^\/auth(\/|$)/);
      }),
      { numRuns: 2000 },
    );
  });

  it('is what is wished, on a listed origin', () => {
    for (const [wish, address] of [
      [undefined, 'https://journal.example/'],
      ['/lessons?a=%20#b', 'https://journal.example/lessons?a=%20#b'],
      ['https://evil.example:8443/x', 'https://evil.example:8443/x'],
      ['/auth/login', 'https://journal.example/'],
      ['/authors', 'https://journal.example/authors'],
    ] as const) {
      assert.equal(returnAddress(wish, settings), address);
    }
  });
});
