/** What the tests of bound tokens start from: an SSO and a portal that check proofs, and a tab with a store of keys. */
import type { DirectOptions } from '../direct/options.ts';
import type { KeyStore } from '../dpop/held-keys.ts';
import { KeyBinding } from '../dpop/key-binding.ts';
import { DirectTab } from './direct-tab.ts';
import type { FakeSso } from './fake-sso.ts';
import { ProofChecker } from './proof-checker.ts';

/** Keys as IndexedDB keeps them: for every page of this browser. */
export class MemoryKeys implements KeyStore {
  readonly kept = new Map<string, CryptoKeyPair>();
  /** What it does instead. */
  refuses: (() => Promise<never>) | undefined;

  async keep(name: string, fresh: CryptoKeyPair): Promise<CryptoKeyPair> {
    await this.refuses?.();
    if (!this.kept.has(name)) this.kept.set(name, fresh);
    return this.kept.get(name) ?? fresh;
  }

  async drop(name: string): Promise<void> {
    if (this.refuses) await this.refuses();
    this.kept.delete(name);
  }
}

/** A portal that takes bound tokens with a good proof, and bearer tokens that are bound to nothing. */
export class FakePortal {
  readonly proofs = new ProofChecker();
  readonly requests: { readonly scheme: string; readonly body: string }[] = [];
  /** How it says what it wants, around the error. */
  challenge = (error: string): string => `Bearer realm="portal", dPoP algs="ES256", error="${error}"`;
  readonly #sso: FakeSso;

  constructor(sso: FakeSso) {
    this.#sso = sso;
  }

  async answer(request: Request): Promise<Response> {
    const { method, url, headers } = request;
    const [scheme = '', token = ''] = (headers.get('authorization') ?? '').split(' ');
    this.requests.push({ scheme, body: await request.text() });
    const jkt = this.#sso.bound.get(token);
    const proof = headers.get('dpop');
    const nonce = (): Record<string, string> => (this.proofs.nonce ? { 'DPoP-Nonce': this.proofs.nonce } : {});
    const refuse = (challenge: string) =>
      new Response(null, { status: 401, headers: { ...nonce(), 'WWW-Authenticate': challenge } });

    if (scheme === 'Bearer') return jkt || proof ? refuse('Bearer error="invalid_token"') : Response.json('bearer');
    if (scheme !== 'DPoP' || !proof) return refuse('DPoP error="invalid_token"');
    const checked = await this.proofs.check(proof, { method, url, token });
    if (checked.error) return refuse(this.challenge(checked.error));
    if (checked.jkt !== jkt) return refuse(this.challenge('invalid_token'));
    return Response.json('bound', { headers: nonce() });
  }
}

/** A tab whose pages each begin with a part of their own, as pages do. */
export class BoundTab extends DirectTab {
  readonly portal: FakePortal;
  readonly keys: MemoryKeys;
  /** What the page's own server writes into its answers; without it nobody tells the time. */
  clock: (() => Record<string, string>) | undefined = () => ({ date: new Date().toUTCString() });
  /** How often the page's own server was asked. */
  asked = 0;

  constructor(sso: FakeSso, use: 'auto' | 'require' = 'auto', options: Partial<DirectOptions> = {}) {
    const keys = new MemoryKeys();
    super(sso, {
      ...options,
      get dpop() {
        return new KeyBinding(use === 'require', keys);
      },
    });
    this.keys = keys;
    this.portal = new FakePortal(sso);
    this.fetch = (input, init) => {
      if (init?.method === 'HEAD') return this.#answerHead(init);
      const isPortal = input instanceof Request && new URL(input.url).origin === 'https://portal.example';
      return isPortal ? this.portal.answer(input) : sso.fetch(input, init);
    };
  }

  async #answerHead({ mode, cache }: RequestInit): Promise<Response> {
    this.asked += 1;
    await Promise.resolve();
    if (mode !== 'same-origin' || cache !== 'no-store') throw new TypeError('Failed to fetch');
    return new Response(null, { status: 405, headers: this.clock?.() ?? {} });
  }
}
