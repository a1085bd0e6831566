import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { FakeBrowser, FakeTab, until } from '../test/fake-tabs.ts';

/** Chunks that do not come, as on a line that has just broken. */
const lost = new Set<string>();
registerHooks({
  resolve(specifier, context, next) {
    if (lost.has(specifier)) throw new TypeError('Failed to fetch dynamically imported module');
    return next(specifier, context);
  },
});

let browser: FakeBrowser;
let open: FakeTab;

beforeEach(() => {
  browser = new FakeBrowser();
  browser.sub = 'p1';
  Object.assign(globalThis, { sessionStorage: browser.storage });
});
afterEach(() => {
  lost.clear();
  open.epos.close();
  Reflect.deleteProperty(globalThis, 'sessionStorage');
});

const listKind = () => ('subsystems' in open.state ? open.state.subsystems.kind : undefined);

// In this order: what has loaded once is there for good.
describe('a chunk that cannot be loaded', () => {
  it('for those who are signed in is a fault of the network, and passes', async () => {
    open = new FakeTab(browser);
    lost.add('./enter.ts');
    await open.load();
    assert.equal(open.state.kind === 'failed' && open.state.error.code, 'network');
    lost.clear();
    open.happen('online');
    await until(() => listKind() === 'ready');
  });

  it('to read the last list by costs the last list', async () => {
    open = new FakeTab(browser);
    browser.storage.setItem('epos-login:list:https://sso.example journal', '{"version":1}');
    lost.add('../contract/read.ts');
    await open.load();
    await until(() => listKind() === 'ready');
  });

  it('to keep a shared computer by comes on the next occasion', async () => {
    open = new FakeTab(browser, { sharedComputer: true });
    lost.add('../shared-computer/shared-computer.ts');
    await open.load();
    await until(() => listKind() === 'ready');
    assert.equal(open.isListening, false);
    lost.clear();
    await until(() => {
      open.happen('focus');
      return open.isListening;
    });
    await until(() => browser.timers === 1);
  });
});
