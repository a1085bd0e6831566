import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GatewayLoggedOut } from '@epos-login/core/contract';
import { memoryStore, type GatewayOptions, type SessionStore } from '../gateway.ts';
import { HostileVisit, origin } from '../test/hostile-visit.ts';
import { problemOf } from '../test/stage.ts';
import type { Faults } from '../../../core/src/hostile/server/faults.ts';

const revocation = { metadata: { revocation_endpoint: 'http://sso.localhost/revoke' }, refreshes: true };

async function start(options: Partial<GatewayOptions> = {}, faults: Faults = revocation): Promise<HostileVisit> {
  const visit = new HostileVisit({ faults }, options);
  assert.equal(await visit.outcome(), 'ready');
  return visit;
}

function logout(visit: HostileVisit, body: unknown = {}, type = 'application/json'): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return visit.call('/auth/logout', { method: 'POST', body: text, headers: { 'content-type': type } });
}

async function farAway(response: Response): Promise<NonNullable<GatewayLoggedOut['end_session']>> {
  assert.equal(response.status, 200);
  return ((await response.json()) as GatewayLoggedOut).end_session!;
}

describe('logout', () => {
  it('tells the page how to end the SSO’s session, and leads on from there', async () => {
    const visit = await start({ store: memoryStore() });
    const { action, fields } = await farAway(await logout(visit, { return_to: '/farewell?x=1' }));
    assert.equal(action, 'http://sso.localhost/logout');
    assert.equal(fields.client_id, 'journal');
    assert.equal(fields.post_logout_redirect_uri, `${origin}/auth/logged-out`);
    assert.match(fields.id_token_hint ?? '', /^eyJ/);
    assert.equal(visit.cookies.has('epos-session'), false);
    const back = await visit.ask(`/auth/logged-out?state=${fields.state ?? ''}`);
    assert.equal(back.headers.get('location'), `${origin}/farewell?x=1`);
    assert.equal(visit.cookies.has('epos-login'), false);
    // Nothing is left that could outlive it.
    await visit.gateway.close();
    assert.deepEqual(visit.asked('revoke'), []);
  });

  it('keeps no id_token in cookies, and so gives none', async () => {
    const { fields } = await farAway(await logout(await start()));
    assert.deepEqual(Object.keys(fields), ['client_id', 'post_logout_redirect_uri', 'state']);
  });

  it('leads home whoever comes back with nothing, or with somebody else’s word', async () => {
    const visit = await start();
    await logout(visit, { return_to: '/farewell' });
    for (const query of ['', '?state=', '?state=another']) {
      const response = await visit.ask(`/auth/logged-out${query}`);
      assert.equal(response.headers.get('location'), `${origin}/`);
    }
  });

  it('ends the session here alone where that is wished, and withdraws what it lived on', async () => {
    const visit = await start();
    const response = await logout(visit, { everywhere: false });
    assert.deepEqual(await response.json(), {});
    await visit.gateway.close();
    const [request, another] = visit.asked('revoke');
    assert.match(request?.body.token ?? '', /^refresh-/);
    assert.equal(request?.body.token_type_hint, 'refresh_token');
    assert.match(request.headers.authorization ?? '', /^Basic /);
    assert.equal(another, undefined);
    assert.deepEqual(await visit.session(), { session: null, reason: 'never' });
  });

  for (const [about, options, metadata] of [
    ['outlives the SSO’s session', { scope: 'openid offline_access' }, {}],
    ['has no page of the SSO to end it', {}, { end_session_endpoint: undefined }],
  ] as const) {
    it(`withdraws a token that ${about}`, async () => {
      const faults = { ...revocation, metadata: { ...revocation.metadata, ...metadata } };
      const visit = await start(options, faults);
      const { end_session } = (await (await logout(visit)).json()) as GatewayLoggedOut;
      assert.equal(!end_session, 'end_session_endpoint' in metadata);
      await visit.gateway.close();
      assert.equal(visit.asked('revoke').length, 1);
    });
  }

  it('is done when there is no session any more, and still leads to the SSO', async () => {
    const visit = new HostileVisit({});
    const { fields } = await farAway(await logout(visit));
    assert.equal('id_token_hint' in fields, false);
    assert.deepEqual(await (await logout(visit, { everywhere: false })).json(), {});
  });

  it('forgets the browser’s session although SSO or store are away, and says that not all is done', async () => {
    let broken = false;
    const memory = memoryStore();
    const away: SessionStore = { ...memory, get: (key) => (broken ? Promise.reject(new Error('x')) : memory.get(key)) };
    const time = { now: Date.now() };
    const options = { clock: () => time.now };
    const reply = { discovery: () => (broken ? { status: 503, headers: { 'retry-after': '30' } } : undefined) };
    // The metadata of an hour ago would do.
    const withoutSso = new HostileVisit({ faults: { reply } }, options);
    for (const visit of [await start({ store: away }), withoutSso]) {
      visit.cookies.set('epos-session', visit.cookies.get('epos-session') ?? '1~old');
      broken = true;
      const response = await logout(visit);
      assert.equal(await problemOf(response), '503 unavailable');
      assert.equal(response.headers.get('retry-after'), visit === withoutSso ? '30' : null);
      assert.equal(visit.cookies.has('epos-session'), false);
      broken = false;
    }
  });

  for (const broken of ['get', 'delete'] as const) {
    it(`ends by its second try what the store could not ${broken} at the first`, async () => {
      let isAway = false;
      const memory = memoryStore();
      const ask = async <T>(question: () => Promise<T>) => {
        if (isAway) throw new Error('x');
        return question();
      };
      const store: SessionStore = { ...memory, [broken]: (key: string) => ask<unknown>(() => memory[broken](key)) };
      const visit = await start({ store });
      const cookie = visit.cookies.get('epos-session')!;
      isAway = true;
      for (let count = 0; count < 2; count += 1) {
        assert.equal(await problemOf(await logout(visit, { everywhere: false })), '503 unavailable');
        assert.deepEqual([...visit.cookies.keys()], ['epos-ending']);
      }
      // It is no name of a session, whoever may take it for one.
      isAway = false;
      const ending = visit.cookies.get('epos-ending')!;
      visit.cookies.set('epos-session', `1~${ending}`);
      assert.deepEqual(await visit.session(), { session: null, reason: 'ended' });
      visit.cookies.delete('epos-session');
      assert.equal((await logout(visit, { everywhere: false })).status, 200);
      assert.equal(visit.cookies.has('epos-ending'), false);
      visit.cookies.set('epos-session', cookie);
      assert.deepEqual(await visit.session(), { session: null, reason: 'ended' });
      await visit.gateway.close();
      assert.equal(visit.asked('revoke').length, 1);
    });
  }

  it('ends a session in a store for good: its cookie is worth nothing any more', async () => {
    const visit = await start({ store: memoryStore() });
    const cookie = visit.cookies.get('epos-session')!;
    await logout(visit);
    visit.cookies.set('epos-session', cookie);
    assert.deepEqual(await visit.session(), { session: null, reason: 'ended' });
  });

  it('is not undone by a refresh that was under way in another tab', async () => {
    const visit = await start();
    const late = visit.cookies.get('epos-session')!;
    await logout(visit);
    visit.cookies.set('epos-session', late);
    assert.deepEqual(await visit.session(), { session: null, reason: 'ended' });
    // Who signs in next is somebody else to it.
    assert.equal(await visit.outcome(), 'ready');
  });

  it('leads nowhere but to listed origins', async () => {
    const visit = await start();
    for (const return_to of ['https://evil.example/', '//evil.example', 'javascript:alert(1)', '\\\\evil.example']) {
      assert.equal(await problemOf(await logout(visit, { return_to })), '400 invalid_request');
    }
    assert.ok((await visit.session()).session);
  });

  for (const [body, type, problem] of [
    ['{', 'application/json', '400 invalid_request'],
    ['[]', 'application/json', '400 invalid_request'],
    ['{"everywhere":"no"}', 'application/json', '400 invalid_request'],
    ['{"everywhere":false}', 'text/plain', '400 invalid_request'],
    ['everywhere=false', 'application/x-www-form-urlencoded', '400 invalid_request'],
    [`{"x":"${'x'.repeat(9000)}"}`, 'application/json', '413 too_large'],
  ] as const) {
    it(`refuses ${body.slice(0, 30)} as ${type}`, async () => {
      const visit = await start();
      assert.equal(await problemOf(await logout(visit, body, type)), problem);
      assert.ok((await visit.session()).session);
    });
  }

  it('takes an empty body', async () => {
    const visit = await start();
    assert.equal((await visit.call('/auth/logout', { method: 'POST' })).status, 200);
  });
});
