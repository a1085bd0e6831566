import { expect } from '@open-wc/testing';
import { FakeSso } from '../test/fake-sso.ts';
import { ProofChecker } from '../test/proof-checker.ts';
import type { Connection } from '../transport/transport.ts';
import type { DirectExtras, DirectOptions } from '../direct/direct.ts';

type Tab = Window & { connection: Connection<DirectExtras> };

/** What the pages of `kept-tab.html` take from the test. */
interface VaultTest {
  readonly options: DirectOptions;
  readonly clock: { now: () => number; monotonic: () => number };
  authorize: (address: string) => string;
  fetch: (tab: Window, input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;
  opened: (tab: Tab) => void;
}

const file = (name: string) => new URL(`../test/frames/${name}`, import.meta.url).href;
const minutes = 60_000;
const found = { kind: 'session', interactive: false };

describe('kept sessions in a browser', function () {
  // Each page of a test fetches every module of the SDK by itself.
  this.timeout(40_000);

  const hooks = window as unknown as { vaultTest?: VaultTest };
  let sso: FakeSso;
  let test: VaultTest;
  let elapsed: number;
  let count = 0;
  let tabs: { tab: Tab; close: () => void }[];

  async function begin(storage: 'session' | 'persistent'): Promise<void> {
    // An issuer of its own for each test, and so a record.
    sso = await FakeSso.create(`${location.origin}/vaults/${String((count += 1))}`);
    sso.faults = { metadata: { authorization_endpoint: file('authorize.html') } };
    sso.refreshes = true;
    sso.proofs = storage === 'persistent' ? new ProofChecker() : undefined;
    elapsed = 0;
    test = hooks.vaultTest = {
      options: { issuer: sso.issuer, clientId: sso.clientId, redirectUri: file('app.html'), storage },
      clock: { now: () => Date.now() + elapsed, monotonic: () => performance.now() + elapsed },
      authorize: (address) => sso.authorize(address),
      fetch: (_, input, init) => sso.fetch(input, init),
      opened: () => undefined,
    };
    tabs = [];
  }

  const opening = () =>
    new Promise<Tab>((resolve) => {
      test.opened = resolve;
    });

  async function openFrame(): Promise<Tab> {
    const opened = opening();
    const frame = document.createElement('iframe');
    frame.src = file('kept-tab.html');
    document.body.append(frame);
    const tab = await opened;
    tabs.push({
      tab,
      close: () => {
        frame.remove();
      },
    });
    return tab;
  }

  async function openWindow(): Promise<Tab> {
    const opened = opening();
    const made = open(file('kept-tab.html'));
    expect(made).to.not.equal(null);
    const tab = await opened;
    tabs.push({
      tab,
      close: () => {
        tab.close();
      },
    });
    return tab;
  }

  async function reload(tab: Tab): Promise<Tab> {
    const opened = opening();
    tab.location.reload();
    return opened;
  }

  /** As if the person had signed in before: the SSO is asked in a frame, which knows the person. */
  async function signIn(tab: Tab): Promise<void> {
    tab.sessionStorage.setItem('epos-login:had-session', sso.issuer);
    expect(await tab.connection.restore()).to.deep.equal(found);
  }

  /** For everybody. */
  function pass(milliseconds: number): void {
    elapsed += milliseconds;
    sso.ahead += milliseconds / 1000;
    if (sso.proofs) sso.proofs.ahead += milliseconds / 1000;
  }

  const token = ({ connection }: Tab) => connection.extras.getToken();
  const refreshes = () =>
    sso.requests
      .filter(({ body }) => body.get('grant_type') === 'refresh_token')
      .map(({ body }) => body.get('refresh_token'));

  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });

  afterEach(() => {
    for (const { close } of tabs) close();
  });

  describe('persistent', () => {
    let first: Tab;

    beforeEach(async () => {
      await begin('persistent');
      first = await openWindow();
      await signIn(first);
    });

    it('is found by a reload and by other tabs, with the key that it is bound to', async () => {
      const before = sso.requests.length;
      const access = await token(first);
      first = await reload(first);
      for (const tab of [first, await openFrame()]) {
        expect(await tab.connection.restore()).to.deep.equal(found);
        expect(await token(tab)).to.equal(access);
      }
      expect(sso.requests.length).to.equal(before);
    });

    it('is renewed by one refresh for all tabs', async () => {
      const all = [first, await openFrame(), await openFrame(), await openFrame()];
      for (const { connection } of all.slice(1)) expect(await connection.restore()).to.deep.equal(found);
      for (let round = 1; round <= 3; round += 1) {
        pass(6 * minutes);
        expect(new Set(await Promise.all(all.map(token))).size).to.equal(1);
        expect(refreshes().length).to.equal(round);
      }
      expect(new Set(refreshes()).size).to.equal(3);
    });

    it('goes on when a tab is closed in the middle of its refresh', async () => {
      const killed = await openFrame();
      await killed.connection.restore();
      const asked = new Promise<void>((resolve) => {
        test.fetch = async (tab, input, init) => {
          const response = await sso.fetch(input, init);
          if (tab !== killed) return response;
          resolve();
          return new Promise(() => undefined);
        };
      });
      pass(6 * minutes);
      void token(killed);
      await asked;
      const going = token(first);
      tabs.find(({ tab }) => tab === killed)?.close();
      // The answer was lost with the tab: the SSO takes the second use for a theft, and is asked for the person.
      expect(await going).to.match(/^access-/);
      first = await reload(first);
      expect(await first.connection.restore()).to.deep.equal(found);
    });

    it('is gone from all tabs after a sign-out', async () => {
      const other = await openFrame();
      await first.connection.signOut({ everywhere: false });
      expect((await other.connection.restore()).kind).to.equal('none');
      const text = JSON.stringify([Object.entries(localStorage), Object.entries(first.sessionStorage)]);
      expect(text).not.to.match(/access-|refresh-|eyJ/);
    });
  });

  describe('in its tab', () => {
    it('is found by a reload, which is no copy', async () => {
      await begin('session');
      let tab = await openWindow();
      await signIn(tab);
      const before = sso.requests.length;
      for (let time = 0; time < 3; time += 1) {
        tab = await reload(tab);
        expect(await tab.connection.restore()).to.deep.equal(found);
        expect(await token(tab)).to.match(/^access-/);
      }
      expect(sso.requests.length).to.equal(before);
    });

    it('is not taken over by a copy of the tab', async () => {
      await begin('session');
      const tab = await openWindow();
      await signIn(tab);
      const access = await token(tab);
      // What «Duplicate tab» does: a tab that begins with the first one's sessionStorage.
      const copy = await openWindow();
      for (const [key, value] of Object.entries(tab.sessionStorage)) copy.sessionStorage.setItem(key, value as string);
      expect(await copy.connection.restore()).to.deep.equal(found);
      expect(await token(copy)).not.to.equal(access);
      expect(refreshes()).to.deep.equal([]);
      pass(6 * minutes);
      await Promise.all([token(tab), token(copy)]);
      expect(new Set(refreshes()).size).to.equal(2);
      expect(await (await reload(copy)).connection.restore()).to.deep.equal(found);
      expect(await (await reload(tab)).connection.restore()).to.deep.equal(found);
    });
  });
});
