import {
  gatewayOutcomeParameter,
  type GatewayLoggedOut,
  type GatewayLogout,
  type GatewayOutcome,
} from '@epos-login/core/contract';
import { memoryStore, type GatewayOptions } from '@epos-login/gateway';
import { fixturePassword, type FixturePerson } from '@epos-login/testing/people';
import {
  call,
  problemOf,
  sessionOf,
  type Browser,
  type Page,
  type Stage as GatewayStage,
} from '../../packages/gateway/src/test/stage.ts';
import { stage } from './stage.ts';
import { people } from './steps.ts';

/** Makes the gateway what this test wants: with sessions in its memory, and nothing heard of it so far. */
export async function serve(options: Partial<GatewayOptions> = {}): Promise<GatewayStage> {
  const { gateway } = await stage();
  gateway.events.length = 0;
  gateway.swap({ store: memoryStore(), ...options });
  return gateway;
}

/** A clock of the gateway's that can be put forward: to Keycloak no time passes, and its tokens stay good. */
export function aheadOfTime() {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    passes: (seconds: number) => {
      ahead += seconds * 1000;
    },
  };
}

/** Opens the gateway's sign-in by the hint `rsaa`, up to Keycloak's page or back at the gateway's. */
export async function askForSignIn(browser: Browser, query: Record<string, string> = {}): Promise<Page> {
  const { gateway } = await stage();
  const all = new URLSearchParams({ provider: 'rsaa', return_to: '/journal?day=1#marks', ...query });
  return browser.open(`${gateway.url}/login?${all}`, { until: await backAtThePage() });
}

/** The whole sign-in, with the password at realm `pk`. */
export async function signIn(
  browser: Browser,
  { rsaa }: FixturePerson = people.teacher,
  query: Record<string, string> = {},
): Promise<Page> {
  const form = await askForSignIn(browser, query);
  const fields = { username: rsaa?.username ?? '', password: fixturePassword };
  return browser.submit(form, fields, { until: await backAtThePage() });
}

/** How the sign-in ended, as the page is told. */
export async function outcomeOf(browser: Browser, { url }: Page): Promise<GatewayOutcome> {
  const { gateway } = await stage();
  const name = new URL(url).searchParams.get(gatewayOutcomeParameter);
  if (name === null) throw new Error(`No sign-in has ended at ${url}`);
  const { outcome } = await sessionOf(gateway, browser, `?${gatewayOutcomeParameter}=${name}`);
  if (!outcome) throw new Error('The gateway does not know how that sign-in ended.');
  return outcome;
}

export async function isSignedIn(browser: Browser): Promise<boolean> {
  return (await sessionOf((await stage()).gateway, browser)).session !== null;
}

/** Asks the portal by the gateway's proxy: whom it takes the caller for, or why it answers nothing. */
export async function askPortal(browser: Browser): Promise<string> {
  const response = await call((await stage()).gateway, browser, '/api/v1/me');
  if (!response.ok) return problemOf(response);
  const { person } = (await response.json()) as { person: { sub: string } };
  return person.sub;
}

/** The page's own word that the session's cookie is to be renewed: the status, and what stood in the way. */
export async function askForRefresh(browser: Browser): Promise<string> {
  const response = await call((await stage()).gateway, browser, 'refresh', { method: 'POST' });
  return response.ok ? '200' : problemOf(response);
}

type Farther = NonNullable<GatewayLoggedOut['end_session']>;

/** Signs out at the gateway; answers where the browser has to go for the rest. */
export async function signOut(browser: Browser): Promise<Farther> {
  const { end_session } = await askForSignOut(browser, { return_to: '/farewell' });
  if (!end_session) throw new Error('There should be a sign-out at Keycloak.');
  return end_session;
}

/** Signs out at the gateway alone. */
export async function signOutHere(browser: Browser): Promise<void> {
  const { end_session } = await askForSignOut(browser, { everywhere: false, return_to: '/farewell' });
  if (end_session) throw new Error('There should be no sign-out at Keycloak.');
}

async function askForSignOut(browser: Browser, wishes: GatewayLogout): Promise<GatewayLoggedOut> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(wishes) };
  const response = await call((await stage()).gateway, browser, 'logout', init);
  return (await response.json()) as GatewayLoggedOut;
}

/** Sends the form of the sign-out, as the SDK does: up to a page of Keycloak's, or back at the gateway's. */
export async function leave(browser: Browser, { action, fields }: Farther): Promise<Page> {
  return browser.open(action, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
    until: await backAtThePage(),
  });
}

/** Takes an address of the gateway's origin that is not the gateway's own. */
export async function backAtThePage(): Promise<(url: URL) => boolean> {
  const { gateway } = await stage();
  return ({ origin, pathname }) => origin === gateway.origin && !pathname.startsWith('/auth/');
}
