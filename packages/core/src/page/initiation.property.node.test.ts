import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { addresses, issuer, pages } from '../test/arbitraries.ts';
import { assertOwn } from '../test/assert-own.ts';
import { readInitiation, withoutInitiation } from './initiation.ts';
import { lent } from '../direct/lent.ts';

describe('a login that another site asks for', () => {
  it('leads back to this origin and does not begin again, whatever the link says', () => {
    fc.assert(
      fc.property(pages, (page) => {
        const initiation = readInitiation(page, issuer, lent);
        if (!initiation) return;
        assert.deepEqual(page.searchParams.getAll('iss'), [issuer]);
        for (const name of ['code', 'error', 'state']) assert.equal(page.searchParams.has(name), false);
        assertOwn(initiation.returnTo, page);
        assert.equal(readInitiation(new URL(initiation.returnTo), issuer, lent), undefined);
        assert.equal(readInitiation(new URL(withoutInitiation(page, lent)), issuer, lent), undefined);
      }),
      { numRuns: 1000 },
    );
  });

  it('leads to this origin’s own target, and past any other', () => {
    fc.assert(
      fc.property(addresses, (target) => {
        const page = new URL('https://journal.example/login');
        page.searchParams.set('iss', issuer);
        page.searchParams.set('target_link_uri', target);
        const { returnTo } = readInitiation(page, issuer, lent)!;
        assertOwn(returnTo, page);
        if (URL.canParse(target, page) && new URL(target, page).origin !== page.origin) {
          assert.equal(returnTo, 'https://journal.example/login');
        }
      }),
      { numRuns: 500 },
    );
  });
});
