import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { DirectTab, home } from '../test/direct-tab.ts';
import { failure } from '../test/failure.ts';
import { FakeSso, invalidGrant } from '../test/fake-sso.ts';

const portal = 'https://portal.example/api/v1/me';
const minutes = 60_000;

let sso: FakeSso;
let tab: DirectTab;
let calls: Request[];
let answers: (() => Response | Promise<Response>)[];

before(async () => {
  sso = await FakeSso.create();
});
beforeEach(async () => {
  Object.assign(sso, { faults: {}, sub: 'person-1', refreshes: true, expiresIn: 300 });
  sso.requests.length = 0;
  calls = [];
  answers = [];
  tab = new DirectTab(sso);
  await tab.signIn();
  tab.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url.startsWith(sso.issuer)) return sso.fetch(input, init);
    const request = new Request(input, init);
    calls.push(request);
    request.signal.throwIfAborted();
    return answers.shift()?.() ?? new Response('ok');
  };
});

const refreshes = () => sso.requests.filter(({ body }) => body.get('grant_type') === 'refresh_token');
const sent = () => calls.map((request) => request.headers.get('authorization'));
const unauthorized = () => new Response('', { status: 401 });
const down = () => Promise.reject(new TypeError('fetch failed'));

describe('fetch', () => {
  it('carries the token to the portal, across no redirect', async () => {
    await tab.client.fetch(portal, { headers: { accept: 'application/json', authorization: 'Basic own' } });
    assert.equal(sent()[0], `Bearer ${await tab.client.getToken()}`);
    assert.deepEqual(
      calls.map(({ headers, redirect }) => [headers.get('accept'), redirect]),
      [['application/json', 'error']],
    );
  });

  for (const url of [
    'https://evil.example/api',
    'http://portal.example/api',
    'https://portal.example:8443/api',
    'https://portal.example.evil.example/',
    'https://sub.portal.example/',
    'data:text/plain,x',
  ]) {
    it(`goes nowhere with the token for ${url}`, async () => {
      const { origin } = new URL(url);
      await assert.rejects(
        tab.client.fetch(url),
        failure('forbidden', { phase: 'session', message: `not to ${origin}` }),
      );
      assert.equal(calls.length, 0);
    });
  }

  it('renews the token once on 401 and tries again, body included', async () => {
    answers = [unauthorized];
    const response = await tab.client.fetch(portal, { method: 'POST', body: '{"a":1}' });
    assert.equal(await response.text(), 'ok');
    const [first, second] = sent();
    assert.notEqual(first, second);
    assert.equal(await calls[1]?.text(), '{"a":1}');
    assert.equal(refreshes().length, 1);
  });

  it('gives the second 401 back', async () => {
    answers = [unauthorized, unauthorized, unauthorized];
    assert.equal((await tab.client.fetch(portal)).status, 401);
    assert.equal(calls.length, 2);
    assert.equal(refreshes().length, 1);
  });

  it('renews once for all who were refused at once', async () => {
    answers = Array.from({ length: 5 }, () => unauthorized);
    const responses = await Promise.all(Array.from({ length: 5 }, () => tab.client.fetch(portal)));
    assert.deepEqual(
      responses.map(({ status }) => status),
      [200, 200, 200, 200, 200],
    );
    assert.equal(refreshes().length, 1);
  });

  it('says what stopped it', async () => {
    await assert.rejects(tab.client.fetch(portal, { signal: AbortSignal.abort() }), failure('aborted'));
    const overdue = AbortSignal.abort(new DOMException('', 'TimeoutError'));
    await assert.rejects(tab.client.fetch(portal, { signal: overdue }), failure('timeout'));
    answers = [down];
    await assert.rejects(tab.client.fetch(portal), failure('network'));
  });

  it('waits a minute for an answer to begin, and then no longer', async (t) => {
    await tab.client.getToken();
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const asked = Promise.withResolvers<undefined>();
    answers = [
      () => {
        asked.resolve(undefined);
        return new Promise<Response>(() => undefined);
      },
    ];
    const waiting = tab.client.fetch(portal);
    await asked.promise;
    t.mock.timers.tick(60_000);
    await assert.rejects(waiting, failure('timeout', { phase: 'session' }));
  });

  it('can be stopped while the body comes', async () => {
    const stop = new AbortController();
    const { signal } = stop;
    answers = [() => new Response(new ReadableStream({ pull: () => new Promise(() => undefined) }))];
    await tab.client.fetch(new Request(portal, { signal }));
    stop.abort();
    assert.equal(calls.at(-1)?.signal.aborted, true);
  });

  it('does not begin without a session', async () => {
    await assert.rejects(tab.load(home).fetch(portal), failure('session_ended'));
    assert.equal(calls.length, 0);
  });
});

describe('a token', () => {
  it('is renewed before it ends, once for all who ask', async () => {
    const before = await tab.client.getToken();
    tab.elapsed = 4.6 * minutes;
    const tokens = await Promise.all([tab.client.getToken(), tab.client.getToken(), tab.client.getToken()]);
    assert.equal(new Set([before, ...tokens]).size, 2);
    assert.equal(refreshes().length, 1);
  });

  it('follows the rotation of refresh tokens', async () => {
    for (let count = 0; count < 3; count += 1) {
      tab.elapsed += 6 * minutes;
      await tab.client.getToken();
    }
    assert.equal(new Set(refreshes().map(({ body }) => body.get('refresh_token'))).size, 3);
  });

  it('is not asked for again by a server that issues tokens of no lifetime', async () => {
    tab.elapsed = 6 * minutes;
    sso.expiresIn = 0;
    assert.ok(await tab.client.getToken());
    assert.equal(refreshes().length, 1);
  });

  it('lets one who waits go without stopping the others', async () => {
    tab.elapsed = 6 * minutes;
    const gone = new AbortController();
    const [first, second] = [tab.client.getToken({ signal: gone.signal }), tab.client.getToken()];
    gone.abort();
    await assert.rejects(first, failure('aborted'));
    assert.ok(await second);
  });

  it('is asked for anew when a server has refused it', async () => {
    const before = await tab.client.getToken();
    assert.notEqual(await tab.client.getToken({ renew: true }), before);
  });

  it('is renewed when the device wakes up', async () => {
    tab.elapsed = 6 * minutes;
    tab.page.wake();
    while (!refreshes().length) await new Promise(setImmediate);
    await tab.client.getToken();
    assert.equal(refreshes().length, 1);
    tab.page.wake();
    assert.equal(refreshes().length, 1);
  });
});

describe('a refresh', () => {
  it('that is refused is followed by a silent question, and the session goes on', async () => {
    sso.faults = { tokenAnswer: invalidGrant };
    tab.page.frame = (url) => {
      sso.faults = {};
      return sso.authorize(url);
    };
    tab.elapsed = 6 * minutes;
    assert.ok(await tab.client.getToken());
    assert.deepEqual(tab.events, []);
  });

  it('that is refused ends the session when the SSO knows nobody', async () => {
    sso.faults = { tokenAnswer: invalidGrant };
    tab.page.frame = (url) => sso.refuse(url, 'login_required');
    tab.elapsed = 6 * minutes;
    await assert.rejects(tab.client.getToken(), failure('session_ended'));
    assert.deepEqual(tab.events, [{ type: 'ended', reason: 'ended' }]);
    assert.deepEqual(await tab.load(home).restore(), { kind: 'none', reason: 'never' });
  });

  it('that is refused where the SSO cannot be asked leaves the reason open', async () => {
    sso.faults = { tokenAnswer: invalidGrant };
    tab.page.sameSite = false;
    tab.elapsed = 6 * minutes;
    await assert.rejects(tab.client.getToken(), failure('session_ended'));
    assert.deepEqual(tab.events, [{ type: 'ended', reason: 'unknown' }]);
    assert.deepEqual(await tab.load(home).restore(), { kind: 'leaving' });
  });

  it('that is refused while the token still holds uses it, and says that the end is near', async () => {
    sso.faults = { tokenAnswer: invalidGrant };
    tab.elapsed = 4.6 * minutes;
    assert.ok(await tab.client.getToken());
    assert.deepEqual(tab.events, [{ type: 'session', session: 'expiring' }]);
  });

  for (const [what, answer, code] of [
    ['500', () => new Response('', { status: 500 }), 'server_error'],
    ['503', () => new Response('', { status: 503 }), 'unavailable'],
    ['429', () => new Response('', { status: 429 }), 'rate_limited'],
    ['the network', down, 'network'],
  ] as const) {
    it(`that fails by ${what} ends nothing, and recovers`, async () => {
      sso.faults = { tokenAnswer: answer };
      tab.elapsed = 6 * minutes;
      await assert.rejects(tab.client.getToken(), failure(code));
      assert.deepEqual(tab.events, [{ type: 'session', session: 'offline' }]);
      sso.faults = {};
      tab.page.wake();
      assert.ok(await tab.client.getToken());
      assert.deepEqual(tab.events.at(-1), { type: 'session', session: 'fresh' });
    });
  }

  it('that fails while the token still holds bothers nobody but the state', async () => {
    sso.faults = { tokenAnswer: down };
    tab.elapsed = 4.6 * minutes;
    assert.ok(await tab.client.getToken());
    assert.deepEqual(tab.events, [{ type: 'session', session: 'offline' }]);
  });

  it('for a client that was switched off is an error and no sign-out', async () => {
    sso.faults = { tokenAnswer: () => Response.json({ error: 'invalid_client' }, { status: 401 }) };
    tab.elapsed = 6 * minutes;
    await assert.rejects(tab.client.getToken(), failure('token_refused', { phase: 'session' }));
    assert.deepEqual(tab.events, []);
  });

  for (const [what, faults] of [
    ['another person', { claims: { sub: 'person-2' } }],
    ['another issuer', { claims: { iss: 'https://evil.example' } }],
    ['a foreign key', { foreignKey: true }],
    ['a foreign at_hash', { claims: { at_hash: 'x' } }],
  ] as const) {
    it(`whose id_token is of ${what} is not used`, async () => {
      sso.faults = faults;
      tab.elapsed = 6 * minutes;
      await assert.rejects(tab.client.getToken(), failure('id_token_invalid'));
    });
  }

  it('without id_token keeps the person', async () => {
    sso.faults = { token: { id_token: undefined } };
    tab.elapsed = 6 * minutes;
    assert.ok(await tab.client.getToken());
  });

  it('that comes back after sign-out brings nothing back', async () => {
    const answer = Promise.withResolvers<Response>();
    sso.faults = { tokenAnswer: () => answer.promise };
    tab.elapsed = 6 * minutes;
    const waiting = tab.client.getToken();
    await tab.client.signOut({ everywhere: false });
    answer.resolve(Response.json({ access_token: 'late', token_type: 'Bearer', expires_in: 300 }));
    await assert.rejects(waiting, failure('session_ended'));
    await assert.rejects(tab.client.getToken(), failure('session_ended'));
    assert.deepEqual(await tab.load(home).restore(), { kind: 'none', reason: 'never' });
  });
});

describe('without a refresh token', () => {
  beforeEach(async () => {
    sso.refreshes = false;
    tab = new DirectTab(sso);
    await tab.signIn();
  });

  it('the SSO is asked in a frame, and the page is never taken away', async () => {
    tab.page.frame = (url) => sso.authorize(url);
    tab.elapsed = 6 * minutes;
    assert.ok(await tab.client.getToken());
    assert.deepEqual(tab.page.went, []);
  });

  it('another person found there is a change, and the first one is served no more', async () => {
    tab.page.frame = (url) => sso.authorize(url);
    sso.sub = 'person-2';
    tab.elapsed = 6 * minutes;
    await assert.rejects(tab.client.getToken(), failure('session_ended'));
    assert.deepEqual(tab.events, [{ type: 'ended', reason: 'elsewhere' }, { type: 'changed' }]);
    assert.deepEqual(await tab.client.restore(), { kind: 'session', interactive: false });
  });
});
