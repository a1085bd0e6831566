import type { LaterPage, Page, TabStorage } from '../page/page.ts';
import type { VaultBrowser } from '../vault/browser.ts';

/** A tab of a browser that goes nowhere, and says where it would have gone. */
export class FakePage implements Page, LaterPage {
  readonly later = this;
  url: URL;
  secure = true;
  framed = false;
  sameSite = true;
  readonly storage: MemoryTabStorage;
  readonly went: { url: string; how: string | undefined }[] = [];
  readonly posted: { action: string; fields: Record<string, string>; refused: () => void }[] = [];
  readonly told: string[] = [];
  /** What a hidden frame of this page arrives at. */
  frame: (url: string, signal: AbortSignal) => string | undefined | Promise<string | undefined> = () => undefined;
  #wake: () => void = () => undefined;

  vaults?: VaultBrowser;

  constructor(href: string, storage = new MemoryTabStorage()) {
    this.url = new URL(href);
    this.storage = storage;
  }

  get lastWent(): string {
    return this.went.at(-1)?.url ?? '';
  }

  rewrite(url: string): void {
    this.url = new URL(url);
  }

  go(url: string, how?: 'replace'): void {
    this.went.push({ url, how });
  }

  readonly post: LaterPage['post'] = (action, fields, refused) => {
    this.posted.push({ action, fields, refused });
  };

  tellParent(state: string): void {
    this.told.push(state);
  }

  readonly askInFrame: LaterPage['askInFrame'] = async (url, _state, signal) => this.frame(url, signal);

  readonly isSameSite: LaterPage['isSameSite'] = () => this.sameSite;

  onWake(listener: () => void): void {
    this.#wake = listener;
  }

  wake(): void {
    this.#wake();
  }
}

export class MemoryTabStorage implements TabStorage {
  readonly items = new Map<string, string>();
  refuses = false;
  /** Takes nothing more. */
  full = false;

  getItem(key: string): string | null {
    this.#check();
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#check();
    if (this.full) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    this.items.set(key, value);
  }

  removeItem(key: string): void {
    this.#check();
    this.items.delete(key);
  }

  keys(): string[] {
    this.#check();
    return [...this.items.keys()];
  }

  #check(): void {
    if (this.refuses) throw new DOMException('The operation is insecure.', 'SecurityError');
  }
}
