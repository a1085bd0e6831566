import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { failure } from '../test/failure.ts';
import { FakeGateway, problem } from '../test/fake-gateway.ts';
import { GatewayTab, settled } from '../test/gateway-tab.ts';

const api = 'https://journal.example/api/v1/me';

let gateway: FakeGateway;
let tab: GatewayTab;

async function begin(options = {}, session = {}): Promise<void> {
  gateway = new FakeGateway();
  gateway.signIn(session);
  tab = new GatewayTab(gateway, options);
  await tab.load().restore();
}
beforeEach(() => begin());

describe('fetch over the gateway', () => {
  it('carries the cookie, and names the session that is meant', async () => {
    const answer = await tab.connection.fetch(api, { method: 'POST', body: 'x', headers: { 'x-own': 'y' } });
    assert.deepEqual(await answer.json(), { pathname: '/api/v1/me', body: 'x', sub: 'p1' });
    const request = gateway.requests.at(-1);
    assert.equal(request?.headers.get('x-epos-gateway'), gateway.session?.id);
    assert.equal(request?.headers.get('x-own'), 'y');
    assert.deepEqual([request.credentials, request.redirect], ['include', 'error']);
  });

  it('takes a request, an address and a path of any name', async () => {
    gateway.session = { ...gateway.session!, id: 'имя \n' };
    tab.elapsed += 60_000;
    await tab.wake();
    for (const input of [new Request(api), new URL(api), api]) assert.ok((await tab.connection.fetch(input)).ok);
    assert.equal(gateway.requests.at(-1)?.headers.get('x-epos-gateway'), encodeURIComponent('имя \n'));
  });

  for (const elsewhere of [
    'https://portal.example/api/v1/me',
    'https://journal.example.evil.example/',
    'https://journal.example@evil.example/',
    'http://journal.example/api',
    'https://journal.example:444/',
    'data:text/plain,x',
  ]) {
    it(`goes nowhere else: ${elsewhere}`, async () => {
      const asked = gateway.asked.length;
      const refused = (error: unknown) => error instanceof TypeError || failure('forbidden')(error);
      await assert.rejects(tab.connection.fetch(elsewhere), refused);
      assert.equal(gateway.asked.length, asked);
    });
  }

  it('needs a session', async () => {
    tab.connection.forget();
    await assert.rejects(tab.connection.fetch(api), failure('session_ended'));
    assert.equal(gateway.times('GET /api/v1/me'), 0);
  });

  it('gives back an upstream’s own refusals as they are', async () => {
    for (const answer of [
      () => problem(401, 'invalid_token'),
      () => new Response('no', { status: 401 }),
      () => new Response('{', { status: 401, headers: { 'content-type': 'application/json' } }),
      () => problem(403, 'forbidden'),
      () => problem(503, 'unavailable'),
    ]) {
      gateway.fault = () => answer();
      const given = await tab.connection.fetch(api);
      assert.equal(given.status, answer().status);
      assert.equal(await given.text(), await answer().text());
    }
    assert.deepEqual(tab.events, []);
    assert.equal(gateway.times('POST /auth/refresh'), 0);
  });

  it('ends the session where the gateway says that it has ended', async () => {
    gateway.session = null;
    assert.equal((await tab.connection.fetch(api)).status, 401);
    assert.deepEqual(tab.events, [{ type: 'ended', reason: 'ended' }]);
    await assert.rejects(tab.connection.fetch(api), failure('session_ended'));
    assert.equal(gateway.times('GET /api/v1/me'), 1);
  });

  it('is stopped by its caller', async () => {
    gateway.fault = () => new Promise<never>(() => undefined);
    const controller = new AbortController();
    const asked = tab.connection.fetch(api, { signal: controller.signal });
    await settled();
    controller.abort();
    await assert.rejects(asked, failure('aborted'));
  });

  it('waits so long and no longer for an answer to begin', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    gateway.fault = () => new Promise<never>(() => undefined);
    const asked = tab.connection.fetch(api);
    await settled();
    test.mock.timers.tick(60_000);
    await assert.rejects(asked, failure('timeout'));
  });

  it('waits so long and no longer to hear why it was refused', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const headers = { 'content-type': 'application/problem+json' };
    gateway.fault = () => new Response(new ReadableStream(), { status: 401, headers });
    const asked = tab.connection.fetch(api);
    await settled();
    test.mock.timers.tick(10_000);
    assert.equal((await asked).status, 401);
  });

  it('tells a line that breaks', async () => {
    gateway.fault = () => Promise.reject(new TypeError('fetch failed'));
    await assert.rejects(tab.connection.fetch(api), failure('network', { phase: 'session' }));
    assert.deepEqual(tab.events, []);
  });
});

describe('what stands elsewhere', () => {
  const proxy = { 'https://portal.example/api/': '/api/', 'https://whole.example/': '/' };

  it('is reached where the gateway serves it', async () => {
    await begin({ proxy });
    for (const input of ['https://portal.example/api/v1/me?a=b', new Request('https://portal.example/api/v1/me?a=b')]) {
      assert.ok((await tab.connection.fetch(input)).ok);
      assert.equal(gateway.asked.at(-1), 'GET /api/v1/me?a=b');
    }
    const posted = await tab.connection.fetch(
      new Request('https://portal.example/api/v1/x', { method: 'POST', body: 'тело', headers: { 'x-own': 'y' } }),
    );
    assert.deepEqual(await posted.json(), { pathname: '/api/v1/x', body: 'тело', sub: 'p1' });
    assert.equal(gateway.requests.at(-1)?.headers.get('x-own'), 'y');
  });

  for (const elsewhere of [
    'https://portal.example/admin',
    'https://portal.example/api/../admin',
    'https://portal.example/api/%2e%2e/admin',
    'https://whole.example//evil.example/',
    'https://whole.example/\\evil.example/',
  ]) {
    it(`reaches no further than that: ${elsewhere}`, async () => {
      await begin({ proxy });
      await assert.rejects(tab.connection.fetch(elsewhere), failure('forbidden'));
      assert.equal(gateway.asked.length, 1);
    });
  }
});

describe('a session whose token is used up', () => {
  beforeEach(() => {
    gateway.isSpent = true;
  });

  it('is renewed once, and the request sent again with its body', async () => {
    const answer = await tab.connection.fetch(api, { method: 'POST', body: 'x' });
    assert.deepEqual(await answer.json(), { pathname: '/api/v1/me', body: 'x', sub: 'p1' });
    assert.deepEqual(gateway.asked.slice(1), ['POST /api/v1/me', 'POST /auth/refresh', 'POST /api/v1/me']);
    assert.equal(gateway.requests[2]?.headers.get('x-epos-gateway'), '1');
  });

  it('is renewed once for all who wait', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => tab.connection.fetch(api)));
    assert.ok(answers.every(({ ok }) => ok));
    assert.equal(gateway.times('POST /auth/refresh'), 1);
  });

  it('is renewed once for all tabs', async () => {
    const tabs = [tab, tab.beside(), tab.beside()];
    for (const other of tabs.slice(1)) await other.load().restore();
    const answers = await Promise.all(tabs.map(({ connection }) => connection.fetch(api)));
    assert.ok(answers.every(({ ok }) => ok));
    assert.equal(gateway.times('POST /auth/refresh'), 1);
  });

  it('is renewed by the tab that comes late with an old refusal only if nobody has', async () => {
    const late = tab.beside();
    await late.load().restore();
    let release: () => void = () => undefined;
    const held = new Promise<undefined>((resolve) => {
      release = () => {
        resolve(undefined);
      };
    });
    late.fetch = async (input, init) => {
      const answer = await gateway.fetch(input, init);
      if (answer.status === 401) await held;
      return answer;
    };
    const asked = late.connection.fetch(api);
    await settled();
    await tab.connection.fetch(api);
    release();
    assert.ok((await asked).ok);
    assert.equal(gateway.times('POST /auth/refresh'), 1);
  });

  for (const [what, prepare] of Object.entries({
    'without Web Locks': () => {
      tab.browser.hasLocks = false;
    },
    'where Web Locks may not be used': () => {
      tab.browser.refusesLocks = true;
    },
    'where nothing can be stored': () => {
      tab.browser.refuses = true;
    },
  })) {
    it(`is renewed ${what}`, async () => {
      await begin();
      prepare();
      gateway.isSpent = true;
      await tab.load().restore();
      assert.ok((await tab.connection.fetch(api)).ok);
      assert.equal(gateway.times('POST /auth/refresh'), 1);
    });
  }

  it('does not wait for ever for a tab that was frozen with the lock', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const frozen = tab.beside();
    await frozen.load().restore();
    frozen.fetch = (input, init) =>
      new Request(input).url.endsWith('/refresh') ? new Promise<never>(() => undefined) : gateway.fetch(input, init);
    void frozen.connection.fetch(api).catch(() => undefined);
    await settled();
    const asked = tab.connection.fetch(api);
    await settled();
    assert.equal(gateway.times('POST /auth/refresh'), 0);
    test.mock.timers.tick(8_000);
    assert.ok((await asked).ok);
  });

  it('is told by the gateway to be over, and is over', async () => {
    gateway.fault = ({ url }) => (url.endsWith('/refresh') ? problem(401, 'session_ended') : undefined);
    await assert.rejects(tab.connection.fetch(api), failure('session_ended'));
    assert.deepEqual(tab.events, [{ type: 'ended', reason: 'ended' }]);
  });

  it('is over where the refresh finds none', async () => {
    gateway.fault = ({ url }) =>
      url.endsWith('/refresh') ? Response.json({ session: null, reason: 'idle' }) : undefined;
    await assert.rejects(tab.connection.fetch(api), failure('session_ended'));
    assert.deepEqual(tab.events, [{ type: 'ended', reason: 'idle' }]);
  });

  it('is not over where the gateway only fails; it is asked again, with growing patience', async () => {
    gateway.fault = ({ url }) =>
      url.endsWith('/refresh') ? problem(503, 'unavailable', { 'retry-after': '20' }) : undefined;
    await assert.rejects(tab.connection.fetch(api), failure('unavailable', { retryAfter: 20 }));
    await assert.rejects(tab.connection.fetch(api), failure('unavailable'));
    assert.equal(gateway.times('POST /auth/refresh'), 1);
    assert.deepEqual(tab.events, []);
    gateway.fault = () => undefined;
    tab.elapsed += 20_000;
    assert.ok((await tab.connection.fetch(api)).ok);
  });

  it('sends nothing of the first person in the next one’s name', async () => {
    gateway.fault = ({ url }) => {
      if (url.endsWith('/refresh')) gateway.signIn({ id: 'another', claims: { sub: 'p2' } });
      return undefined;
    };
    await assert.rejects(tab.connection.fetch(api, { method: 'POST', body: 'secret' }), failure('session_ended'));
    assert.equal(gateway.times('POST /api/v1/me'), 1);
    assert.deepEqual(tab.events, [{ type: 'ended', reason: 'elsewhere' }, { type: 'changed' }]);
    assert.deepEqual(await tab.connection.restore(), { kind: 'session', interactive: false });
    assert.deepEqual(tab.connection.claims('id'), { sub: 'p2' });
    assert.equal(gateway.times('GET /auth/session'), 1);
  });

  it('does not come back after a sign-out that overtook the refresh', async () => {
    let release: () => void = () => undefined;
    gateway.fault = ({ url }) =>
      url.endsWith('/refresh') ? new Promise<never>((_, reject) => (release = reject as () => void)) : undefined;
    const asked = tab.connection.fetch(api).catch((error: unknown) => error);
    await settled();
    tab.connection.forget();
    gateway.fault = () => undefined;
    release();
    assert.ok(failure('session_ended')(await asked));
    assert.equal(tab.connection.claims('id'), undefined);
  });

  it('does not go round in circles with a gateway that is never satisfied', async () => {
    gateway.fault = ({ url }) => (url.endsWith('/me') ? problem(401, 'refresh_needed') : undefined);
    await assert.rejects(tab.connection.fetch(api), failure('bad_response', { status: 401 }));
    assert.deepEqual(gateway.asked.slice(1), ['GET /api/v1/me', 'POST /auth/refresh', 'GET /api/v1/me']);
    assert.deepEqual(tab.events, []);
  });
});

describe('a refresh that is due', () => {
  beforeEach(() => begin({}, { refresh_in: 300 }));

  it('comes before the request, not after its refusal', async () => {
    tab.elapsed += 299_000;
    await tab.connection.fetch(api);
    assert.equal(gateway.times('POST /auth/refresh'), 0);
    tab.elapsed += 1_000;
    await tab.connection.fetch(api);
    assert.deepEqual(gateway.asked.slice(2), ['POST /auth/refresh', 'GET /api/v1/me']);
    await tab.connection.fetch(api);
    assert.equal(gateway.times('POST /auth/refresh'), 1);
  });

  it('keeps nobody from trying with what is there', async () => {
    tab.elapsed += 300_000;
    gateway.fault = ({ url }) =>
      url.endsWith('/refresh') ? problem(503, 'unavailable', { 'retry-after': '20' }) : undefined;
    assert.ok((await tab.connection.fetch(api)).ok);
  });
});
