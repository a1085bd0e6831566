import { expect } from '@open-wc/testing';
import { DirectTab, home } from '../test/direct-tab.ts';
import { FakeSso } from '../test/fake-sso.ts';
import { ProofChecker } from '../test/proof-checker.ts';
import { browserKeys } from './browser-keys.ts';
import { dpop } from './dpop.ts';
import { makeKey, prove, thumbprint } from './proof.ts';

interface Told {
  readonly jkt: string;
  readonly extractable: boolean;
}

/** The next page that tells of its key. */
const told = () =>
  new Promise<Told>((resolve) => {
    addEventListener(
      'message',
      ({ data }: MessageEvent<Told>) => {
        resolve(data);
      },
      { once: true },
    );
  });

const keep = async (name: string) => thumbprint(await browserKeys.keep(name, await makeKey()));

describe('keys in IndexedDB', () => {
  const name = 'https://sso.example journal';
  afterEach(() => browserKeys.drop(name));

  it('are there after a reload, for every page of the origin, and cannot be read', async () => {
    const frame = document.createElement('iframe');
    frame.src = new URL(`../test/frames/key.html?name=${encodeURIComponent(name)}`, import.meta.url).href;
    let telling = told();
    document.body.append(frame);
    const first = await telling;
    telling = told();
    frame.contentWindow?.location.reload();
    expect(await telling).to.deep.equal(first);
    expect(first.extractable).to.equal(false);
    frame.remove();
    expect(await keep(name)).to.equal(first.jkt);
  });

  it('sign once they come out again', async () => {
    const fresh = await makeKey();
    await browserKeys.keep(name, fresh);
    const kept = await browserKeys.keep(name, await makeKey());
    const url = new URL('https://sso.example/token');
    const proof = await prove(kept, { method: 'POST', url, time: Date.now() / 1000, nonce: undefined });
    const checked = await new ProofChecker().check(proof, { method: 'POST', url: url.href });
    expect(checked).to.deep.equal({ jkt: await thumbprint(fresh) });
  });

  it('are the same for two tabs that begin at once', async () => {
    const [one, other] = await Promise.all([keep(name), keep(name)]);
    expect(one).to.equal(other);
  });

  it('are others for other clients, and after they were dropped', async () => {
    const first = await keep(name);
    expect(await keep(`${name}-2`)).not.to.equal(first);
    await browserKeys.drop(`${name}-2`);
    await browserKeys.drop(name);
    expect(await keep(name)).not.to.equal(first);
  });
});

describe('a sign-in where the browser keeps no keys', () => {
  let sso: FakeSso;
  let tab: DirectTab;
  before(async () => {
    sso = await FakeSso.create();
  });
  beforeEach(() => {
    sso.proofs = new ProofChecker();
    sso.bound.clear();
    // Each page makes a part of its own.
    tab = new DirectTab(sso, {
      get dpop() {
        return dpop();
      },
    });
    tab.fetch = async (input, init) =>
      init?.method === 'HEAD'
        ? Response.json(0, { headers: { date: new Date().toUTCString() } })
        : sso.fetch(input, init);
  });
  afterEach(async () => {
    await tab.client.signOut({ everywhere: false });
  });

  /** Signs in; whether the code was bound, and how many tokens are. */
  const signIn = async () => {
    await tab.load(home).signIn({});
    const said = new URL(tab.page.lastWent).searchParams.has('dpop_jkt');
    await tab.load(sso.authorize(tab.page.lastWent)).restore();
    return [said, sso.bound.size];
  };

  it('does not happen in this browser', async () => {
    expect(await signIn()).to.deep.equal([true, 1]);
  });

  const refuse = (name: string) => () => {
    throw new DOMException('by the test', name);
  };
  const blocks: Record<string, { of: object; method: string; instead: () => unknown }> = {
    'no IndexedDB: blocked by the settings': {
      of: IDBFactory.prototype,
      method: 'open',
      instead: refuse('SecurityError'),
    },
    'no room for keys: iOS in lockdown': {
      of: IDBObjectStore.prototype,
      method: 'put',
      instead: refuse('DataCloneError'),
    },
    'no answer': { of: IDBFactory.prototype, method: 'open', instead: () => new EventTarget() },
  };
  for (const [name, { of, method, instead }] of Object.entries(blocks)) {
    it(`goes on with a key in memory: ${name}`, async () => {
      const original = Object.getOwnPropertyDescriptor(of, method) ?? {};
      Object.defineProperty(of, method, { ...original, value: instead });
      try {
        expect(await signIn()).to.deep.equal([false, 1]);
      } finally {
        Object.defineProperty(of, method, original);
      }
    });
  }
});
