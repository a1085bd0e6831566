import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { EposError } from '../errors/errors.ts';
import { addresses } from '../test/arbitraries.ts';
import { mayBeAddress, privateAddress } from './endpoint.ts';
import { retryAfter } from './retry-after.ts';

/** What a header may hold at all. */
const headerTexts = fc.stringMatching(/^[ -~]*$/);

describe('Retry-After', () => {
  it('is a number of seconds that is not below zero, or nothing, whatever stands there', () => {
    fc.assert(
      fc.property(headerTexts, headerTexts, (said, date) => {
        const seconds = retryAfter(new Headers({ 'retry-after': said, date }));
        assert.ok(seconds === undefined || seconds >= 0, String(seconds));
      }),
    );
  });

  it('is what was said, by number or by a date on the server’s own clock', () => {
    const moments = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moments, fc.nat(1_000_000), (now, seconds) => {
        const later = new Date(now.getTime() + seconds * 1000);
        const date = now.toUTCString();
        assert.equal(retryAfter(new Headers({ 'retry-after': String(seconds) })), seconds);
        assert.equal(retryAfter(new Headers({ date, 'retry-after': later.toUTCString() })), seconds);
        assert.equal(retryAfter(new Headers({ date: later.toUTCString(), 'retry-after': date })), 0);
      }),
    );
  });
});

describe('where personal data are sent', () => {
  it('is the server that was named, by https or on this device, or nowhere', () => {
    fc.assert(
      fc.property(fc.oneof(addresses, fc.anything()), (url) => {
        if (!mayBeAddress(url)) return;
        let address;
        try {
          address = new URL(privateAddress(url, 'v1/me', 'portal'));
        } catch (error) {
          assert.ok(error instanceof EposError, String(error));
          assert.match(error.code, /^(invalid_options|insecure_context)$/);
          return;
        }
        assert.equal(address.origin, new URL(url).origin);
        const local = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(address.hostname);
        assert.ok(address.protocol === 'https:' || (address.protocol === 'http:' && local), address.href);
      }),
      { numRuns: 1000 },
    );
  });
});
