import { GatewayConnection } from '../gateway/connection.ts';
import { settle, type GatewayOptions } from '../gateway/options.ts';
import type { Page } from '../gateway/page.ts';
import { quietly } from '../storage/storage.ts';
import type { FakeBrowser, FakeDocument } from './fake-browser.ts';
import type { FakeGateway } from './fake-gateway.ts';
import { FakePage } from './fake-page.ts';
import { home, Tab } from './tab.ts';

export { home };

class FakeGatewayPage extends FakePage implements Page {
  locks: LockManager | undefined;
  #timers: { at: number; work: () => void }[] = [];
  now = 0;

  after(milliseconds: number, work: () => void): () => void {
    const timer = { at: this.now + milliseconds, work };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  get ticks(): readonly number[] {
    return this.#timers.map(({ at }) => at - this.now);
  }

  /** The next timer fires; when that was. */
  tick(): number | undefined {
    const next = this.#timers.sort((a, b) => a.at - b.at).shift();
    if (next) this.now = next.at;
    next?.work();
    return next?.at;
  }
}

/** A tab that signs in over the gateway. */
export class GatewayTab extends Tab {
  sharedComputer = false;
  page!: FakeGatewayPage;
  document!: FakeDocument;
  connection!: GatewayConnection;
  readonly #gateway: FakeGateway;
  readonly #options: Partial<GatewayOptions>;

  constructor(gateway: FakeGateway, options: Partial<GatewayOptions> = {}, browser?: FakeBrowser) {
    super(gateway, browser);
    this.#gateway = gateway;
    this.#options = options;
  }

  /** Loads a page: nothing but storage survives. */
  load(href = home): GatewayConnection {
    this.document = this.browser.open();
    this.page = new FakeGatewayPage(href, this.session);
    this.page.locks = this.document.locks;
    this.connection = new GatewayConnection(
      settle({ url: this.#gateway.url, ...this.#options }),
      {
        storage: quietly(this.sharedComputer ? this.session : this.browser),
        ...this.surroundings(() => 1_800_000_000_000),
        sharedComputer: this.sharedComputer,
      },
      this.page,
    );
    return this.connection;
  }

  /** Lets time pass, timers and all. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.page.now + milliseconds;
    for (;;) {
      const [next = Infinity] = [...this.page.ticks].sort((a, b) => a - b);
      const step = Math.min(next, end - this.page.now);
      this.elapsed += step;
      if (next > step) this.page.now += step;
      else this.page.tick();
      await settled();
      if (this.page.now >= end) return;
    }
  }

  /** Comes to the front. */
  async wake(): Promise<void> {
    this.page.wake();
    await settled();
  }

  /** Another tab of the same browser. */
  beside(options = this.#options): GatewayTab {
    return new GatewayTab(this.#gateway, options, this.browser);
  }
}

/** What is asked of a gateway in memory is answered by then: each answer takes a few turns of the loop. */
export async function settled(): Promise<void> {
  for (let turns = 20; turns--;) await new Promise((resolve) => setImmediate(resolve));
}
