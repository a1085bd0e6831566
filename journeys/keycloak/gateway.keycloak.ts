import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cookieStore, memoryStore, type GatewayEvent } from '@epos-login/gateway';
import { fixturePassword } from '@epos-login/testing/people';
import { until } from '../../packages/gateway/src/test/session-store.ts';
import { Browser, sessionOf, type Stage as GatewayStage } from '../../packages/gateway/src/test/stage.ts';
import {
  aheadOfTime,
  askForRefresh,
  askForSignIn,
  askPortal,
  backAtThePage,
  isSignedIn,
  leave,
  outcomeOf,
  serve,
  signIn,
  signOut,
  signOutHere,
} from './gateway-steps.ts';
import { keyOf, stage } from './stage.ts';
import { people, read } from './steps.ts';

const teacher = people.teacher.epos;

function count({ events }: GatewayStage, type: GatewayEvent['type']): number {
  return events.filter((event) => event.type === type).length;
}

/** Why something failed, as operators read it. */
function failuresOf({ events }: GatewayStage): string[] {
  return events.flatMap((event) => (/fail|refus/.test(event.type) && 'reason' in event ? event.reason : []));
}

/** The client that is known by its key and pushes its requests. Keycloak's metadata do not tell that this one has to. */
async function byItsKey() {
  const key = keyOf((await stage()).sandbox);
  return { clientId: 'epos-server-jwt', clientAuth: { method: 'private_key_jwt', key }, par: true } as const;
}

/** Runs `work` while Keycloak lets refresh tokens be used again and again, as by default: a setting of the whole realm. */
async function withoutRotation(work: () => Promise<void>): Promise<void> {
  const { admin } = (await stage()).keycloak;
  await admin.changeRealm('epos', { revokeRefreshToken: false });
  try {
    await work();
  } finally {
    await admin.changeRealm('epos', { revokeRefreshToken: true });
  }
}

describe('the gateway as a client of Keycloak', () => {
  it('signs in by the hint, and shows the portal a token that pages never see', async () => {
    const { keycloak } = await stage();
    const gateway = await serve();
    const browser = new Browser();
    const arrived = await signIn(browser);
    assert.match(browser.visited[1] ?? '', /\/realms\/epos\/.*[?&]kc_idp_hint=rsaa/);
    assert.ok(browser.visited.some((address) => address.startsWith(`${keycloak.origin}/realms/pk/`)));
    assert.match(arrived.url, /\/journal\?day=1&epos_login=[\w-]+#marks$/);
    const { session } = await sessionOf(gateway, browser);
    assert.deepEqual(session?.claims, { sub: teacher.sub });
    assert.equal(await askPortal(browser), teacher.sub);
    assert.deepEqual(failuresOf(gateway), []);
  });

  it('by a key of its own, a pushed request and bound tokens, which are renewed too', async () => {
    const clock = aheadOfTime();
    const gateway = await serve({ ...(await byItsKey()), dpop: true, clock: clock.now });
    const browser = new Browser();
    await signIn(browser);
    const { searchParams } = new URL(browser.visited[1] ?? '');
    assert.deepEqual([...searchParams.keys()].sort(), ['client_id', 'request_uri']);
    assert.equal(await askPortal(browser), teacher.sub);
    clock.passes(12);
    assert.ok((await sessionOf(gateway, browser)).session);
    assert.equal(await askPortal(browser), teacher.sub);
    assert.equal(count(gateway, 'refreshed'), 1);
  });

  it('asks in silence: Keycloak knows nobody, and knows who signed in before', async () => {
    await serve();
    const browser = new Browser();
    const silently = async () => outcomeOf(browser, await askForSignIn(browser, { prompt: 'none' }));
    assert.equal((await silently()).error, 'login_required');
    await signIn(browser);
    await serve();
    assert.equal(await isSignedIn(browser), false);
    assert.equal((await silently()).error, undefined);
    assert.equal(await askPortal(browser), teacher.sub);
  });
});

describe('step-up by the gateway', () => {
  it('asks for the password again at max_age 0, although a session stands, and waits for a slow line', async () => {
    const gateway = await serve();
    const browser = new Browser();
    await signIn(browser);
    const form = await askForSignIn(browser, { max_age: '0' });
    const backAtRealm = ({ pathname }: URL) => pathname.endsWith('/broker/rsaa/endpoint');
    const halfway = await browser.submit(form, { password: fixturePassword }, { until: backAtRealm });
    const typed = Date.now();
    await until(() => Date.now() > typed + 2000);
    const arrived = await browser.open(halfway.url, { until: await backAtThePage() });
    assert.equal((await outcomeOf(browser, arrived)).error, undefined);
    assert.deepEqual(failuresOf(gateway), []);
  });

  it('refuses what Keycloak signs in at a lower level than was asked for', async () => {
    await serve();
    const browser = new Browser();
    const { error } = await outcomeOf(browser, await signIn(browser, people.teacher, { acr_values: '2' }));
    assert.equal(error, 'id_token_invalid');
  });
});

describe('tokens of Keycloak that are used up', () => {
  it('are renewed once for all who ask at a time, although each refresh token is good for once', async () => {
    const clock = aheadOfTime();
    const gateway = await serve({ clock: clock.now });
    const browser = new Browser();
    await signIn(browser);
    for (const round of [1, 2, 3]) {
      clock.passes(12);
      const answers = await Promise.all([1, 2, 3].map(() => askPortal(browser)));
      assert.deepEqual(new Set(answers), new Set([teacher.sub]));
      assert.equal(count(gateway, 'refreshed'), round);
    }
    assert.deepEqual(failuresOf(gateway), []);
  });

  it('are renewed for both of two tabs where the cookie holds them, if Keycloak does not rotate', async () => {
    const clock = aheadOfTime();
    const browser = new Browser();
    await withoutRotation(async () => {
      const gateway = await serve({ store: cookieStore(), clock: clock.now });
      await signIn(browser);
      clock.passes(12);
      const answers = await Promise.all([askForRefresh(browser), askForRefresh(browser)]);
      assert.deepEqual(answers, ['200', '200']);
      assert.equal(count(gateway, 'refreshed'), 2);
      assert.equal(await askPortal(browser), teacher.sub);
    });
  });

  it('are lost to the second of two tabs where the cookie holds them and Keycloak rotates', async () => {
    const clock = aheadOfTime();
    await serve({ store: cookieStore(), clock: clock.now });
    const browser = new Browser();
    await signIn(browser);
    clock.passes(12);
    const answers = await Promise.all([askForRefresh(browser), askForRefresh(browser)]);
    assert.ok(answers.includes('401 session_ended'), answers.join());
  });
});

describe('sign-out by the gateway', () => {
  it('ends the sessions of both realms without a question, though the id_token is over', async () => {
    const gateway = await serve();
    const browser = new Browser();
    await signIn(browser);
    const { action, fields } = await signOut(browser);
    assert.equal(await isSignedIn(browser), false);
    const { exp } = read(fields.id_token_hint ?? '');
    await until(() => Date.now() / 1000 > exp + 1);
    const visited = browser.visited.length;
    const arrived = await leave(browser, { action, fields });
    assert.equal(arrived.url, `${gateway.origin}/farewell`);
    assert.ok(browser.visited.slice(visited).some((address) => address.includes('/realms/pk/')));
    assert.match((await askForSignIn(browser)).text, /type="password"/);
  });

  it('is confirmed at Keycloak where the cookie store has no id_token', async () => {
    const gateway = await serve({ store: cookieStore() });
    const browser = new Browser();
    await signIn(browser);
    const { action, fields } = await signOut(browser);
    assert.equal(fields.id_token_hint, undefined);
    const question = await leave(browser, { action, fields });
    assert.match(question.text, /name="confirmLogout"/);
    const arrived = await browser.submit(question, {}, { until: await backAtThePage() });
    assert.equal(arrived.url, `${gateway.origin}/farewell`);
    assert.match((await askForSignIn(browser)).text, /type="password"/);
  });
});

describe('sign-out by the gateway of one subsystem alone', () => {
  it('withdraws what it had, and leaves the sessions of others', async () => {
    const clock = aheadOfTime();
    const revocations: number[] = [];
    const listening: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      if (new Request(input).url.endsWith('/revoke')) revocations.push(response.status);
      return response;
    };
    const journal = { store: memoryStore(), clock: clock.now, fetch: listening };
    const library = { ...journal, ...(await byItsKey()), cookieName: 'library' };
    const silently = { prompt: 'none' };
    const browser = new Browser();
    await serve(journal);
    await signIn(browser);
    await serve(library);
    await askForSignIn(browser, silently);
    assert.equal(await isSignedIn(browser), true);
    await signOutHere(browser);
    await until(() => revocations.length > 0);

    const gateway = await serve(journal);
    clock.passes(12);
    assert.equal(await askPortal(browser), teacher.sub);
    assert.equal(count(gateway, 'refreshed'), 1);
    assert.equal((await outcomeOf(browser, await askForSignIn(browser, silently))).error, undefined);
    await signOutHere(browser);
    await until(() => revocations.length > 1);
    assert.deepEqual(revocations, [200, 200]);
    // With the last that was begun by it, Keycloak's own session is over.
    assert.equal((await outcomeOf(browser, await askForSignIn(browser, silently))).error, 'login_required');
  });
});

describe('a session that Keycloak ends', () => {
  it('for its administrator, is over at the gateway at once, and no other is', async () => {
    const { keycloak } = await stage();
    // What other tests have left, some as other clients.
    await keycloak.admin.endSessions('epos', teacher.sub);
    const gateway = await serve();
    const [browser, other] = [new Browser(), new Browser()];
    await signIn(browser);
    await signIn(other, people.head);
    await keycloak.admin.endSessions('epos', teacher.sub);
    await until(() => count(gateway, 'revoked') > 0);
    assert.deepEqual(await sessionOf(gateway, browser), { session: null, reason: 'ended' });
    assert.equal(await isSignedIn(other), true);
    assert.deepEqual(failuresOf(gateway), []);
  });

  it('for its person, who signs out elsewhere, leaves the sessions of other browsers', async () => {
    const { issuer } = await stage();
    const gateway = await serve();
    const [browser, other] = [new Browser(), new Browser()];
    await signIn(browser);
    await signIn(other);
    const question = await browser.open(`${issuer}/protocol/openid-connect/logout`);
    await browser.submit(question);
    await until(() => count(gateway, 'revoked') > 0);
    assert.deepEqual(await sessionOf(gateway, browser), { session: null, reason: 'ended' });
    assert.equal(await isSignedIn(other), true);
  });
});

describe('a session that Keycloak ends and a cookie holds', () => {
  it('is over when its token is to be renewed', async () => {
    const { keycloak } = await stage();
    const clock = aheadOfTime();
    await serve({ store: cookieStore(), clock: clock.now });
    const browser = new Browser();
    await signIn(browser);
    await keycloak.admin.endSessions('epos', teacher.sub);
    assert.equal(await isSignedIn(browser), true);
    clock.passes(12);
    assert.equal(await askForRefresh(browser), '401 session_ended');
    assert.equal(await isSignedIn(browser), false);
  });
});

describe('a wrong client secret', () => {
  const wrong = { clientAuth: { method: 'client_secret_basic', secret: 'wrong' } } as const;
  const reason = 'The issuer does not accept clientAuth (unauthorized_client, HTTP 401)';

  it('is told to the operator, and to the person as an outage', async () => {
    const gateway = await serve(wrong);
    const browser = new Browser();
    const outcome = await outcomeOf(browser, await signIn(browser));
    assert.equal(outcome.error, 'unavailable');
    assert.equal(outcome.provider_code, 'invalid_client');
    assert.deepEqual(failuresOf(gateway), [reason]);
  });

  it('ends no session: it goes on when the secret is right again', async () => {
    const clock = aheadOfTime();
    const store = memoryStore();
    await serve({ store, clock: clock.now });
    const browser = new Browser();
    await signIn(browser);
    clock.passes(12);
    const gateway = await serve({ store, clock: clock.now, ...wrong });
    assert.equal(await askPortal(browser), '503 unavailable');
    assert.ok(failuresOf(gateway).includes(reason));
    assert.equal(await isSignedIn(browser), true);
    await serve({ store, clock: clock.now });
    assert.equal(await askPortal(browser), teacher.sub);
  });
});
