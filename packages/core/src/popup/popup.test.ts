import { expect } from '@open-wc/testing';
import { direct } from '../direct/direct.ts';
import { createEpos, type Epos } from '../epos/epos.ts';
import type { EposState } from '../state/state.ts';
import { FakeSso } from '../test/fake-sso.ts';
import type { Restored } from '../transport/transport.ts';
import { popup } from './popup.ts';

interface PopupHooks {
  authorize?: (address: string) => string | undefined;
  options?: object;
  arrived?: (restored: Restored, address: string) => void;
}

const file = (name: string) => new URL(`../test/frames/${name}`, import.meta.url).href;
const beside = { via: 'popup', provider: 'rsaa' } as const;
const person = { sub: 'person-1', name: 'Иванова Мария', family_name: 'Иванова', given_name: 'Мария' };

describe('a popup in a browser', () => {
  const hooks = window as PopupHooks;
  const open = window.open.bind(window);
  let sso: FakeSso;
  let count = 0;
  let opened: Window[];
  let epos: Epos;
  let states: EposState['kind'][];

  beforeEach(async () => {
    localStorage.clear();
    sessionStorage.clear();
    opened = [];
    // An issuer of its own for each test: tabs of one issuer tell each other who has signed in, and some do late.
    sso = await FakeSso.create(`${location.origin}/sso/${String((count += 1))}`);
    sso.faults = { metadata: { authorization_endpoint: file('popup-sso.html') } };
    window.open = (...asked) => {
      const made = open(...asked);
      if (made) opened.push(made);
      return made;
    };
    const options = { issuer: sso.issuer, clientId: sso.clientId, redirectUri: file('popup-app.html') };
    hooks.options = options;
    hooks.authorize = (address) => sso.authorize(address);
    epos = createEpos({
      transport: direct({ ...options, silent: 'none', popup: popup() }),
      portal: {
        origins: [],
        me: () => Promise.resolve({ person, roles: [{ id: 'r', category: 'employee', title: 'Учитель' }] }),
        subsystems: () => Promise.resolve([]),
      },
      fetch: sso.fetch,
    });
    await epos.ready();
    states = [];
    epos.subscribe(({ kind }) => {
      if (states.at(-1) !== kind) states.push(kind);
    });
  });

  afterEach(() => {
    epos.close();
    for (const window of opened) window.close();
    window.open = open;
    delete hooks.arrived;
  });

  /** The window is on its way and nothing more will happen in it. */
  function stay(): Promise<void> {
    return new Promise((resolve) => {
      hooks.authorize = () => {
        resolve();
        return undefined;
      };
    });
  }

  const failureOf = async (work: Promise<unknown>): Promise<unknown> => {
    try {
      await work;
    } catch (error) {
      return error;
    }
    return undefined;
  };

  const state = (wanted: EposState['kind']) =>
    new Promise<void>((resolve) => {
      const end = epos.subscribe(({ kind }) => {
        if (kind !== wanted) return;
        end();
        resolve();
      });
    });

  it('signs in, closes its window and leaves the page where it is', async () => {
    const before = location.href;
    const entries = history.length;
    const ready = state('ready');
    await epos.signIn(beside);
    await ready;
    expect(states).to.deep.equal(['redirecting', 'restoring', 'ready']);
    expect(opened.map(({ closed }) => closed)).to.deep.equal([true]);
    expect(location.href).to.equal(before);
    expect(history.length).to.equal(entries);
    expect(JSON.stringify(Object.entries(sessionStorage))).not.to.contain('verifier');
  });

  it('is one, however often one clicks', async () => {
    const ready = state('ready');
    await Promise.all([epos.signIn(beside), epos.signIn(beside), epos.signIn(beside)]);
    await ready;
    expect(opened.length).to.equal(1);
    expect(sso.requests.filter(({ url }) => url.endsWith('/token')).length).to.equal(1);
  });

  it('is closed by the person: the page is as before, and one can begin again', async () => {
    const there = stay();
    const signingIn = failureOf(epos.signIn(beside));
    await there;
    expect(epos.state.kind).to.equal('redirecting');
    opened[0]?.close();
    expect(await signingIn).to.include({ code: 'popup_closed' });
    expect(epos.state).to.deep.equal({ kind: 'signed-out', reason: 'never' });

    hooks.authorize = (address) => sso.authorize(address);
    const ready = state('ready');
    await epos.signIn(beside);
    await ready;
  });

  it('closes when the page gives up', async () => {
    const there = stay();
    const stop = new AbortController();
    const signingIn = failureOf(epos.signIn({ ...beside, signal: stop.signal }));
    await there;
    stop.abort();
    expect(await signingIn).to.include({ code: 'aborted' });
    expect(opened[0]?.closed).to.equal(true);
    expect(epos.state.kind).to.equal('signed-out');
  });

  it('brings the refusal of the SSO', async () => {
    hooks.authorize = (address) => sso.refuse(address, 'access_denied');
    expect(await failureOf(epos.signIn(beside))).to.include({ code: 'access_denied' });
    expect(epos.state).to.include({ kind: 'failed' });
    expect(opened[0]?.closed).to.equal(true);
  });

  it('hears the true answer after forged ones', async () => {
    let address = '';
    const there = new Promise<void>((resolve) => {
      hooks.authorize = (asked) => {
        address = asked;
        resolve();
        return undefined;
      };
    });
    const ready = state('ready');
    const signingIn = epos.signIn(beside);
    await there;
    const sent = new URL(address).searchParams.get('state') ?? '';
    const forger = new BroadcastChannel(`epos-login:popup:${sent}`);
    const type = 'epos-login:answer';
    for (const message of [
      null,
      'x',
      { type, state: sent, href: 'x' },
      { type, state: 'popup.x', href: sso.authorize(address) },
      { type, state: sent, href: `https://evil.example/?code=1&state=${sent}` },
    ]) {
      forger.postMessage(message);
    }
    forger.close();
    opened[0]?.location.replace(sso.authorize(address));
    await signingIn;
    await ready;
  });

  it('goes on as a page of its own where nobody waits', async () => {
    const arrived = new Promise<[Restored, string]>((resolve) => {
      hooks.arrived = (...how) => {
        resolve(how);
      };
    });
    const popped = window.open(`${file('popup-app.html')}?code=1&state=popup.s&iss=${encodeURIComponent(sso.issuer)}`);
    const [restored, address] = await arrived;
    expect(restored).to.deep.equal({ kind: 'none', reason: 'unknown' });
    expect(address).to.equal(file('popup-app.html'));
    expect(popped?.closed).to.equal(false);
  });
});
