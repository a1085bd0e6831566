import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { createDevelopmentIdentity, esia } from '../esia/esia.ts';
import { memoryStore, type GatewayOptions } from '../gateway.ts';
import { signInAtEsia } from '../../../sandbox/src/test/esia.ts';
import { ownKey } from '../test/own-key.ts';
import {
  Browser,
  call,
  keys,
  problemOf,
  sessionOf,
  signIn,
  startGateway,
  startSandbox,
  type Sandbox,
  type Stage,
} from '../test/stage.ts';

describe('the gateway’s OAuth, at a certified OpenID Provider', () => {
  let sandbox: Sandbox;
  let stages: Stage[] = [];
  const start = async (options: Parameters<typeof startGateway>[1] = {}) => {
    const stage = await startGateway(sandbox, options);
    stages.push(stage);
    return stage;
  };
  before(async () => {
    sandbox = await startSandbox({ port: 0, quiet: true });
  });
  beforeEach(() => {
    sandbox.control.reset();
  });
  afterEach(async () => {
    await Promise.all(stages.map((stage) => stage.close()));
    stages = [];
  });
  after(() => sandbox.close());

  const byKey = (): Partial<GatewayOptions> => {
    const client = sandbox.clients.find(({ clientId }) => clientId === 'epos-server-jwt');
    const key = client?.privateKey as Record<string, unknown>;
    return { clientId: 'epos-server-jwt', clientAuth: { method: 'private_key_jwt', key } };
  };

  for (const [about, options] of [
    ['a secret', () => ({})],
    ['a key', byKey],
    ['a secret, with pushed requests', () => ({ par: true })],
    ['a key, with pushed requests and tokens bound to a key', () => ({ ...byKey(), par: true, dpop: true })],
    ['a secret, with bound tokens in a store', () => ({ dpop: true, store: memoryStore() })],
  ] as const) {
    it(`signs in, reads and renews as a client with ${about}`, async () => {
      let ahead = 0;
      const stage = await start({ ...options(), clock: () => Date.now() + ahead });
      const browser = new Browser();
      await signIn(stage, browser);
      assert.equal((await call(stage, browser, '/api/v1/me')).status, 200);
      // A minute later: what was just fetched would not be fetched again.
      ahead = 60_000;
      sandbox.control.clock.set(60);
      const refused = stage.events.length;
      if ('store' in options()) sandbox.control.tokens.expireAccess();
      else assert.equal((await call(stage, browser, 'refresh', { method: 'POST' })).status, 200);
      assert.equal((await call(stage, browser, '/api/v1/me')).status, 200);
      assert.ok(stage.events.slice(refused).some(({ type }) => type === 'refreshed'));
      const pushed = browser.visited.some((url) => url.includes('request_uri='));
      assert.equal(pushed, 'par' in options());
      if (pushed) {
        const [address = ''] = browser.visited.filter((url) => url.includes('request_uri='));
        assert.deepEqual([...new URL(address).searchParams.keys()].sort(), ['client_id', 'request_uri']);
      }
    });
  }

  it('is refused as a client by a wrong secret, and takes nobody for signed in', async () => {
    const stage = await start({ clientAuth: { method: 'client_secret_basic', secret: 'wrong' } });
    const browser = new Browser();
    const id = new URL((await signIn(stage, browser)).url).searchParams.get('epos_login') ?? '';
    const { session, outcome } = await sessionOf(stage, browser, `?epos_login=${id}`);
    assert.equal(session, null);
    assert.deepEqual(outcome, { id, error: 'unavailable', provider_code: 'invalid_client' });
    const failed = stage.events.find(({ type }) => type === 'sign_in_failed');
    assert.match(JSON.stringify(failed), /The issuer does not accept clientAuth \(invalid_client, HTTP 401\)/);
  });

  it('begins a sign-in on one instance, finishes it on another, and goes on on a third with a new key', async () => {
    const first = await start();
    const second = await start({ url: first.url, home: `${first.origin}/` });
    const third = await start({ url: first.url, home: `${first.origin}/`, keys: [keys[1]!, keys[0]!] });
    const browser = new Browser();
    const until = (url: URL) => url.pathname === '/auth/callback';
    const form = await browser.open(`${first.url}/login?provider=rsaa&return_to=/journal`);
    const fields = { username: 'ivanova.mp', password: 'Perm-2026' };
    const back = new URL((await browser.submit(form, fields, { button: /ВОЙТИ/, until })).url);
    const instance = (stage: Stage, from: Stage) => ({ origin: from.origin, url: `${stage.origin}/auth` });
    const arrived = await browser.open(`${second.origin}${back.pathname}${back.search}`, {
      until: (url) => url.pathname === '/journal',
    });
    assert.equal(new URL(arrived.url).origin, first.origin);
    const at = instance(third, first);
    assert.equal((await call(at, browser, 'refresh', { method: 'POST' })).status, 200);
    // The first has not got the new key yet: to it, this is no session; so keys go to all before they go first.
    assert.equal((await call(at, browser, 'session')).status, 200);
    const stale = (await (await call(instance(first, first), browser, 'session')).json()) as { reason: string };
    assert.equal(stale.reason, 'ended');
  });

  it('tells the page what ЕСИА said', async () => {
    const stage = await start();
    for (const [key, error, code] of [
      ['mismatch', 'account_mismatch', 'EPOS-ACCOUNT-MISMATCH'],
      ['unconfirmed', 'account_unconfirmed', 'ESIA-007055'],
    ] as const) {
      const browser = new Browser();
      const page = await signInAtEsia(sandbox, browser, `${stage.url}/login?provider=esia&return_to=/journal`, key);
      const id = new URL(page.url).searchParams.get('epos_login') ?? '';
      const { outcome } = await sessionOf(stage, browser, `?epos_login=${id}`);
      assert.deepEqual(outcome, { id, error, provider_code: code });
    }
  });

  it('goes to ЕСИА directly where a module says how', async () => {
    const identity = createDevelopmentIdentity();
    const scope = ['openid', 'fullname', 'snils', 'email'];
    const listening = await start();
    const redirectUri = `${listening.url}/callback/esia`;
    sandbox.control.registerAtEsia({
      mnemonic: 'EPOS_DEV',
      displayName: 'Подсистема разработчика',
      redirectUris: [redirectUri],
      domains: [new URL(listening.origin).host],
      certificates: [identity.certificate],
      scopes: scope,
    });
    const module = esia({
      host: sandbox.origins.esia,
      clientId: 'EPOS_DEV',
      redirectUri,
      scope,
      signer: identity.signer,
      certificate: identity.certificate,
      certificates: sandbox.esia.certificates,
      identify: () => ({ sub: 'epos-person-3' }),
    });
    const ownTokens = { keys: [ownKey] };
    listening.swap({ providers: { esia: module }, ownTokens, claims: ['family_name'], store: memoryStore() });
    const browser = new Browser();
    const page = await signInAtEsia(
      sandbox,
      browser,
      `${listening.url}/login?provider=esia&return_to=/journal`,
      'parent',
    );
    assert.equal(new URL(page.url).pathname, '/journal');
    const { session } = await sessionOf(listening, browser);
    assert.deepEqual(session?.claims, { family_name: 'Кузнецова', sub: 'epos-person-3' });
    assert.deepEqual(await listening.gateway.check(), { providers: true, store: true });
    const leaving = await call(listening, browser, 'logout', { method: 'POST' });
    const { end_session } = (await leaving.json()) as { end_session: { action: string } };
    assert.ok(end_session.action.startsWith(`${sandbox.origins.esia}/idp/ext/Logout`));
  });

  it('hears from the SSO that a session is over', async () => {
    const stage = await start({ store: memoryStore() });
    sandbox.control.setBackchannelLogout('epos-server', `${stage.url}/backchannel-logout`);
    const browser = new Browser();
    await signIn(stage, browser);
    assert.ok((await sessionOf(stage, browser)).session);
    await sandbox.control.sessions.end({ notify: true });
    assert.deepEqual(await sessionOf(stage, browser), { session: null, reason: 'ended' });
    assert.ok(stage.events.some((event) => event.type === 'revoked' && event.sessions === 1));
  });

  it('takes nobody for signed out while the SSO or the portal is out of order', async () => {
    let ahead = 0;
    const stage = await start({ clock: () => Date.now() + ahead });
    const browser = new Browser();
    await signIn(stage, browser);
    ahead = 60_000;
    for (const outage of ['unavailable', 'dropped'] as const) {
      sandbox.control.faults.set('sso', { outage });
      assert.equal(await problemOf(await call(stage, browser, 'refresh', { method: 'POST' })), '503 unavailable');
      assert.ok((await sessionOf(stage, browser)).session);
    }
    sandbox.control.faults.reset();
    // It has asked for a pause.
    ahead += 30_000;
    assert.equal((await call(stage, browser, 'refresh', { method: 'POST' })).status, 200);
    sandbox.control.faults.set('portal', { outage: 'dropped' });
    assert.equal(await problemOf(await call(stage, browser, '/api/v1/me')), '503 unavailable');
    assert.ok((await sessionOf(stage, browser)).session);
  });

  it('ends a session when its refresh token is unknown', async () => {
    let ahead = 0;
    const stage = await start({ clock: () => Date.now() + ahead });
    const browser = new Browser();
    await signIn(stage, browser);
    ahead = 60_000;
    sandbox.control.tokens.revokeRefresh();
    assert.equal(await problemOf(await call(stage, browser, 'refresh', { method: 'POST' })), '401 session_ended');
    assert.deepEqual(await sessionOf(stage, browser), { session: null, reason: 'never' });
  });

  it('knows whether the SSO is there', async () => {
    const stage = await start();
    assert.deepEqual(await stage.gateway.check(), { providers: true, store: true });
    sandbox.control.faults.set('sso', { outage: 'unavailable' });
    const other = await start();
    assert.deepEqual(await other.gateway.check(), { providers: false, store: true });
  });
});
