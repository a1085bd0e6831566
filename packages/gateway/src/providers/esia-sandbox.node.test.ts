import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { portalPaths, readMe, readSubsystems } from '@epos-login/core/contract';
import { getRequestListener } from '@hono/node-server';
import { decodeJwt } from 'jose';
import { signInAtEsia } from '../../../sandbox/src/test/esia.ts';
import { people, type PersonKey } from '../../../testing/src/people/people.ts';
import { certificatesOfZip, createDevelopmentIdentity, esia } from '../esia/esia.ts';
import { createGateway, type Gateway } from '../gateway.ts';
import { createVerifier } from '../resource/resource.ts';
import { identify } from '../test/enrolled.ts';
import { ownKey } from '../test/own-key.ts';
import {
  asBrowsersSend,
  Browser,
  call,
  keys,
  sessionOf,
  startSandbox,
  type Sandbox,
  type Stage,
} from '../test/stage.ts';
import { Upstream } from '../test/upstream.ts';

const identity = createDevelopmentIdentity('Journal');

/** A journal that is connected to ESIA directly: the gateway's handler, ESIA's own rules, no SSO on the way. */
describe('the gateway at the sandbox’s ESIA', () => {
  let sandbox: Sandbox;
  let stage: Stage;

  let upstream: Upstream;
  /** What ESIA's token endpoint has answered, as text. */
  const given: string[] = [];

  before(async () => {
    upstream = new Upstream();
    await upstream.start();
    const serving: { gateway?: Gateway } = {};
    const serve = (request: Request) => serving.gateway?.(asBrowsersSend(request)) ?? new Response();
    const listener = getRequestListener(serve, { overrideGlobalObjects: false });
    const server = createServer((request, response) => void listener(request, response)).listen(0, 'localhost');
    await new Promise((resolve) => server.once('listening', resolve));
    const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    const url = `${origin}/auth`;
    const trustedIssuers = [{ issuer: url, jwksUri: `${url}/jwks.json` }];
    sandbox = await startSandbox({ port: 0, quiet: true, trustedIssuers });
    const redirectUri = `${url}/callback/esia`;
    const gateway = createGateway({
      url,
      keys: [keys[0] ?? ''],
      claims: ['given_name', 'esia_level'],
      proxy: [
        { path: '/api/', upstream: `${sandbox.portalUrl}/` },
        { path: '/marks/', upstream: upstream.url },
      ],
      ownTokens: { keys: [ownKey] },
      providers: {
        esia: esia({
          host: sandbox.origins.esia,
          clientId: 'EPOS59',
          redirectUri,
          certificate: identity.certificate,
          signer: identity.signer,
          accessType: 'offline',
          pkce: 'S256',
          certificates: async () => {
            const response = await fetch(`${sandbox.origins.esia}/public/esia.zip`);
            return certificatesOfZip(new Uint8Array(await response.arrayBuffer()));
          },
          identify,
          fetch: async (input, init) => {
            const response = await fetch(input, init);
            given.push(await response.clone().text());
            return response;
          },
        }),
      },
    });
    serving.gateway = gateway;
    stage = {
      origin,
      url,
      gateway,
      events: [],
      async close() {
        await gateway.close();
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  });
  beforeEach(() => {
    sandbox.control.reset();
    sandbox.control.registerAtEsia({
      mnemonic: 'EPOS59',
      displayName: 'Журнал',
      redirectUris: [`${stage.url}/callback/esia`],
      domains: [new URL(stage.origin).host],
      certificates: [identity.certificate],
      scopes: ['openid', 'fullname', 'birthdate', 'gender', 'snils', 'email', 'mobile'],
      tokenAlgorithm: 'GOST3410_2012_256',
    });
  });
  after(async () => {
    upstream.close();
    await stage.close();
    await sandbox.close();
  });

  /** Signs in; what the page learns of it. */
  async function signIn(key: PersonKey, browser = new Browser(), query: Record<string, string> = {}) {
    const parameters = new URLSearchParams({ provider: 'esia', return_to: '/journal', ...query });
    const page = await signInAtEsia(sandbox, browser, `${stage.url}/login?${parameters}`, key);
    const { pathname, searchParams } = new URL(page.url);
    assert.equal(pathname, '/journal');
    const id = searchParams.get('epos_login') ?? '';
    const { session, outcome } = await sessionOf(stage, browser, `?epos_login=${id}`);
    assert.equal(outcome?.id, id);
    return { browser, session, error: outcome.error, providerCode: outcome.provider_code };
  }

  it('signs a teacher in, by tokens that ESIA has signed by GOST', async () => {
    const { session, error } = await signIn('teacher');
    assert.equal(error, undefined);
    assert.deepEqual(session?.claims, { sub: people.teacher.epos.sub, given_name: 'Мария', esia_level: 'PR' });
  });

  it('leads there too when no provider is named, and to no other', async () => {
    const page = await new Browser().open(`${stage.url}/login?return_to=/journal`);
    assert.match(page.text, /loginByPwdButton/);
    const other = await new Browser().open(`${stage.url}/login?provider=rsaa&return_to=/journal`);
    assert.equal(other.status, 400);
    assert.deepEqual(await stage.gateway.check(), { providers: true, store: true });
  });

  it('renews the session at ESIA', async () => {
    const { browser, session } = await signIn('parent');
    const response = await call(stage, browser, 'refresh', { method: 'POST' });
    assert.equal(response.status, 200);
    const renewed = (await response.json()) as { session: { id: string } };
    assert.equal(renewed.session.id, session?.id);
  });

  it('tells the page why ESIA, or the journal, did not let somebody in', async () => {
    const stranger = await signIn('stranger');
    assert.deepEqual([stranger.error, stranger.providerCode], ['account_unknown', 'EPOS-ACCOUNT-UNKNOWN']);
    assert.equal(stranger.session, null);
    const unconfirmed = await signIn('unconfirmed');
    assert.deepEqual([unconfirmed.error, unconfirmed.providerCode], ['account_unconfirmed', 'ESIA-007055']);
    sandbox.control.faults.set('esia', { outage: 'unavailable' });
    const away = await signIn('parent');
    assert.deepEqual([away.error, away.providerCode], ['unavailable', 'ESIA-007008']);
  });

  it('shows the portal who that is, and gets the roles and tiles', async () => {
    for (const key of ['teacher', 'parent'] as const) {
      const { browser } = await signIn(key);
      const response = await call(stage, browser, `/api/${portalPaths.me}`);
      assert.equal(response.status, 200);
      const { person, roles } = readMe(await response.json());
      assert.equal(person.sub, people[key].epos.sub);
      assert.ok(roles.length);
      const tiles = await call(stage, browser, `/api/${portalPaths.subsystems}`);
      assert.ok(readSubsystems(await tiles.json()).length);
    }
  });

  it('shows nobody the token of ESIA, and each upstream a token that no other takes', async () => {
    given.length = 0;
    const { browser } = await signIn('teacher');
    const esiaToken = (JSON.parse(given[0] ?? '') as { access_token: string }).access_token;
    assert.equal((await call(stage, browser, '/marks/today')).status, 200);
    const { authorization = '' } = upstream.last.headers;
    const token = authorization.replace(/^Bearer /, '');
    assert.ok(!upstream.last.rawHeaders.join().includes(esiaToken));
    const { iss, aud, sub, exp = 0, iat = 0, ...rest } = decodeJwt(token);
    const marks = upstream.url.replace(/\/$/, '');
    assert.deepEqual([iss, aud, sub, exp - iat], [stage.url, marks, people.teacher.epos.sub, 120]);
    assert.deepEqual(Object.keys(rest).toSorted(), ['client_id', 'jti', 'scope']);
    const verifier = (audience: string) =>
      createVerifier({
        issuer: stage.url,
        jwksUri: `${stage.url}/jwks.json`,
        audience,
        tokenType: 'at+jwt',
        dpop: 'off',
      });
    assert.equal((await verifier(marks).verifyAccessToken(token)).sub, people.teacher.epos.sub);
    await assert.rejects(verifier(sandbox.portalUrl).verifyAccessToken(token), { reason: 'wrong_audience' });
    const atEsia = await fetch(`${sandbox.origins.esia}/rs/prns/1`, { headers: { authorization } });
    assert.equal(atEsia.status, 401);
  });

  it('ends the session at ESIA too, and comes back', async () => {
    const { browser } = await signIn('parent');
    const response = await call(stage, browser, 'logout', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ return_to: '/farewell' }),
    });
    const { end_session } = (await response.json()) as {
      end_session: { action: string; fields: Record<string, string> };
    };
    assert.equal(end_session.action, `${sandbox.origins.esia}/idp/ext/Logout`);
    const end = await browser.open(`${end_session.action}?${new URLSearchParams(end_session.fields)}`);
    assert.equal(end.url, `${stage.origin}/farewell`);
    const form = await browser.open(`${stage.url}/login?provider=esia&return_to=/journal`);
    assert.match(form.text, /loginByPwdButton/);
  });

  it('asks for the password again at prompt=login, though ESIA has a session', async () => {
    const { browser } = await signIn('parent');
    const silent = await browser.open(`${stage.url}/login?provider=esia&return_to=/journal`);
    assert.equal(new URL(silent.url).pathname, '/journal');
    const anew = await browser.open(`${stage.url}/login?provider=esia&return_to=/journal&prompt=login`);
    assert.match(anew.text, /loginByPwdButton/);
    const none = await browser.open(`${stage.url}/login?provider=esia&return_to=/journal&prompt=none`);
    const { outcome } = await sessionOf(stage, browser, new URL(none.url).search);
    assert.equal(outcome?.error, 'login_required');
  });
});
