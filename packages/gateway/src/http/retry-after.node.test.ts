import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ProviderError } from '../providers/provider-error.ts';
import { leftOf, retryAfterOf } from './retry-after.ts';

const date = 'Wed, 01 Jan 2020 00:00:00 GMT';

describe('a pause that a module of somebody’s own names', () => {
  for (const [named, handedOn] of [
    [undefined, undefined],
    [0, 0],
    [1.2, 2],
    [86_400, 3600],
    [-1, undefined],
    [Number.NaN, undefined],
  ] as const) {
    it(`is handed on as ${handedOn} where it is ${named}`, () => {
      assert.equal(new ProviderError('rate_limited', { retryAfter: named }).retryAfter, handedOn);
    });
  }
});

it('A pause ends in time, and at once where the clock is set back', () => {
  for (const [now, left] of [
    [1000, 500],
    [1499, 1],
    [1500, 0],
    [9000, 0],
    [999, 0],
  ] as const) {
    assert.equal(leftOf(500, 1000, now), left);
  }
});

describe('Retry-After', () => {
  for (const [said, seconds] of [
    ['7', 7],
    ['0', 0],
    ['3600', 3600],
    ['3601', 3600],
    ['9'.repeat(400), 3600],
    ['Wed, 01 Jan 2020 00:02:00 GMT', 120],
    ['Thu, 01 Jan 2099 00:00:00 GMT', 3600],
    // It is over.
    ['Tue, 31 Dec 2019 23:59:59 GMT', undefined],
    ['', undefined],
    ['soon', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['1e3', undefined],
    ['Infinity', undefined],
  ] as const) {
    it(`${said.slice(0, 40)} is ${seconds}`, () => {
      assert.equal(retryAfterOf(new Headers({ 'retry-after': said, date })), seconds);
    });
  }

  it('is not said by a date of a server that does not say how late it is', () => {
    assert.equal(retryAfterOf(new Headers({ 'retry-after': date })), undefined);
    assert.equal(retryAfterOf(new Headers()), undefined);
  });
});
