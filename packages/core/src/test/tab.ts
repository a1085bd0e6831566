import type { ConnectionEvent } from '../transport/transport.ts';
import { FakeBrowser } from './fake-browser.ts';
import { MemoryTabStorage } from './fake-page.ts';

export const home = 'https://journal.example/lessons?week=3#today';

/** One tab of one browser, over as many page loads as a test needs. */
export abstract class Tab {
  readonly session = new MemoryTabStorage();
  readonly browser: FakeBrowser;
  readonly events: ConnectionEvent[] = [];
  /** Moves both clocks, in milliseconds. By itself a wall clock may move, so that no slow machine is early or late. */
  elapsed = 0;
  /** Moves the wall clock alone, as sleep does in some browsers. */
  slept = 0;
  fetch: typeof fetch;

  constructor(server: { readonly fetch: typeof fetch }, browser = new FakeBrowser()) {
    this.browser = browser;
    this.fetch = server.fetch;
  }

  /** What every page of the tab gives its connection, by a wall clock that goes from `start`. */
  protected surroundings(start: () => number) {
    return {
      clock: { now: () => start() + this.elapsed + this.slept, monotonic: () => this.elapsed },
      fetch: ((input, init) => this.fetch(input, init)) satisfies typeof fetch,
      origins: ['https://portal.example'],
      emit: (event: ConnectionEvent) => {
        this.events.push(event);
      },
    };
  }
}
