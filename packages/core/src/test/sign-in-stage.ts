/** What the tests of a sign-in start from: an SSO without faults and a tab without a past, both new for each. */
import { before, beforeEach } from 'node:test';
import { DirectTab } from './direct-tab.ts';
import { FakeSso } from './fake-sso.ts';

export { failure } from './failure.ts';

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

export const tokenRequests = () => sso.requests.filter(({ url }) => url.endsWith('/token'));
