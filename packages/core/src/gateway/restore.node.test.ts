import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { errorMessages, type EposError } from '../errors/errors.ts';
import { failure } from '../test/failure.ts';
import { FakeGateway, issuer, problem } from '../test/fake-gateway.ts';
import { GatewayTab, home, settled } from '../test/gateway-tab.ts';

let gateway: FakeGateway;
let tab: GatewayTab;
beforeEach(() => {
  gateway = new FakeGateway();
  tab = new GatewayTab(gateway);
});

const back = home.replace('#', '&epos_login=o1#');

describe('finding the session', () => {
  it('is one question, with the header, the cookie and no cache', async () => {
    gateway.signIn();
    assert.deepEqual(await tab.load().restore(), { kind: 'session', interactive: false });
    assert.deepEqual(gateway.asked, ['GET /auth/session']);
    const [{ headers, credentials, cache, redirect }] = gateway.requests as [Request];
    assert.equal(headers.get('x-epos-gateway'), '1');
    assert.deepEqual([credentials, cache, redirect], ['include', 'no-store', 'manual']);
    assert.deepEqual(tab.connection.claims('id'), { sub: 'p1', name: 'Смирнов Алексей' });
    assert.equal(tab.connection.claims('access'), undefined);
    assert.equal(tab.connection.issuer, issuer);
    assert.equal(tab.connection.scope, 'https://journal.example/auth/');
  });

  for (const reason of ['never', 'ended', 'idle'] as const) {
    it(`comes to nobody, and why: ${reason}`, async () => {
      gateway.reason = reason;
      assert.deepEqual(await tab.load().restore(), { kind: 'none', reason });
    });
  }

  it('is asked for once, however many ask', async () => {
    gateway.signIn();
    const connection = tab.load();
    const [first, second] = await Promise.all([connection.restore(), connection.restore()]);
    assert.equal(first, second);
    assert.equal(gateway.asked.length, 1);
  });

  it('takes an answer that the page has asked for already', async () => {
    gateway.signIn();
    const first = Promise.resolve(Response.json({ session: null, reason: 'ended' }));
    tab = new GatewayTab(gateway, { first });
    assert.deepEqual(await tab.load().restore(), { kind: 'none', reason: 'ended' });
    assert.deepEqual(gateway.asked, []);
    // For the first question only.
    assert.equal((await tab.connection.restore()).kind, 'session');
  });

  it('asks a gateway of another origin too', async () => {
    gateway = new FakeGateway('https://portal.example');
    gateway.signIn();
    assert.equal((await new GatewayTab(gateway).load().restore()).kind, 'session');
  });

  it('refuses to go over a line that can be read', async () => {
    gateway = new FakeGateway('http://journal.example');
    gateway.signIn();
    await assert.rejects(new GatewayTab(gateway).load().restore(), failure('insecure_context', { phase: 'restore' }));
  });
});

describe('the way back from the provider', () => {
  it('is a sign-in just now, and leaves a clean address', async () => {
    gateway.signIn();
    gateway.outcome = { id: 'o1' };
    assert.deepEqual(await tab.load(back).restore(), { kind: 'session', interactive: true });
    assert.deepEqual(gateway.asked, ['GET /auth/session?epos_login=o1']);
    assert.equal(tab.page.url.href, home);
  });

  it('told once, is a session that was found afterwards', async () => {
    gateway.signIn();
    gateway.outcome = { id: 'o1' };
    await tab.load(back).restore();
    // Reached by the back button, or bookmarked.
    assert.deepEqual(await tab.load(back).restore(), { kind: 'session', interactive: false });
    assert.equal(tab.page.url.href, home);
  });

  it('belongs to whoever was told its name, and to nobody else', async () => {
    gateway.signIn();
    gateway.fault = () => Response.json({ session: gateway.session, outcome: { id: 'o2', error: 'access_denied' } });
    assert.deepEqual(await tab.load(back).restore(), { kind: 'session', interactive: false });
    assert.deepEqual(await tab.load().restore(), { kind: 'session', interactive: false });
  });

  for (const name of ['', '%00', 'a%26session=1', 'x'.repeat(300), '%ff']) {
    it(`takes any name for a name: ${name.slice(0, 20)}`, async () => {
      gateway.signIn();
      assert.equal((await tab.load(`${home.split('?')[0] ?? ''}?epos_login=${name}`).restore()).kind, 'session');
      assert.equal(tab.page.url.searchParams.has('epos_login'), false);
      // The gateway would refuse a question that its contract does not know.
      assert.deepEqual(gateway.asked, ['GET /auth/session']);
    });
  }

  it('tells a failure by its code, with what the provider called it', async () => {
    gateway.outcome = { id: 'o1', error: 'account_mismatch', provider_code: 'ESIA-007055' };
    const expected = failure('account_mismatch', { phase: 'callback', providerCode: 'ESIA-007055' });
    await assert.rejects(tab.load(back).restore(), expected);
    assert.equal(tab.page.url.href, home);
    // It is told once: the next question finds out how things stand.
    assert.deepEqual(await tab.connection.restore(), { kind: 'none', reason: 'never' });
  });

  it('leaves a session standing that a further sign-in has failed in', async () => {
    gateway.signIn();
    gateway.outcome = { id: 'o1', error: 'access_denied' };
    await assert.rejects(tab.load(back).restore(), failure('access_denied'));
    assert.deepEqual(await tab.connection.restore(), { kind: 'session', interactive: false });
  });

  it('knows no code that is not the SDK’s and a provider’s', async () => {
    for (const error of ['constructor', 'popup_closed', 'aborted', 'toString', 'newer_code', '', 7, null, {}]) {
      gateway.fault = () => Response.json({ session: null, outcome: { id: 'o1', error } });
      await assert.rejects(tab.load(back).restore(), failure('provider_error', { phase: 'callback' }));
    }
  });

  it('knows what sign-ins end in', async () => {
    for (const error of ['access_denied', 'account_unknown', 'login_required', 'unavailable', 'id_token_invalid']) {
      assert.ok(error in errorMessages);
      gateway.outcome = { id: 'o1', error };
      await assert.rejects(tab.load(back).restore(), failure(error as EposError['code']));
    }
  });

  it('tells how long the provider wants to be left alone', async () => {
    gateway.outcome = { id: 'o1', error: 'rate_limited', retry_after: 120 };
    await assert.rejects(
      tab.load(back).restore(),
      failure('rate_limited', { phase: 'callback', retryAfter: 120, retryable: true }),
    );
    for (const retry_after of [-1, 1.5, '7', null]) {
      gateway.fault = () => Response.json({ session: null, outcome: { id: 'o1', error: 'unavailable', retry_after } });
      await assert.rejects(tab.load(back).restore(), failure('unavailable', { retryAfter: undefined }));
    }
  });

  it('is asked for again when the line has failed in between', async () => {
    gateway.signIn();
    gateway.outcome = { id: 'o1' };
    gateway.fault = () => problem(503, 'unavailable', { 'retry-after': '60' });
    await assert.rejects(tab.load(back).restore(), failure('unavailable', { phase: 'callback', retryAfter: 60 }));
    gateway.fault = () => undefined;
    assert.deepEqual(await tab.connection.restore(), { kind: 'session', interactive: true });
  });
});

describe('a gateway that fails or lies', () => {
  const answers: Record<string, [() => Response | Promise<Response>, EposError['code']]> = {
    'a page of HTML': [
      () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }),
      'bad_response',
    ],
    nothing: [() => new Response(''), 'bad_response'],
    'a redirect': [() => Response.redirect('https://evil.example/'), 'bad_response'],
    'a list': [() => Response.json([]), 'bad_response'],
    'no session, without saying so': [() => Response.json({}), 'bad_response'],
    'a session without a name': [
      () => Response.json({ session: { claims: { sub: 'p1' }, expires_in: 1, sliding: true } }),
      'bad_response',
    ],
    'a session of nobody': [
      () => Response.json({ session: { id: 's', claims: {}, expires_in: 1, sliding: true } }),
      'bad_response',
    ],
    'a session for ever': [
      () => Response.json({ session: { id: 's', claims: { sub: 'p1' }, expires_in: '∞', sliding: true } }),
      'bad_response',
    ],
    'a body without an end': [() => new Response(endless()), 'bad_response'],
    '401 of somebody in between': [() => new Response('', { status: 401 }), 'bad_response'],
    '403': [() => problem(403, 'forbidden'), 'forbidden'],
    '404': [() => problem(404, 'not_found'), 'bad_response'],
    '429': [() => problem(429, 'rate_limited', { 'retry-after': '100' }), 'rate_limited'],
    '503': [() => problem(503, 'unavailable', { 'retry-after': '100' }), 'unavailable'],
    '500': [() => problem(500, 'server_error', { 'retry-after': '100' }), 'server_error'],
    '504': [() => problem(504, 'upstream_timeout', { 'retry-after': '100' }), 'server_error'],
  };
  for (const [what, [answer, code]] of Object.entries(answers)) {
    it(`is an error, and nobody is signed out: ${what}`, async () => {
      gateway.fault = () => answer();
      await assert.rejects(tab.load().restore(), failure(code, { phase: 'restore' }));
      assert.deepEqual(tab.events, []);
    });
  }

  it('alone says that the session has ended', async () => {
    gateway.fault = () => problem(401, 'session_ended');
    await assert.rejects(tab.load().restore(), failure('session_ended'));
  });

  it('is tried again where that may help', async () => {
    gateway.signIn();
    let faults = 2;
    gateway.fault = () => (faults-- > 0 ? problem(500, 'server_error') : undefined);
    assert.equal((await tab.load().restore()).kind, 'session');
    assert.equal(gateway.asked.length, 3);
  });

  it('is tried again where the line breaks', async () => {
    gateway.signIn();
    let faults = 1;
    gateway.fault = () => (faults-- > 0 ? Promise.reject(new TypeError('fetch failed')) : undefined);
    assert.equal((await tab.load().restore()).kind, 'session');
  });

  it('that does not answer is waited for so long and no longer', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    gateway.fault = () => new Promise<never>(() => undefined);
    const restored = tab.load().restore();
    await settled();
    test.mock.timers.tick(10_000);
    await assert.rejects(restored, failure('timeout', { phase: 'restore' }));
  });

  it('that begins to answer and does not go on is stopped', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    let isStopped = false;
    const body = new ReadableStream({
      cancel() {
        isStopped = true;
      },
    });
    tab.fetch = () => Promise.resolve(new Response(body));
    const restored = tab.load().restore();
    await settled();
    test.mock.timers.tick(10_000);
    await assert.rejects(restored, failure('timeout'));
    await settled();
    assert.ok(isStopped);
  });

  it('is waited for no longer than the caller wants', async () => {
    gateway.fault = () => new Promise<never>(() => undefined);
    const controller = new AbortController();
    const restored = tab.load().restore(controller.signal);
    await settled();
    controller.abort();
    await assert.rejects(restored, failure('aborted'));
  });

  it('does not know more of a person than it tells', async () => {
    gateway.signIn({ claims: { sub: 'p1', __proto__: { admin: true } } });
    await tab.load().restore();
    assert.deepEqual(tab.connection.claims('id'), { sub: 'p1' });
  });

  it('works without storage', async () => {
    tab.browser.refuses = tab.session.refuses = true;
    gateway.signIn();
    gateway.outcome = { id: 'o1' };
    assert.deepEqual(await tab.load(back).restore(), { kind: 'session', interactive: true });
  });
});

describe('a shared computer', () => {
  beforeEach(() => {
    tab.sharedComputer = true;
    gateway.signIn();
  });

  it('lets no tab use a session that another began', async () => {
    assert.deepEqual(await tab.load().restore(), { kind: 'none', reason: 'never' });
    assert.equal(tab.connection.claims('id'), undefined);
    await assert.rejects(tab.connection.fetch('https://journal.example/api/v1/me'), failure('session_ended'));
    // Nor one that it hears of later.
    tab.elapsed += 60_000;
    await tab.wake();
    assert.deepEqual(tab.events, []);
  });

  it('lets the tab that began it use it over reloads, and forgets with the tab', async () => {
    gateway.outcome = { id: 'o1' };
    assert.deepEqual(await tab.load(back).restore(), { kind: 'session', interactive: true });
    assert.deepEqual(await tab.load().restore(), { kind: 'session', interactive: false });
    assert.deepEqual([...tab.browser.items], []);
    const next = tab.beside();
    next.sharedComputer = true;
    assert.deepEqual(await next.load().restore(), { kind: 'none', reason: 'never' });
  });

  it('ends a session whose cookie another tab has replaced', async () => {
    gateway.outcome = { id: 'o1' };
    await tab.load(back).restore();
    gateway.signIn({ id: 'another' });
    tab.elapsed += 60_000;
    await tab.wake();
    assert.deepEqual(tab.events, [{ type: 'ended', reason: 'ended' }]);
  });
});

describe('another site’s wish to sign in', () => {
  const wish = (query: Record<string, string>) => `https://journal.example/?${new URLSearchParams(query).toString()}`;

  it('is handed to the gateway, with a clean address left behind', async () => {
    const target = 'https://journal.example/lessons?iss=x';
    const connection = tab.load(wish({ iss: issuer, target_link_uri: target, login_hint: 'p1', week: '3' }));
    assert.deepEqual(await connection.restore(), { kind: 'leaving' });
    const [{ url, how }] = tab.page.went as [{ url: string; how: string }];
    assert.equal(how, 'replace');
    const { origin, pathname, searchParams } = new URL(url);
    assert.equal(origin + pathname, `${gateway.url}/login`);
    assert.deepEqual(Object.fromEntries(searchParams), {
      iss: issuer,
      target_link_uri: 'https://journal.example/lessons',
      login_hint: 'p1',
    });
    assert.equal(tab.page.url.href, 'https://journal.example/?week=3');
  });

  for (const [what, query] of Object.entries({
    'of another issuer': { iss: 'https://evil.example' },
    'with an answer in it': { iss: issuer, code: 'x' },
  })) {
    it(`is the page's own affair ${what}`, async () => {
      assert.equal((await tab.load(wish(query)).restore()).kind, 'none');
      assert.deepEqual(tab.page.went, []);
      assert.equal(tab.page.url.href, wish(query));
    });
  }

  it('leads nowhere else than to this origin', async () => {
    await tab.load(wish({ iss: issuer, target_link_uri: 'https://evil.example/' })).restore();
    assert.equal(new URL(tab.page.lastWent).searchParams.get('target_link_uri'), 'https://journal.example/');
  });

  it('loses a hint that no gateway would take', async () => {
    await tab.load(wish({ iss: issuer, login_hint: 'x'.repeat(256) })).restore();
    assert.equal(new URL(tab.page.lastWent).searchParams.has('login_hint'), false);
  });

  it('is not followed in a frame', async () => {
    const connection = tab.load(wish({ iss: issuer }));
    tab.page.framed = true;
    assert.equal((await connection.restore()).kind, 'none');
  });

  it('does not go round in circles', async () => {
    for (let times = 5; times--;) await tab.load(wish({ iss: issuer })).restore();
    await assert.rejects(tab.load(wish({ iss: issuer, target_link_uri: '/x' })).restore(), failure('login_loop'));
    // A person's own click still leads where the other site wished.
    tab.elapsed += 120_000;
    await tab.connection.signIn({});
    assert.equal(new URL(tab.page.lastWent).searchParams.get('return_to'), 'https://journal.example/x');
  });
});

function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(new Uint8Array(100_000).fill(32));
    },
  });
}
