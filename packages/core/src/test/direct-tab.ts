import { Client } from '../direct/client.ts';
import { settle, type DirectOptions } from '../direct/options.ts';
import type { ConnectionEvent } from '../transport/transport.ts';
import { FakePage, MemoryTabStorage } from './fake-page.ts';
import type { FakeSso } from './fake-sso.ts';

export const home = 'https://journal.example/lessons?week=3#today';
export const redirectUri = 'https://journal.example/lessons';

/** One tab of one browser, over as many page loads as a test needs. */
export class DirectTab {
  readonly session = new MemoryTabStorage();
  readonly browser: MemoryTabStorage;
  readonly events: ConnectionEvent[] = [];
  /** Moves both clocks, in milliseconds. */
  elapsed = 0;
  fetch: typeof fetch;
  page!: FakePage;
  client!: Client;
  readonly #sso: FakeSso;
  readonly #options: Partial<DirectOptions>;

  constructor(sso: FakeSso, options: Partial<DirectOptions> = {}, browser = new MemoryTabStorage()) {
    this.#sso = sso;
    this.#options = options;
    this.browser = browser;
    this.fetch = sso.fetch;
  }

  /** Loads a page: nothing but storage survives. */
  load(href: string): Client {
    this.page = new FakePage(href, this.session);
    this.client = new Client(
      settle({ issuer: this.#sso.issuer, clientId: this.#sso.clientId, redirectUri, ...this.#options }),
      {
        storage: this.browser,
        clock: { now: () => Date.now() + this.elapsed, monotonic: () => performance.now() + this.elapsed },
        fetch: (input, init) => this.fetch(input, init),
        origins: ['https://portal.example'],
        emit: (event) => this.events.push(event),
      },
      this.page,
    );
    return this.client;
  }

  /** Signs in by the button and comes back. */
  async signIn(href = home): Promise<void> {
    await this.load(href).signIn({});
    await this.load(this.#sso.authorize(this.page.lastWent)).restore();
  }
}
