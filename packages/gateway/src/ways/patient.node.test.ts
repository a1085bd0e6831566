import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStore, ProviderError } from '../gateway.ts';
import { HostileVisit } from '../test/hostile-visit.ts';
import { problemOf } from '../test/stage.ts';
import { patient } from './patient.ts';
import type { Tokens, Way } from './way.ts';
import type { Reply } from '../../../core/src/hostile/server/faults.ts';

/** Somebody whose tokens are used up, at an SSO that says this of whatever it is to renew. */
async function visitTo(said: Reply) {
  const time = { now: Date.now(), busy: true };
  const clock = () => time.now;
  const claims = () => ({ iat: Math.floor(time.now / 1000), exp: Math.floor(time.now / 1000) + 300 });
  const reply = {
    token: ({ request }: { request: { body: Record<string, string> } }) =>
      time.busy && request.body.grant_type === 'refresh_token' ? said : undefined,
  };
  const options = { clock, store: memoryStore({ clock }) };
  const visit = new HostileVisit({ faults: { refreshes: true, claims, reply } }, options);
  assert.equal(await visit.outcome(), 'ready');
  time.now += 300_000;
  const call = async () => {
    const response = await visit.call('/api/v1/me');
    const after = response.headers.get('retry-after');
    return response.ok ? 'ok' : `${await problemOf(response)} ${after}`;
  };
  const renewals = () => visit.asked('token').filter(({ body }) => body.grant_type === 'refresh_token').length;
  return { visit, call, renewals, time };
}

describe('an SSO that asks for a pause', () => {
  for (const [status, problem] of [
    [429, '429 rate_limited'],
    [503, '503 unavailable'],
  ] as const) {
    it(`by ${status} is not asked to renew anything until it is over, and then again`, async () => {
      const { call, renewals, time } = await visitTo({ status, headers: { 'retry-after': '20' } });
      for (const left of [20, 20, 5]) {
        time.now += left === 5 ? 15_000 : 0;
        assert.equal(await call(), `${problem} ${left}`);
      }
      assert.equal(renewals(), 1);
      time.busy = false;
      assert.equal(await call(), `${problem} 5`);
      time.now += 5000;
      assert.equal(await call(), 'ok');
      assert.equal(renewals(), 2);
    });
  }

  it('for an hour is asked again after half a minute: it may have meant one person', async () => {
    const { call, renewals, time } = await visitTo({ status: 429, headers: { 'retry-after': '3600' } });
    assert.equal(await call(), '429 rate_limited 3600');
    assert.equal(await call(), '429 rate_limited 30');
    time.now += 30_000;
    time.busy = false;
    assert.equal(await call(), 'ok');
    assert.equal(renewals(), 2);
  });

  it('lets people sign in meanwhile, and ends nobody’s session', async () => {
    const { visit, call, time } = await visitTo({ status: 503, headers: { 'retry-after': '20' } });
    assert.equal(await call(), '503 unavailable 20');
    assert.ok((await visit.session()).session);
    time.now += 1000;
    assert.equal(await visit.outcome(), 'ready');
    assert.equal(await call(), 'ok');
  });

  it('is asked for its metadata no sooner than that', async () => {
    const time = { now: Date.now() };
    const reply = { discovery: () => ({ status: 503, headers: { 'retry-after': '20' } }) };
    const visit = new HostileVisit({ faults: { reply } }, { clock: () => time.now });
    for (const [after, asked] of [
      [0, 1],
      [19_999, 1],
      [1, 2],
    ] as const) {
      time.now += after;
      assert.equal((await visit.gateway.check()).providers, false);
      assert.equal(visit.asked('discovery').length, asked);
    }
  });
});

describe('a pause', () => {
  const tokens: Tokens = { access: 'access', type: 'own', obtainedAt: 0 };
  /** A way that fails so at the first renewal, and is well from the second on. */
  function after(error: ProviderError) {
    const time = { now: Date.now() };
    let isFirst = true;
    const refresh = () => {
      const answer = isFirst ? Promise.reject(error) : Promise.resolve(tokens);
      isFirst = false;
      return answer;
    };
    return { way: patient({ refresh } as Partial<Way> as Way, () => time.now), time };
  }

  it('that comes with the end of one session ends no other', async () => {
    const { way } = after(new ProviderError('session_ended', { retryAfter: 20 }));
    await assert.rejects(way.refresh(tokens, 'one'), { code: 'session_ended' });
    assert.equal(await way.refresh(tokens, 'another'), tokens);
  });

  it('does not last longer because the clock is set back', async () => {
    const { way, time } = after(new ProviderError('unavailable', { retryAfter: 20 }));
    await assert.rejects(way.refresh(tokens, 'one'), { code: 'unavailable' });
    await assert.rejects(way.refresh(tokens, 'one'), { code: 'unavailable', retryAfter: 20 });
    time.now -= 3_600_000;
    assert.equal(await way.refresh(tokens, 'one'), tokens);
  });
});

describe('an SSO that fails and asks for nothing', () => {
  it('is asked at every call', async () => {
    const { call, renewals } = await visitTo({ status: 503 });
    for (const _ of [1, 2]) assert.equal(await call(), '503 unavailable null');
    assert.equal(renewals(), 2);
  });
});
