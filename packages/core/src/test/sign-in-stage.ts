/** What the tests of a sign-in start from: an SSO without faults and a tab without a past, both new for each. */
import assert from 'node:assert/strict';
import { before, beforeEach } from 'node:test';
import { EposError, type EposErrorCode } from '../errors/errors.ts';
import { DirectTab } from './direct-tab.ts';
import { FakeSso } from './fake-sso.ts';

export let sso: FakeSso;
export let tab: DirectTab;

before(async () => {
  sso = await FakeSso.create();
});
beforeEach(() => {
  sso.faults = {};
  sso.date = undefined;
  sso.requests.length = 0;
  sso.expiresIn = 300;
  sso.ahead = 0;
  tab = new DirectTab(sso);
});

export const failure =
  (code: EposErrorCode, more: Partial<EposError> = {}) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof EposError, String(error));
    assert.equal(error.code, code);
    for (const [name, value] of Object.entries(more)) assert.equal(error[name as keyof EposError], value, name);
    return true;
  };

export const tokenRequests = () => sso.requests.filter(({ url }) => url.endsWith('/token'));
