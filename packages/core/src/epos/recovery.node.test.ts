import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { EposError, type EposErrorCode } from '../errors/errors.ts';
import { FakeBrowser, FakeTab, me, until } from '../test/fake-tabs.ts';

let browser: FakeBrowser;
let open: FakeTab;

beforeEach(() => {
  browser = new FakeBrowser();
  browser.sub = 'p1';
  open = new FakeTab(browser);
});
afterEach(() => {
  open.epos.close();
});

let asked = 0;
const fail = (code: EposErrorCode, details = {}) => {
  asked = 0;
  open.me = () => {
    asked += 1;
    return Promise.reject(new EposError(code, 'portal', details));
  };
};
const listKind = () => ('subsystems' in open.state ? open.state.subsystems.kind : undefined);

describe('what the network has spoilt', () => {
  for (const code of ['offline', 'network', 'timeout', 'unavailable', 'server_error', 'rate_limited'] as const) {
    it(`(${code}) is asked for again when the line returns`, async () => {
      fail(code);
      await open.load();
      assert.equal(open.state.kind, 'failed');
      open.me = () => Promise.resolve(me('p1'));
      open.happen('online');
      await until(() => listKind() === 'ready');
    });
  }

  it('is asked for behind the old list, too', async () => {
    await open.stand('parent');
    fail('network');
    await open.epos.refresh();
    assert.equal(listKind(), 'stale');
    open.me = () => Promise.resolve(me('p1'));
    open.happen('visibilitychange');
    await until(() => listKind() === 'ready');
  });

  for (const code of ['bad_response', 'forbidden', 'invalid_options'] as const) {
    it(`does not hold what only somebody can mend (${code})`, async () => {
      fail(code);
      await open.load();
      open.happen('online');
      await until(() => open.isListening);
      open.happen('online');
      assert.equal(asked, 1);
    });
  }

  it('is left to the person who asked for it', async () => {
    await open.stand('parent');
    open.signOut = () => Promise.reject(new EposError('network', 'sign-out'));
    await assert.rejects(open.epos.signOut());
    const calls = [...open.calls];
    open.happen('online');
    open.happen('focus');
    assert.deepEqual(open.calls, calls);
  });

  it('is asked for within bounds, however often the device wakes', async () => {
    fail('network');
    await open.load();
    for (const [wait, times] of [
      [0, 2],
      [0, 2],
      [4_999, 2],
      [1, 3],
      [5_000, 3],
      [5_000, 4],
    ] as const) {
      browser.elapse(wait);
      open.happen('online');
      await until(() => open.isListening && asked >= times);
      open.happen('visibilitychange');
      await until(() => open.state.kind === 'failed');
      assert.equal(asked, times);
    }
  });

  it('is left in peace as long as the server asks for', async () => {
    fail('rate_limited', { retryAfter: 120 });
    await open.load();
    open.happen('online');
    await until(() => open.isListening);
    browser.elapse(119_000);
    open.happen('visibilitychange');
    assert.equal(asked, 1);
    browser.elapse(1_000);
    open.happen('visibilitychange');
    await until(() => asked === 2);
  });
});
