/** What the tests of a bound sign-in start from: an SSO and a portal without faults, and a tab without a past. */
import { beforeEach } from 'node:test';
import type { DirectOptions } from '../direct/options.ts';
import { BoundTab } from './bound-stage.ts';
import { home } from './direct-tab.ts';
import { ProofChecker } from './proof-checker.ts';
import { sso, tokenRequests } from './sign-in-stage.ts';

export const hour = 60 * 60 * 1000;

export let tab: BoundTab;
/** What the SSO checks proofs by. */
export let ssoProofs: ProofChecker;

beforeEach(() => {
  sso.proofs = ssoProofs = new ProofChecker();
  sso.refreshes = false;
  sso.bound.clear();
  tab = new BoundTab(sso);
});

/** Goes on in another tab. */
export function openTab(use: 'auto' | 'require' = 'auto', options: Partial<DirectOptions> = {}): void {
  tab = new BoundTab(sso, use, options);
}

/** Signs in, and gives what the authorization request said. */
export async function signIn(): Promise<URLSearchParams> {
  await tab.load(home).signIn({});
  const said = new URL(tab.page.lastWent).searchParams;
  await tab.load(sso.authorize(tab.page.lastWent)).restore();
  return said;
}

/** The status that the portal answers with. */
export async function askPortal(init?: RequestInit): Promise<number> {
  return (await tab.client.fetch('https://portal.example/api/v1/me?view=short#top', init)).status;
}

/** The proofs that came with token requests. */
export const proofHeaders = () => tokenRequests().map(({ init }) => new Headers(init.headers).get('dpop'));

/** No answer ever; `wait` lets time pass once somebody waits for it. */
export function silence(wait: () => void): Promise<never> {
  queueMicrotask(wait);
  return new Promise(() => undefined);
}
