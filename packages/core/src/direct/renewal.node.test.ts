/** How a session bears a server that fails: it neither ends nor hammers. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { DirectTab } from '../test/direct-tab.ts';
import { failure, sso, tokenRequests } from '../test/sign-in-stage.ts';

const minutes = 60_000;
const refreshes = () => tokenRequests().filter(({ body }) => body.get('grant_type') === 'refresh_token');
const down = () => Promise.reject(new TypeError('no line'));

let tab: DirectTab;

beforeEach(async () => {
  sso.refreshes = true;
  tab = new DirectTab(sso);
  await tab.signIn();
  tab.elapsed = 6 * minutes;
});

describe('a device that slept', () => {
  it('renews what ran out meanwhile, although its monotonic clock stood still', async () => {
    tab.elapsed = 0;
    await tab.client.getToken();
    tab.page.wake();
    // What renews is loaded by now.
    await tab.client.getToken({ renew: true });
    assert.equal(refreshes().length, 1);
    tab.slept = 20 * minutes;
    tab.page.wake();
    while (refreshes().length < 2) await new Promise(setImmediate);
    assert.equal(refreshes().length, 2);
  });
});

describe('a server that fails', () => {
  it('is asked again at once, and then after growing pauses', async () => {
    sso.faults = { tokenAnswer: down };
    for (const [pause, count] of [
      [0, 1],
      [0, 2],
      [999, 2],
      [1, 3],
      [2_999, 3],
      [1, 4],
    ] as const) {
      tab.elapsed += pause;
      await assert.rejects(tab.client.getToken(), failure('network'));
      assert.equal(refreshes().length, count);
    }
  });

  it('is never left alone for longer than half a minute', async () => {
    sso.faults = { tokenAnswer: down };
    for (let count = 0; count < 12; count += 1) {
      await assert.rejects(tab.client.getToken(), failure('network'));
      tab.elapsed += 30_000;
    }
    assert.equal(refreshes().length, 12);
  });

  it('is asked at once when the device wakes up', async () => {
    sso.faults = { tokenAnswer: down };
    for (let count = 0; count < 4; count += 1) await assert.rejects(tab.client.getToken(), failure('network'));
    assert.equal(refreshes().length, 2);
    sso.faults = {};
    tab.page.wake();
    assert.ok(await tab.client.getToken());
    assert.equal(refreshes().length, 3);
  });

  it('that asks for patience is given it, whoever wakes up', async () => {
    sso.faults = { tokenAnswer: () => new Response('', { status: 429, headers: { 'retry-after': '120' } }) };
    const refused = failure('rate_limited', { retryAfter: 120 });
    await assert.rejects(tab.client.getToken(), refused);
    sso.faults = {};
    tab.elapsed += 119_000;
    tab.page.wake();
    await assert.rejects(tab.client.getToken(), refused);
    assert.equal(refreshes().length, 1);
    tab.elapsed += 1_000;
    assert.ok(await tab.client.getToken());
  });

  it('may make nobody wait for ever', async () => {
    sso.faults = { tokenAnswer: () => new Response('', { status: 503, headers: { 'retry-after': '99999999' } }) };
    await assert.rejects(tab.client.getToken(), failure('unavailable'));
    sso.faults = {};
    tab.elapsed += 5 * minutes;
    assert.ok(await tab.client.getToken());
  });

  it('starts with no pause after it has recovered', async () => {
    sso.faults = { tokenAnswer: down };
    for (let count = 0; count < 3; count += 1) await assert.rejects(tab.client.getToken(), failure('network'));
    sso.faults = {};
    tab.elapsed += 30_000;
    await tab.client.getToken();
    tab.elapsed += 6 * minutes;
    sso.faults = { tokenAnswer: down };
    const before = refreshes().length;
    await assert.rejects(tab.client.getToken(), failure('network'));
    await assert.rejects(tab.client.getToken(), failure('network'));
    assert.equal(refreshes().length, before + 2);
  });
});
