import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import type { EposError, EposErrorCode } from '../errors/errors.ts';
import { BoundTab } from '../test/bound-stage.ts';
import { DirectTab, home, redirectUri } from '../test/direct-tab.ts';
import { ProofChecker } from '../test/proof-checker.ts';
import { failure, sso } from '../test/sign-in-stage.ts';
import { par } from './par.ts';

let tab: DirectTab;
beforeEach(() => {
  sso.pushes = true;
  sso.proofs = undefined;
  tab = new DirectTab(sso, { par: par() });
});
after(() => {
  sso.pushes = false;
});

const pushes = () => sso.requests.filter(({ url }) => url.endsWith('/par'));
const said = () => Object.fromEntries(new URL(tab.page.lastWent).searchParams);

describe('a pushed request', () => {
  it('leaves the client and a reference in the address, and signs in', async () => {
    await tab.load(home).signIn({ provider: 'esia' });
    assert.deepEqual(Object.keys(said()).sort(), ['client_id', 'request_uri']);
    assert.equal(said().client_id, sso.clientId);
    const session = await tab.load(sso.authorize(tab.page.lastWent)).restore();
    assert.deepEqual(session, { kind: 'session', interactive: true });
  });

  it('says everything that the address would have said', async () => {
    await tab.load(home).signIn({ provider: 'esia', prompt: 'login', maxAge: 60, acr: '2' });
    const [push, more] = pushes();
    assert.ok(push && !more);
    assert.equal(push.init.method, 'POST');
    assert.equal(push.init.credentials, 'omit');
    const { state, nonce, code_challenge, ...rest } = Object.fromEntries(push.body);
    assert.ok(state && nonce && code_challenge);
    assert.deepEqual(rest, {
      client_id: sso.clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid',
      code_challenge_method: 'S256',
      prompt: 'login',
      max_age: '60',
      acr_values: '2',
      kc_idp_hint: 'esia',
    });
  });

  it('is pushed anew for each sign-in, since a reference is good for once', async () => {
    await tab.load(home).signIn({});
    const first = said().request_uri;
    await tab.client.signIn({});
    assert.notEqual(said().request_uri, first);
    assert.equal(pushes().length, 2);
  });

  it('binds the code to the key too', async () => {
    sso.proofs = new ProofChecker();
    const bound = new BoundTab(sso, 'require', { par: par() });
    await bound.load(home).signIn({});
    const jkt = pushes()[0]?.body.get('dpop_jkt');
    assert.ok(jkt);
    await bound.load(sso.authorize(bound.page.lastWent)).restore();
    assert.equal(sso.bound.get(await bound.client.getToken()), jkt);
  });

  it('is not pushed where the SSO takes none', async () => {
    sso.pushes = false;
    await tab.load(home).signIn({});
    assert.equal(pushes().length, 0);
    assert.ok(said().code_challenge);
  });

  it('is pushed for a silent question too', async () => {
    await tab.load(home).signIn({});
    await tab.load(sso.authorize(tab.page.lastWent)).restore();
    tab.load(home);
    tab.page.frame = (url) => sso.authorize(url);
    assert.deepEqual(await tab.client.restore(), { kind: 'session', interactive: false });
    assert.equal(pushes().at(-1)?.body.get('prompt'), 'none');
  });
});

describe('a refused push', () => {
  const json = (body: unknown, status: number, headers: Record<string, string> = {}) =>
    Response.json(body, { status, headers });
  const refusals: [string, () => Response, EposErrorCode, Partial<EposError>][] = [
    ['invalid_request', () => json({ error: 'invalid_request' }, 400), 'provider_error', { status: 400 }],
    ['a code', () => json({ error: 'invalid_scope' }, 400), 'provider_error', { providerCode: 'invalid_scope' }],
    ['unknown client', () => json({ error: 'invalid_client' }, 401), 'provider_error', { status: 401 }],
    ['no request_uri', () => json({ expires_in: 60 }, 201), 'bad_response', {}],
    ['an empty one', () => json({ request_uri: '' }, 201), 'bad_response', {}],
    ['one that is no text', () => json({ request_uri: { a: 1 } }, 201), 'bad_response', {}],
    ['another status', () => json({ request_uri: 'urn:x' }, 200), 'bad_response', { status: 200 }],
    ['null', () => json(null, 201), 'bad_response', {}],
    ['an error that is no text', () => json({ error: { code: 1 } }, 400), 'bad_response', {}],
    ['HTML', () => new Response('<html>', { status: 201 }), 'bad_response', {}],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: '/' } }), 'bad_response', {}],
    ['too many', () => json({ error: 'slow_down' }, 429, { 'retry-after': '7' }), 'rate_limited', { retryAfter: 7 }],
    ['an outage', () => new Response('<html>', { status: 503 }), 'unavailable', { retryable: true }],
    ['a fault', () => json({ error: 'server_error' }, 500), 'server_error', { retryable: true }],
  ];
  for (const [name, parAnswer, code, more] of refusals) {
    it(`leads nowhere: ${name}`, async () => {
      sso.faults.parAnswer = parAnswer;
      await assert.rejects(tab.load(home).signIn({}), failure(code, { phase: 'sign-in', ...more }));
      assert.deepEqual(tab.page.went, []);
    });
  }

  it('is an error of the line where nobody answers', async () => {
    sso.faults.parAnswer = () => Promise.reject(new TypeError('Failed to fetch'));
    await assert.rejects(tab.load(home).signIn({}), failure('network'));
  });

  it('is not made at an address that others can read', async () => {
    sso.faults.metadata = { pushed_authorization_request_endpoint: 'http://sso.example/par' };
    await assert.rejects(tab.load(home).signIn({}), failure('bad_response'));
    assert.equal(pushes().length, 0);
  });
});
