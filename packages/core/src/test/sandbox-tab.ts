/** A tab of a browser that signs in at the real sandbox, over as many page loads as a test needs. */
import assert from 'node:assert/strict';
import { Client } from '../direct/client.ts';
import { settle, type DirectOptions } from '../direct/options.ts';
import { FakePage, MemoryTabStorage } from './fake-page.ts';
import type { VeryPlainBrowser } from './plain-browser.ts';

export interface Sandbox {
  readonly origins: Record<'sso' | 'portal', string>;
  readonly portalUrl: string;
  close(): Promise<void>;
}

// By a variable: the sandbox depends on this package, and its sources are checked with Node's types, not the DOM's.
const sandboxPackage = ['@epos-login', 'sandbox'].join('/');
const sandboxModule = (await import(sandboxPackage)) as {
  startSandbox: (options: { port: number; quiet: boolean }) => Promise<Sandbox>;
};

export const startSandbox = (): Promise<Sandbox> => sandboxModule.startSandbox({ port: 0, quiet: true });

/** Nobody serves it. */
export const redirectUri = 'http://localhost:9/lessons';

export class SandboxTab {
  /** Moves both clocks of the device, in milliseconds. */
  elapsed = 0;
  fetch: typeof fetch = fetch;
  readonly #sandbox: Sandbox;
  readonly #options: () => Partial<DirectOptions>;
  readonly #storage = new MemoryTabStorage();
  readonly #device = new MemoryTabStorage();

  /** @param options asked for at each page load */
  constructor(sandbox: Sandbox, options: () => Partial<DirectOptions> = () => ({})) {
    this.#sandbox = sandbox;
    this.#options = options;
  }

  load(href: string): { page: FakePage; client: Client } {
    const page = new FakePage(href, this.#storage);
    const settings = settle({
      issuer: this.#sandbox.origins.sso,
      clientId: 'epos-demo',
      redirectUri,
      ...this.#options(),
    });
    const environment = {
      storage: this.#device,
      clock: { now: () => Date.now() + this.elapsed, monotonic: () => performance.now() + this.elapsed },
      fetch: ((input, init) => this.fetch(input, init)) satisfies typeof fetch,
      origins: [this.#sandbox.origins.portal],
      emit: () => undefined,
    };
    return { page, client: new Client(settings, environment, page) };
  }

  /** Signs an employee in by the password of РСАА; also gives the address that the browser left for. */
  async signIn(browser: VeryPlainBrowser): Promise<{ page: FakePage; client: Client; left: string }> {
    const away = this.load(redirectUri);
    await away.client.signIn({ provider: 'rsaa' });
    const left = away.page.lastWent;
    const back = await browser.submit(await browser.open(left), { username: 'ivanova.mp', password: 'Perm-2026' });
    const home = this.load(back.url);
    assert.deepEqual(await home.client.restore(), { kind: 'session', interactive: true });
    assert.equal(home.page.url.href, redirectUri);
    return { ...home, left };
  }
}
