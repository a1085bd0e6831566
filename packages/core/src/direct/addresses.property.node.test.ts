import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { EposError } from '../errors/errors.ts';
import { addresses, pages, queries } from '../test/arbitraries.ts';
import { assertOwn } from '../test/assert-own.ts';
import { returnAddress } from '../address/own-address.ts';
import { isAnswer, isAt, withoutAnswer } from './addresses.ts';

const redirectUri = 'https://journal.example/lessons?class=7';

describe('answers', () => {
  it('are seen at the redirect address only, and no longer once they are taken out', () => {
    fc.assert(
      fc.property(pages, (page) => {
        const answer = isAnswer(page, redirectUri);
        if (answer) assert.ok(isAt(page, redirectUri), page.href);
        const clean = new URL(withoutAnswer(page));
        assert.equal(isAnswer(clean, redirectUri), false);
        assertOwn(clean.href, page);
        for (const name of ['code', 'state', 'error']) assert.equal(clean.searchParams.has(name), false);
        assert.deepEqual(clean.searchParams.getAll('week'), page.searchParams.getAll('week'));
      }),
      { numRuns: 500 },
    );
  });

  it('are recognised whatever else the query holds', () => {
    fc.assert(
      fc.property(queries(fc.string()), fc.constantFrom('code', 'error'), fc.string(), (query, kind, value) => {
        const url = new URL(`${redirectUri}&${query}`);
        url.searchParams.append(kind, value);
        url.searchParams.append('state', value);
        assert.ok(isAnswer(url, redirectUri), url.href);
      }),
    );
  });
});

describe('where to go on', () => {
  it('is on the page’s own origin, or refused', () => {
    fc.assert(
      fc.property(addresses, pages, (wish, page) => {
        let address;
        try {
          address = returnAddress(wish, page, 'sign-in');
        } catch (error) {
          assert.ok(error instanceof EposError && error.code === 'invalid_options', String(error));
          return;
        }
        assertOwn(address, page);
      }),
      { numRuns: 500 },
    );
  });

  it('may be any place of the page’s own origin', () => {
    fc.assert(
      fc.property(pages, pages, (wish, page) => {
        fc.pre(wish.origin === page.origin);
        assert.equal(returnAddress(wish.href, page, 'sign-in'), wish.href);
        assert.equal(returnAddress(wish.href.slice(wish.origin.length), page, 'sign-in'), wish.href);
        assert.equal(returnAddress(undefined, page, 'sign-in'), page.href);
      }),
    );
  });
});
