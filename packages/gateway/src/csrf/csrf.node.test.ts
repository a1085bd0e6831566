import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { HostileVisit, origin } from '../test/hostile-visit.ts';
import { problemOf } from '../test/stage.ts';

const friend = 'https://friend.example';

describe('who may call the gateway', () => {
  let visit: HostileVisit;
  before(async () => {
    visit = new HostileVisit({}, { origins: [origin, friend] });
    assert.equal(await visit.outcome(), 'ready');
  });

  const own = { 'x-epos-gateway': '1', origin };
  const json = { 'content-type': 'application/json' };
  const endpoints = [
    ['GET', '/auth/session'],
    ['POST', '/auth/refresh'],
    ['POST', '/auth/logout'],
    ['GET', '/api/v1/me'],
    ['POST', '/api/v1/me'],
  ] as const;
  const strangers: [string, Record<string, string>][] = [
    ['without the header', { origin }],
    ['of another origin', { ...own, origin: 'https://evil.example' }],
    ['of a sister site', { ...own, origin: 'http://sister.localhost', 'sec-fetch-site': 'same-site' }],
    ['of an origin whose name only begins like ours', { ...own, origin: `${origin}.evil.example` }],
    ['of another port', { ...own, origin: `${origin}:8080` }],
    ['of another scheme', { ...own, origin: origin.replace('http:', 'https:') }],
    ['of no origin that can be named', { ...own, origin: 'null' }],
    ['by navigation', { ...own, 'sec-fetch-mode': 'navigate' }],
    ['from another site, without Origin', { 'x-epos-gateway': '1', 'sec-fetch-site': 'cross-site' }],
    ['from a sister site, without Origin', { 'x-epos-gateway': '1', 'sec-fetch-site': 'same-site' }],
  ];
  for (const [method, path] of endpoints) {
    for (const [who, headers] of strangers) {
      it(`nobody ${who}: ${method} ${path}`, async () => {
        const response = await visit.ask(path, { method, headers: { ...json, ...headers } });
        assert.equal(await problemOf(response), '403 forbidden');
        const allowed = response.headers.get('access-control-allow-origin');
        assert.equal(allowed, headers.origin === origin ? origin : null);
        assert.deepEqual(response.headers.getSetCookie(), []);
      });
    }
  }

  it('nobody who forgets the header, and the developer is told of it', async () => {
    const problem = (await (await visit.ask('/api/v1/me', { headers: { origin } })).json()) as { detail?: string };
    assert.match(problem.detail ?? '', /bear the header x-epos-gateway: 1; epos\.fetch does/);
    const elsewhere = await visit.ask('/api/v1/me', { headers: { ...own, origin: 'https://evil.example' } });
    assert.match(((await elsewhere.json()) as { detail?: string }).detail ?? '', /none of the gateway's `origins`/);
  });

  it('nobody who posts without Origin, though the browser says that it is the same', async () => {
    const headers = { 'x-epos-gateway': '1', 'sec-fetch-site': 'same-origin' };
    assert.equal(await problemOf(await visit.ask('/auth/logout', { method: 'POST', headers })), '403 forbidden');
  });

  it('its own pages, which send no Origin with GET', async () => {
    for (const headers of [{ 'sec-fetch-site': 'same-origin' }, {}]) {
      const response = await visit.ask('/auth/session', { headers: { 'x-epos-gateway': '1', ...headers } });
      assert.equal(response.status, 200);
    }
  });

  it('pages of a listed origin, and they may read the answer and the refusal', async () => {
    for (const [path, status] of [
      ['/auth/session', 200],
      ['/api/v1/nothing', 404],
    ] as const) {
      const response = await visit.ask(path, { headers: { ...own, origin: friend } });
      assert.equal(response.status, status);
      assert.equal(response.headers.get('access-control-allow-origin'), friend);
      assert.equal(response.headers.get('access-control-allow-credentials'), 'true');
      assert.match(response.headers.get('vary') ?? '', /origin/i);
    }
  });
});

describe('preflights', () => {
  const visit = new HostileVisit({}, { origins: [origin, friend] });
  const preflight = (path: string, from: string) =>
    visit.ask(path, {
      method: 'OPTIONS',
      headers: {
        origin: from,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-epos-gateway',
      },
    });

  it('are answered to the listed origins', async () => {
    for (const path of ['/auth/session', '/auth/refresh', '/auth/logout', '/api/v1/me']) {
      const response = await preflight(path, friend);
      assert.equal(response.status, 204);
      assert.equal(response.headers.get('access-control-allow-origin'), friend);
      assert.equal(response.headers.get('access-control-allow-credentials'), 'true');
      assert.match(response.headers.get('access-control-allow-headers') ?? '', /x-epos-gateway/);
    }
  });

  it('are answered to nobody else', async () => {
    for (const from of ['https://evil.example', 'null', 'http://sister.localhost']) {
      const response = await preflight('/auth/session', from);
      assert.equal(response.status, 403);
      assert.equal(response.headers.get('access-control-allow-origin'), null);
      assert.equal(response.headers.get('access-control-allow-headers'), null);
    }
  });

  it('are not known where pages have no business', async () => {
    for (const path of ['/auth/login', '/auth/callback', '/auth/backchannel-logout', '/auth/logged-out']) {
      const response = await preflight(path, friend);
      assert.equal(response.status, 405);
      assert.equal(response.headers.get('access-control-allow-origin'), null);
    }
  });
});

describe('navigations', () => {
  const visit = new HostileVisit({});
  const refused: [string, Record<string, string>][] = [
    ['a script', { 'sec-fetch-mode': 'cors' }],
    ['an image', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
    ['a frame', { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }],
    ['a prefetch', { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-purpose': 'prefetch;prerender' }],
    ['a prefetch of old', { purpose: 'prefetch' }],
  ];
  for (const [who, headers] of refused) {
    it(`begin no sign-in for ${who}`, async () => {
      for (const path of ['/auth/login', '/auth/callback?code=1&state=2', '/auth/logged-out']) {
        const response = await visit.ask(path, { headers });
        assert.equal(response.status, 403);
        assert.deepEqual(response.headers.getSetCookie(), []);
      }
    });
  }

  it('begin one for a person, from wherever the link was', async () => {
    for (const site of ['none', 'same-origin', 'same-site', 'cross-site']) {
      const headers = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-site': site };
      assert.equal((await visit.ask('/auth/login', { headers })).status, 303);
    }
  });
});
