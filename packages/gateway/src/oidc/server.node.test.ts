import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStore } from '../gateway.ts';
import { HostileVisit } from '../test/hostile-visit.ts';

const hour = 3_600_000;

/** Somebody signs in; more than an hour later the SSO answers everything, or its metadata alone, in this way. */
async function aged(answer: () => Response | Promise<Response>, alone = false) {
  let at = Date.now();
  let dead = false;
  const clock = () => at;
  const visit: HostileVisit = new HostileVisit(
    { faults: { refreshes: true, claims: () => ({ iat: Math.floor(at / 1000), exp: Math.floor(at / 1000) + 300 }) } },
    {
      clock,
      store: memoryStore({ clock }),
      session: { absolute: 10 * 3600, idle: 10 * 3600 },
      fetch: async (input, init) => {
        const request = new Request(input, { ...init, duplex: 'half' } as RequestInit);
        const { hostname, pathname } = new URL(request.url);
        const instead = alone ? pathname.endsWith('openid-configuration') : hostname === 'sso.localhost';
        return dead && instead ? answer() : visit.fetch(request);
      },
    },
  );
  assert.equal(await visit.outcome(), 'ready');
  dead = true;
  at += hour + 60_000;
  return {
    visit,
    revive: () => {
      dead = false;
      at += 3000;
    },
  };
}

const page = () => new Response('<h1>Технические работы</h1>', { headers: { 'content-type': 'text/html' } });
const document = {
  issuer: 'http://sso.localhost',
  authorization_endpoint: 'http://sso.localhost/authorize',
  token_endpoint: 'http://sso.localhost/token',
  jwks_uri: 'http://sso.localhost/keys',
};

it('Metadata that could not be had are asked for again though the clock is set back', async () => {
  const time = { now: Date.now(), dead: true };
  const reply = { discovery: () => (time.dead ? { status: 503 } : undefined) };
  const visit = new HostileVisit({ faults: { reply } }, { clock: () => time.now });
  assert.equal((await visit.gateway.check()).providers, false);
  time.dead = false;
  assert.equal((await visit.gateway.check()).providers, false);
  time.now -= hour;
  assert.equal((await visit.gateway.check()).providers, true);
});

describe('metadata of an hour ago', () => {
  const dead: [string, () => Response | Promise<Response>][] = [
    ['answers 503', () => new Response('', { status: 503 })],
    ['is not known to its balancer', () => new Response('default backend - 404', { status: 404 })],
    ['lets nobody in', () => new Response('', { status: 403 })],
    ['shows a page about maintenance', page],
    ['leads to a page about maintenance', () => new Response(null, { status: 302, headers: { location: '/503' } })],
    ['answers JSON that is no metadata', () => Response.json({ error: 'maintenance' })],
    ['answers null', () => Response.json(null)],
    ['cannot be reached', () => Promise.reject(new TypeError('fetch failed'))],
  ];
  for (const [about, answer] of dead) {
    it(`serves while the SSO ${about}: no instance leaves the balancer, and nobody is signed out`, async () => {
      const { visit, revive } = await aged(answer);
      for (let times = 0; times < 2; times += 1) assert.equal((await visit.gateway.check()).providers, true);
      assert.ok((await visit.session()).session);
      assert.equal((await visit.call('/auth/refresh', { method: 'POST' })).status, 503);
      assert.ok((await visit.session()).session);
      revive();
      assert.equal((await visit.call('/auth/refresh', { method: 'POST' })).status, 200);
    });
  }

  const contradictions: [string, object][] = [
    ['names another issuer', { ...document, issuer: 'http://other.localhost' }],
    [
      'has its tokens fetched over a line that anybody hears',
      { ...document, token_endpoint: 'http://sso.example/token' },
    ],
    ['has no token endpoint any more', { ...document, token_endpoint: undefined }],
    ['knows no S256', { ...document, code_challenge_methods_supported: ['plain'] }],
  ];
  for (const [about, metadata] of contradictions) {
    it(`is void when the issuer ${about}`, async () => {
      const { visit, revive } = await aged(() => Response.json(metadata), true);
      // And stays so, until it says something else.
      for (let times = 0; times < 2; times += 1) assert.equal((await visit.gateway.check()).providers, false);
      assert.ok((await visit.session()).session);
      revive();
      assert.equal((await visit.gateway.check()).providers, true);
    });
  }
});
