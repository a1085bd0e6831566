import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { signBySecret, signToken, unsigned } from '../../../core/src/test/signing.ts';
import { memoryStore, type GatewayOptions, type SessionStore } from '../gateway.ts';
import { HostileVisit, issuerKeys } from '../test/hostile-visit.ts';
import { keys, problemOf } from '../test/stage.ts';

const event = 'http://schemas.openid.net/event/backchannel-logout';
const header = { alg: 'RS256', kid: 'k1', typ: 'logout+jwt' };

function claims(more: object = {}): object {
  const iat = Math.floor(Date.now() / 1000);
  return {
    iss: 'http://sso.localhost',
    aud: 'journal',
    iat,
    exp: iat + 120,
    jti: crypto.randomUUID(),
    sub: 'person-1',
    sid: 's1',
    events: { [event]: {} },
    ...more,
  };
}

function sign(body: object, head: object = header): Promise<string> {
  return signToken(head, body, issuerKeys.published);
}

async function start(options: Partial<GatewayOptions> & { sid?: string | undefined } = {}) {
  const { sid, ...rest } = { sid: 's1', ...options };
  const visit = new HostileVisit({ faults: { claims: { sid } } }, { store: memoryStore(), ...rest });
  assert.equal(await visit.outcome(), 'ready');
  return visit;
}

function send(visit: HostileVisit, token: string, type = 'application/x-www-form-urlencoded'): Promise<Response> {
  const body = new URLSearchParams({ logout_token: token }).toString();
  return visit.gateway(
    new Request('http://journal.localhost/auth/backchannel-logout', {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    }),
  );
}

describe('back-channel logout', () => {
  for (const [about, more] of [
    ['its session', {}],
    ['its session, though it names no person', { sub: undefined }],
    ['all of a person', { sid: undefined }],
    ['a session, by a token for several clients', { aud: ['journal'] }],
    ['a session, by a fresh token that names no end', { exp: undefined }],
  ] as const) {
    it(`ends ${about}`, async () => {
      const visit = await start();
      const response = await send(visit, await sign(claims(more)));
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.deepEqual(await visit.session(), { session: null, reason: 'ended' });
      assert.ok(visit.events.some((one) => one.type === 'revoked' && one.sessions === 1));
    });
  }

  it('ends sessions that other instances have begun, and no others', async () => {
    const store = memoryStore();
    const [one, two] = [await start({ store }), await start({ store, sid: 's2' })];
    const third = await start({ store, sid: 's2' });
    assert.equal((await send(one, await sign(claims({ sid: 's2' })))).status, 200);
    assert.ok((await one.session()).session);
    for (const visit of [two, third]) assert.equal((await visit.session()).session, null);
  });

  it('ends sessions that were begun under an older key, whoever of the instances has changed keys by then', async () => {
    const store = memoryStore();
    const old = await start({ store, keys: [keys[0]!] });
    const changed = await start({ store, keys: [keys[1]!, keys[0]!] });
    const changing = await start({ store, keys: [keys[0]!, keys[1]!] });
    for (const one of [changing, changed]) {
      assert.equal((await send(one, await sign(claims({ sid: undefined })))).status, 200);
      for (const visit of [old, changed, changing]) assert.equal((await visit.session()).session, null);
      for (const visit of [old, changed, changing]) await visit.signIn();
    }
    // Who has not heard of the new key yet cannot know what was labelled by it.
    assert.equal((await send(old, await sign(claims()))).status, 200);
    assert.ok((await changed.session()).session);
  });

  it('ends every session that it may mean, where the id_token has named none', async () => {
    const store = memoryStore();
    const nameless = () => start({ store, sid: undefined });
    const [one, two, named] = [await nameless(), await nameless(), await start({ store, sid: 's2' })];
    // Another person's, of whom this token says nothing.
    assert.equal((await send(named, await sign(claims({ sub: 'another' })))).status, 200);
    assert.ok((await one.session()).session);
    assert.equal((await send(named, await sign(claims()))).status, 200);
    for (const visit of [one, two]) assert.equal((await visit.session()).session, null);
    assert.ok((await named.session()).session);
  });

  it('ends nothing that was begun after it: a token is taken once, by whichever instance', async () => {
    const store = memoryStore();
    const [one, two] = [await start({ store }), await start({ store, sid: 's2' })];
    const token = await sign(claims({ sid: undefined }));
    assert.equal((await send(one, token)).status, 200);
    assert.equal((await two.session()).session, null);
    await two.signIn();
    for (const visit of [one, two]) assert.equal(await problemOf(await send(visit, token)), '400 invalid_request');
    assert.ok((await two.session()).session);
    assert.ok(two.events.some((event) => event.type === 'refused' && event.reason.includes('taken before')));
  });

  it('may be tried again after the store has failed', async () => {
    const store = memoryStore();
    let fails = true;
    const visit = await start({
      store: { ...store, revoke: (label) => (fails ? Promise.reject(new Error('x')) : store.revoke(label)) },
    });
    const token = await sign(claims());
    assert.equal(await problemOf(await send(visit, token)), '503 unavailable');
    fails = false;
    assert.equal((await send(visit, token)).status, 200);
    assert.equal((await visit.session()).session, null);
  });

  for (const typ of ['JWT', 'Logout+JWT', 'application/logout+jwt', undefined]) {
    it(`knows a logout token of the type ${String(typ)}`, async () => {
      const visit = await start();
      assert.equal((await send(visit, await sign(claims(), { ...header, typ }))).status, 200);
    });
  }

  it('takes a session that is not here for ended', async () => {
    const visit = await start();
    assert.equal((await send(visit, await sign(claims({ sid: 'another', sub: 'another' })))).status, 200);
    assert.ok((await visit.session()).session);
  });

  const soon = Math.floor(Date.now() / 1000);
  /** The seven of the OpenID Foundation's plan, and more. */
  const refused: [string, () => Promise<string> | string][] = [
    ['oidcc-client-test-rp-backchannel-rpinitlogout-alg-none', () => `${unsigned({ alg: 'none' }, claims())}.`],
    ['…-no-event', () => sign(claims({ events: undefined }))],
    ['…-with-nonce', () => sign(claims({ nonce: 'n' }))],
    ['…-wrong-alg', () => signToken({ ...header, alg: 'ES256', kid: 'e1' }, claims(), issuerKeys.ec)],
    ['a signature by a secret', () => signBySecret({ alg: 'HS256' }, claims(), 'a secret')],
    ['…-wrong-aud', () => sign(claims({ aud: 'another' }))],
    ['…-wrong-event', () => sign(claims({ events: { 'http://schemas.openid.net/event/another': {} } }))],
    ['…-wrong-iss', () => sign(claims({ iss: 'http://other.localhost' }))],
    ['an event that is no object', () => sign(claims({ events: { [event]: true } }))],
    ['events in a list', () => sign(claims({ events: [event] }))],
    ['a nonce of null', () => sign(claims({ nonce: null }))],
    ['nobody', () => sign(claims({ sub: undefined, sid: undefined }))],
    ['an empty sub', () => sign(claims({ sub: '', sid: undefined }))],
    ['a sid that is no text', () => sign(claims({ sid: 7 }))],
    ['an empty sid', () => sign(claims({ sid: '' }))],
    ['a jti that is no text', () => sign(claims({ jti: 7 }))],
    ['an access token', () => sign(claims(), { ...header, typ: 'at+jwt' })],
    ['a type that is no text', () => sign(claims(), { ...header, typ: 7 })],
    ['an old one that is to hold for years', () => sign(claims({ iat: soon - 31_536_000, exp: soon + 315_360_000 }))],
    ['no iat', () => sign(claims({ iat: undefined }))],
    ['no jti', () => sign(claims({ jti: undefined }))],
    ['an iat of tomorrow', () => sign(claims({ iat: soon + 86_400, exp: soon + 90_000 }))],
    ['an old one', () => sign(claims({ iat: soon - 3600, exp: soon - 3000 }))],
    ['an old one without an end', () => sign(claims({ iat: soon - 3600, exp: undefined }))],
    ['a key of nobody', () => signToken(header, claims(), issuerKeys.unpublished)],
    ['no token', () => 'x'],
    ['nothing', () => ''],
  ];
  for (const [about, token] of refused) {
    it(`refuses ${about}`, async () => {
      const visit = await start();
      const response = await send(visit, await token());
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.equal(await problemOf(response), '400 invalid_request');
      assert.ok((await visit.session()).session);
    });
  }

  it('tells the operator which claim is wrong, and not what it holds', async () => {
    for (const [claim, wrong] of [
      ['aud', { aud: 'another' }],
      ['exp', { exp: soon - 3600 }],
      ['events', { events: undefined }],
    ] as const) {
      const visit = await start();
      await send(visit, await sign(claims(wrong)));
      const [reason = '', ...more] = visit.events.flatMap((one) => (one.type === 'refused' ? one.reason : []));
      assert.match(reason, new RegExp(`^ERR_JWT_\\w+ \\(${claim}\\)$`));
      assert.deepEqual(more, []);
    }
  });

  it('refuses an id_token: the SSO gives it to browsers', async () => {
    const visit = await start();
    const body = { ...claims({ nonce: 'n', events: undefined }) };
    assert.equal((await send(visit, await sign(body, { alg: 'RS256', kid: 'k1' }))).status, 400);
  });

  it('refuses what is no form, is too long, or stands there twice', async () => {
    const visit = await start();
    const token = await sign(claims());
    assert.equal(await problemOf(await send(visit, token, 'application/json')), '400 invalid_request');
    assert.equal(await problemOf(await send(visit, 'x'.repeat(40_000))), '413 too_large');
    const twice = await visit.ask('/auth/backchannel-logout', {
      method: 'POST',
      body: new URLSearchParams([
        ['logout_token', token],
        ['logout_token', token],
      ]).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    assert.equal(await problemOf(twice), '400 invalid_request');
    assert.ok((await visit.session()).session);
  });

  it('is to be tried again where the store is away', async () => {
    const store: SessionStore = { ...memoryStore(), revoke: () => Promise.reject(new Error('x')) };
    assert.equal(await problemOf(await send(await start({ store }), await sign(claims()))), '503 unavailable');
  });

  it('cannot keep sign-ins from the keys that the SSO has just changed', async () => {
    let at = Date.now();
    let changed = false;
    let asked = 0;
    const visit: HostileVisit = new HostileVisit(
      { faults: { signer: () => (changed ? 'unpublished' : 'published') } },
      {
        store: memoryStore(),
        clock: () => at,
        fetch: (input, init) => {
          const request = new Request(input, { ...init, duplex: 'half' } as RequestInit);
          if (!request.url.endsWith('/keys')) return visit.fetch(request);
          asked += 1;
          return Promise.resolve(Response.json({ keys: changed ? [issuerKeys.unknown] : issuerKeys.documents }));
        },
      },
    );
    assert.equal(await visit.outcome(), 'ready');
    const forged = async () => signToken({ ...header, kid: crypto.randomUUID() }, claims(), issuerKeys.unpublished);
    for (let times = 0; times < 3; times += 1) {
      assert.equal(await problemOf(await send(visit, await forged())), '400 invalid_request');
    }
    // One of them has had newer keys asked for, and no more.
    assert.equal(asked, 2);
    changed = true;
    at += 1000;
    assert.equal(await visit.outcome(), 'ready');
    assert.equal(asked, 3);
    at += 28_000;
    await send(visit, await forged());
    assert.equal(asked, 3);
    at += 2000;
    await send(visit, await forged());
    assert.equal(asked, 4);
  });

  it('is to be tried again when the SSO says that its keys can be had', async () => {
    const keys = () => ({ status: 503, headers: { 'retry-after': '60' } });
    const visit = new HostileVisit({ faults: { reply: { keys } } }, { store: memoryStore() });
    const response = await send(visit, await sign(claims()));
    assert.equal(response.headers.get('retry-after'), '60');
    assert.equal(await problemOf(response), '503 unavailable');
  });

  for (const [about, reply, pause] of [
    ['fails', { status: 503 }, 3000],
    ['asks for a pause', { status: 429, headers: { 'retry-after': '20' } }, 20_000],
  ] as const) {
    it(`brings no question each to an SSO that ${about}`, async () => {
      const time = { now: Date.now() };
      const visit = new HostileVisit(
        { faults: { reply: { keys: () => reply } } },
        { store: memoryStore(), clock: () => time.now },
      );
      const token = await sign(claims());
      const several = async () => {
        for (let times = 0; times < 5; times += 1) assert.equal((await send(visit, token)).status, 503);
        return visit.asked('keys').length;
      };
      const first = await several();
      assert.ok(first <= 2);
      time.now += pause - 1;
      assert.equal(await several(), first);
      time.now += 1;
      assert.equal(await several(), 2 * first);
    });
  }

  it('is not there where it is not wanted', async () => {
    const visit = await start({ backchannelLogout: false });
    assert.equal(await problemOf(await send(visit, await sign(claims()))), '404 not_found');
    assert.equal((await send(new HostileVisit({}), await sign(claims()))).status, 404);
  });
});
