import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { failure } from '../test/failure.ts';
import { FakeGateway, problem } from '../test/fake-gateway.ts';
import { GatewayTab, home, settled } from '../test/gateway-tab.ts';

const api = 'https://journal.example/api/v1/me';

let gateway: FakeGateway;
let tab: GatewayTab;
beforeEach(() => {
  gateway = new FakeGateway();
  tab = new GatewayTab(gateway);
});

function offline(test: { after: (fn: () => void) => void }, value: boolean): void {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { onLine: !value } });
  test.after(() => {
    if (before) Object.defineProperty(globalThis, 'navigator', before);
  });
}

describe('signing in', () => {
  it('leaves for the gateway with what is wished, and comes back to this page', async () => {
    await tab.load().signIn({ provider: 'esia', prompt: 'login', maxAge: 0, acr: '2', via: 'popup' });
    const [{ url, how }] = tab.page.went as [{ url: string; how: string | undefined }];
    assert.equal(how, undefined);
    const { origin, pathname, searchParams } = new URL(url);
    assert.equal(origin + pathname, 'https://journal.example/auth/login');
    assert.deepEqual(Object.fromEntries(searchParams), {
      return_to: home,
      provider: 'esia',
      prompt: 'login',
      max_age: '0',
      acr_values: '2',
    });
  });

  it('says nothing that was not wished', async () => {
    await tab.load().signIn({ returnTo: '/journal?a=b' });
    assert.equal(
      tab.page.lastWent,
      `https://journal.example/auth/login?return_to=${encodeURIComponent('https://journal.example/journal?a=b')}`,
    );
  });

  for (const [what, options] of Object.entries({
    'a foreign address to return to': { returnTo: 'https://evil.example/' },
    'a script to return to': { returnTo: 'javascript:alert(1)' },
    'a provider of another name': { provider: 'vk' as 'esia' },
    'a wish of another name': { prompt: 'consent' as 'none' },
    'an age that is none': { maxAge: -1 },
    'an age without an end': { maxAge: Infinity },
    'no context class': { acr: '' },
  })) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(tab.load().signIn(options), failure('invalid_options', { phase: 'sign-in' }));
      assert.deepEqual(tab.page.went, []);
    });
  }

  it('is called off by its caller', async () => {
    await assert.rejects(tab.load().signIn({ signal: AbortSignal.abort() }), failure('aborted'));
    assert.deepEqual(tab.page.went, []);
  });

  it('comes back without what makes the address too long for the gateway', async () => {
    await tab.load(`https://journal.example/lessons?q=${'x'.repeat(2000)}#y`).signIn({});
    assert.equal(new URL(tab.page.lastWent).searchParams.get('return_to'), 'https://journal.example/lessons');
  });

  it('does not send the browser round and round', async () => {
    for (let times = 5; times--;) await tab.load().signIn({});
    await assert.rejects(tab.load().signIn({}), failure('login_loop'));
  });

  it('does not leave the page while the device is offline', async (test) => {
    offline(test, true);
    await assert.rejects(tab.load().signIn({}), failure('offline', { phase: 'sign-in' }));
  });

  it('does not leave over a line that can be read', async () => {
    const plain = new GatewayTab(new FakeGateway('http://journal.example'));
    await assert.rejects(plain.load().signIn({}), failure('insecure_context'));
  });
});

describe('signing out', () => {
  beforeEach(async () => {
    gateway.signIn();
    await tab.load().restore();
  });

  it('ends the session at the gateway, and at the SSO by a form', async () => {
    await tab.connection.signOut({ returnTo: '/bye' });
    assert.deepEqual(gateway.asked.slice(1), ['POST /auth/logout']);
    const sent = gateway.requests.at(-1);
    assert.equal(sent?.headers.get('x-epos-gateway'), '1');
    assert.equal(sent.keepalive, true);
    const posted = tab.page.posted.map(({ action, fields }) => ({ action, fields }));
    assert.deepEqual(posted, [gateway.endSession]);
    assert.deepEqual(tab.page.went, []);
    assert.equal(tab.connection.claims('id'), undefined);
    await assert.rejects(tab.connection.fetch(api), failure('session_ended'));
  });

  it('goes without the id_token where the form is of no use, or forbidden', async () => {
    const without =
      'https://sso.example/logout?post_logout_redirect_uri=https%3A%2F%2Fjournal.example%2F&client_id=journal';
    tab.page.sameSite = false;
    await tab.connection.signOut({});
    assert.deepEqual([tab.page.lastWent, tab.page.posted], [without, []]);

    gateway.signIn();
    await tab.load().restore();
    await tab.connection.signOut({});
    assert.deepEqual(tab.page.went, []);
    tab.page.posted[0]?.refused();
    assert.equal(tab.page.lastWent, without);
  });

  it('goes by an address where there is nothing to hide', async () => {
    gateway.endSession = { action: 'https://sso.example/logout?a=b', fields: { client_id: 'journal' } };
    await tab.connection.signOut({});
    assert.equal(tab.page.lastWent, 'https://sso.example/logout?a=b&client_id=journal');
    assert.deepEqual(tab.page.posted, []);
  });

  it('stays where nothing is left to do', async () => {
    gateway.endSession = undefined;
    await tab.connection.signOut({});
    assert.deepEqual([tab.page.went, tab.page.posted], [[], []]);
    assert.deepEqual(tab.events, [{ type: 'ended', reason: 'never' }]);
  });

  it('stays where it was to end here only', async () => {
    await tab.connection.signOut({ everywhere: false });
    assert.deepEqual([tab.page.went, tab.page.posted], [[], []]);
    assert.equal(gateway.session, null);
  });

  it('is done where the session had ended already', async () => {
    gateway.session = null;
    await tab.connection.signOut({});
    assert.deepEqual(tab.events, [{ type: 'ended', reason: 'never' }]);
  });

  it('refuses a foreign address to arrive at, and nobody is signed out', async () => {
    const refused = failure('invalid_options', { phase: 'sign-out' });
    await assert.rejects(tab.connection.signOut({ returnTo: 'https://evil.example/' }), refused);
    assert.ok(gateway.session);
    assert.ok((await tab.connection.fetch(api)).ok);
  });

  for (const action of ['javascript:alert(1)', 'http://sso.example/logout', '/logout', '']) {
    it(`leaves for no such place: ${action || 'nothing'}`, async () => {
      gateway.endSession = { action, fields: {} };
      await assert.rejects(tab.connection.signOut({}), failure('bad_response', { phase: 'sign-out' }));
      assert.deepEqual([tab.page.went, tab.page.posted], [[], []]);
    });
  }

  for (const body of [
    '[]',
    '"x"',
    'null',
    '{"end_session":{}}',
    '{"end_session":{"action":"https://a.example/","fields":{"a":1}}}',
  ]) {
    it(`reads nothing into such an answer: ${body}`, async () => {
      gateway.fault = () => new Response(body);
      const out = tab.connection.signOut({});
      await assert.rejects(out, failure('bad_response'));
      assert.deepEqual([tab.page.went, tab.page.posted], [[], []]);
    });
  }

  for (const [what, fault, code] of [
    ['does not answer', () => Promise.reject(new TypeError('fetch failed')), 'network'],
    ['is down', () => problem(503, 'unavailable', { 'retry-after': '60' }), 'unavailable'],
    ['refuses the origin', () => problem(403, 'forbidden'), 'forbidden'],
  ] as const) {
    it(`is not undone by a reload where the gateway ${what}`, async () => {
      gateway.fault = () => fault();
      await assert.rejects(tab.connection.signOut({}), failure(code, { phase: 'sign-out' }));
      assert.equal(tab.connection.claims('id'), undefined);
      gateway.fault = () => undefined;
      // The cookie is still there; the gateway is told again.
      assert.ok(gateway.session);
      assert.deepEqual(await tab.load().restore(), { kind: 'none', reason: 'never' });
      await settled();
      assert.equal(gateway.session, null);
      assert.equal(gateway.times('POST /auth/logout') > 1, true);
      // Whoever signs in now is not the one who left.
      gateway.signIn({ id: 'next' });
      assert.equal((await tab.load().restore()).kind, 'session');
    });
  }

  it('is not overtaken by an answer on its way', async () => {
    const asked = tab.load().restore();
    const out = tab.connection.signOut({ everywhere: false });
    assert.deepEqual(await asked, { kind: 'none', reason: 'never' });
    await out;
    assert.equal(tab.connection.claims('id'), undefined);
  });
});

describe('what happens while nobody looks', () => {
  const minutes = 60_000;

  async function begin(session = {}): Promise<void> {
    gateway.signIn(session);
    await tab.load().restore();
    await settled();
  }

  it('is known ahead: a session that runs out, and its end', async () => {
    await begin({ sliding: false });
    await tab.pass(27 * minutes);
    assert.deepEqual([tab.events, gateway.asked.length], [[], 1]);
    gateway.session = { ...gateway.session!, expires_in: 120 };
    await tab.pass(1 * minutes);
    assert.deepEqual(tab.events, [{ type: 'session', session: 'expiring' }]);
    gateway.session = null;
    gateway.reason = 'idle';
    await tab.pass(2 * minutes);
    assert.deepEqual(tab.events.slice(1), [{ type: 'ended', reason: 'idle' }]);
    assert.equal(gateway.times('GET /auth/session?passive=1'), 2);
    assert.equal(gateway.asked.length, 3);
    await tab.pass(60 * minutes);
    assert.equal(gateway.asked.length, 3);
  });

  it('puts nothing off: what the clock asks is passive, and another tab’s doing is heard', async () => {
    await begin();
    // Somebody works in another tab: the session is as long as ever.
    await tab.pass(28 * minutes);
    assert.deepEqual(gateway.asked.slice(1), ['GET /auth/session?passive=1']);
    assert.deepEqual(tab.events, []);
  });

  it('asks by short timers only', async () => {
    await begin({ expires_in: 86_400 });
    for (let times = 100; times--;) {
      assert.ok(tab.page.ticks.every((wait) => wait <= 30_000));
      await tab.pass(30_000);
    }
    assert.equal(gateway.asked.length, 1);
  });

  it('goes on where the session is prolonged in its last minutes', async () => {
    await begin({ sliding: false });
    gateway.session = { ...gateway.session!, expires_in: 60 };
    await tab.pass(28 * minutes);
    gateway.session = { ...gateway.session, expires_in: 1800 };
    await tab.pass(1 * minutes);
    assert.deepEqual(tab.events, [
      { type: 'session', session: 'expiring' },
      { type: 'session', session: 'fresh' },
    ]);
  });

  it('ends nothing by a fault of the line, and says so', async () => {
    await begin();
    gateway.fault = () => problem(503, 'unavailable', { 'retry-after': '60' });
    await tab.pass(40 * minutes);
    assert.deepEqual(tab.events, [{ type: 'session', session: 'offline' }]);
    gateway.fault = () => undefined;
    await tab.wake();
    assert.deepEqual(tab.events.at(-1), { type: 'session', session: 'fresh' });
  });

  it('is asked for when the page comes to the front, now and then', async () => {
    await begin();
    await tab.wake();
    tab.elapsed += 4_000;
    await tab.wake();
    assert.equal(gateway.asked.length, 1);
    tab.elapsed += 2_000;
    await tab.wake();
    await tab.wake();
    assert.deepEqual(gateway.asked.slice(1), ['GET /auth/session?passive=1']);
    // Asleep: the monotonic clock has stood still.
    tab.slept += 60 * minutes;
    await tab.wake();
    assert.equal(gateway.asked.length, 3);
    assert.deepEqual(tab.events, []);
  });

  it('may be a sign-out elsewhere', async () => {
    await begin();
    gateway.session = null;
    gateway.reason = 'ended';
    tab.elapsed += 6_000;
    await tab.wake();
    assert.deepEqual(tab.events, [{ type: 'ended', reason: 'ended' }]);
  });

  it('may be a sign-in elsewhere', async () => {
    await tab.load().restore();
    tab.elapsed += 6_000;
    gateway.signIn();
    await tab.wake();
    assert.deepEqual(tab.events, [{ type: 'changed' }]);
    assert.deepEqual(await tab.connection.restore(), { kind: 'session', interactive: false });
    assert.equal(gateway.asked.length, 2);
    // What is asked for once more is asked.
    await tab.connection.restore();
    assert.equal(gateway.asked.length, 3);
  });

  it('may be a sign-in of somebody else', async () => {
    await begin();
    gateway.signIn({ id: 'another', claims: { sub: 'p2' } });
    tab.elapsed += 6_000;
    await tab.wake();
    assert.deepEqual(tab.events, [{ type: 'ended', reason: 'elsewhere' }, { type: 'changed' }]);
    assert.deepEqual(tab.connection.claims('id'), { sub: 'p2' });
  });

  it('is nothing to a page that is being left or has left', async () => {
    await begin();
    tab.connection.close();
    await settled();
    gateway.session = null;
    await tab.pass(60 * minutes);
    assert.deepEqual(tab.events, []);
  });

  it('is not believed where it is overtaken by a sign-out', async () => {
    await begin();
    tab.elapsed += 6_000;
    const woken = tab.wake();
    await tab.connection.signOut({ everywhere: false });
    await woken;
    assert.equal(tab.connection.claims('id'), undefined);
    assert.equal(
      tab.events.some(({ type }) => type === 'changed'),
      false,
    );
  });
});
