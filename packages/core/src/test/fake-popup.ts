import type { Channel } from '../channel/channel.ts';
import type { PopupBrowser } from '../popup/browser.ts';

/** The channels of one browser: what one window says, the others hear. */
export class FakeChannels {
  readonly #open = new Map<object, { name: string; hear: (message: unknown) => void }>();

  get names(): string[] {
    return [...this.#open.values()].map(({ name }) => name);
  }

  open(name: string, hear: (message: unknown) => void): Channel {
    const own = {};
    this.#open.set(own, { name, hear });
    return {
      post: (message) => {
        this.say(name, message, own);
      },
      close: () => {
        this.#open.delete(own);
      },
    };
  }

  /** As any script of this origin can. */
  say(name: string, message: unknown, from?: object): void {
    for (const [key, other] of [...this.#open]) {
      if (key === from || other.name !== name) continue;
      queueMicrotask(() => {
        if (this.#open.has(key)) other.hear(message);
      });
    }
  }
}

/** A window as the page sees it that has opened it. */
export class FakeWindow {
  closed = false;
  /** A page of another origin stands in it. */
  foreign = false;
  readonly #led = Promise.withResolvers<string>();
  readonly location: { readonly href: string; replace(url: string): void };

  constructor() {
    const href = () => {
      if (this.foreign) throw new DOMException('Blocked a frame with origin', 'SecurityError');
      return 'about:blank';
    };
    this.location = {
      get href() {
        return href();
      },
      replace: (url) => {
        this.#led.resolve(url);
      },
    };
  }

  /** Where it was led. */
  get led(): Promise<string> {
    return this.#led.promise;
  }

  close(): void {
    this.closed = true;
  }
}

/** One window's browser, whose time passes when the test says so. */
export class FakePopupBrowser implements PopupBrowser {
  place = {
    window: { left: 0, top: 0, width: 1280, height: 900 },
    screen: { left: 0, top: 0, width: 1280, height: 900 },
  };
  /** The person is at the window that was opened, not at this page. */
  focused = false;
  blocks = false;
  closesAtOnce = false;
  hasChannels = true;
  closable = true;
  readonly opened: FakeWindow[] = [];
  readonly features: string[] = [];
  cleaned = 0;
  closed = false;
  readonly #channels: FakeChannels;
  readonly #beats = new Set<() => void>();
  readonly #later = new Set<() => void>();

  constructor(channels: FakeChannels) {
    this.#channels = channels;
  }

  /** What still waits for time to pass. */
  get pending(): number {
    return this.#beats.size + this.#later.size;
  }

  open(features: string): Window | undefined {
    if (this.blocks) return undefined;
    const opened = new FakeWindow();
    opened.closed = this.closesAtOnce;
    this.opened.push(opened);
    this.features.push(features);
    return opened as unknown as Window;
  }

  channel(name: string, hear: (message: unknown) => void): Channel | undefined {
    return this.hasChannels ? this.#channels.open(name, hear) : undefined;
  }

  every(_milliseconds: number, work: () => void): () => void {
    this.#beats.add(work);
    return () => {
      this.#beats.delete(work);
    };
  }

  later(_milliseconds: number, work: () => void): () => void {
    this.#later.add(work);
    return () => {
      this.#later.delete(work);
    };
  }

  beat(): void {
    for (const work of [...this.#beats]) work();
  }

  /** Whatever was waited for has not come in time. */
  runOut(): void {
    for (const work of [...this.#later]) work();
    this.#later.clear();
  }

  cleanAddress(): void {
    this.cleaned += 1;
  }

  close(): boolean {
    this.closed = this.closable;
    return this.closed;
  }
}
