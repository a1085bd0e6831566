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

/** Puts something else in the place of a method of the browser's; what it gives brings the method back. */
function replace<T extends object, K extends keyof T>(of: T, method: K, instead: (original: T[K]) => T[K]): () => void {
  const original = of[method];
  of[method] = instead(original);
  return () => {
    of[method] = original;
  };
}

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
  let storage: 'memory' | 'persistent';
  before(async () => {
    sso = await FakeSso.create();
  });
  beforeEach(() => {
    sso.proofs = new ProofChecker();
    sso.bound.clear();
    sso.refreshes = true;
    storage = 'memory';
    // Each page makes a part of its own.
    tab = new DirectTab(sso, {
      silent: 'none',
      get storage() {
        return storage;
      },
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

  const kept = async () => (await tab.load(home).restore()).kind;

  it('does not happen in this browser', async () => {
    storage = 'persistent';
    expect(await signIn()).to.deep.equal([true, 1]);
    expect(await kept()).to.equal('session');
    // Renewed by the next page, with the same key.
    await tab.client.getToken({ renew: true });
    expect(new Set(sso.bound.values()).size).to.equal(1);
    expect(sso.bound.size).to.be.greaterThan(1);
  });

  it('leaves no tokens behind that the next page cannot use', async () => {
    storage = 'persistent';
    const restore = replace(
      IDBObjectStore.prototype,
      'put',
      (original) =>
        function (this: IDBObjectStore, ...record) {
          if (this.name === 'keys') throw new DOMException('by the test', 'DataCloneError');
          return original.apply(this, record);
        },
    );
    try {
      expect(await signIn()).to.deep.equal([false, 1]);
    } finally {
      restore();
    }
    expect(await kept()).to.equal('none');
  });

  const refuse = (name: string) => () => (): never => {
    throw new DOMException('by the test', name);
  };
  const blocks: Record<string, () => () => void> = {
    'no IndexedDB: blocked by the settings': () => replace(IDBFactory.prototype, 'open', refuse('SecurityError')),
    'no room for keys: iOS in lockdown': () => replace(IDBObjectStore.prototype, 'put', refuse('DataCloneError')),
    'no answer': () => replace(IDBFactory.prototype, 'open', () => () => new EventTarget() as IDBOpenDBRequest),
  };
  for (const [name, block] of Object.entries(blocks)) {
    it(`goes on with a key in memory: ${name}`, async () => {
      const restore = block();
      try {
        expect(await signIn()).to.deep.equal([false, 1]);
      } finally {
        restore();
      }
    });
  }
});
