/** What the tabs of one browser share. As in a browser, a document that is gone holds nothing any more. */
import { IDBFactory as MemoryIndexedDB } from 'fake-indexeddb';
import type { VaultBrowser } from '../vault/browser.ts';
import { MemoryTabStorage } from './fake-page.ts';

interface Entry {
  readonly name: string;
  readonly clientId: string;
  readonly grant: () => void;
}

/** localStorage, and beside it locks and databases. */
export class FakeBrowser extends MemoryTabStorage {
  indexedDB = new MemoryIndexedDB();
  hasLocks = true;
  /** As a sandboxed frame, which has locks and may not use them. */
  refusesLocks = false;
  #held: Entry[] = [];
  #waiting: Entry[] = [];
  #count = 0;

  /** The names of the locks that somebody has. */
  get locked(): string[] {
    return this.#held.map(({ name }) => name);
  }

  /** The names of the locks that somebody waits for. */
  get awaited(): string[] {
    return this.#waiting.map(({ name }) => name);
  }

  open(): FakeDocument {
    return new FakeDocument(this, `document-${++this.#count}`);
  }

  take(entry: Entry): void {
    this.#waiting.push(entry);
    this.#grant();
  }

  release(gone: (entry: Entry) => boolean): void {
    this.#held = this.#held.filter((entry) => !gone(entry));
    this.#waiting = this.#waiting.filter((entry) => !gone(entry));
    this.#grant();
  }

  get snapshot(): LockManagerSnapshot {
    return { held: this.#held.map(({ name, clientId }) => ({ name, clientId, mode: 'exclusive' })) };
  }

  isWaiting(entry: Entry): boolean {
    return this.#waiting.includes(entry);
  }

  #grant(): void {
    for (const entry of [...this.#waiting]) {
      if (this.locked.includes(entry.name)) continue;
      this.#waiting = this.#waiting.filter((other) => other !== entry);
      this.#held.push(entry);
      entry.grant();
    }
  }
}

/** A page as long as it lives. */
export class FakeDocument implements VaultBrowser {
  readonly #browser: FakeBrowser;
  readonly #id: string;
  #listeners: (() => void)[] = [];

  constructor(browser: FakeBrowser, id: string) {
    this.#browser = browser;
    this.#id = id;
  }

  get indexedDB(): IDBFactory {
    return this.#browser.indexedDB;
  }

  get locks(): LockManager | undefined {
    if (!this.#browser.hasLocks) return undefined;
    const request = (
      name: string,
      ...rest: [LockOptions, LockGrantedCallback<unknown>] | [LockGrantedCallback<unknown>]
    ) => (rest.length === 1 ? this.#request(name, {}, rest[0]) : this.#request(name, ...rest));
    return { request, query: () => Promise.resolve(this.#browser.snapshot) };
  }

  readonly onLeave = (listener: () => void): void => {
    this.#listeners.push(listener);
  };

  /** Into the back button's cache. */
  leave(): void {
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) listener();
  }

  /** Without a word: what it holds is let go by the browser. */
  die(): void {
    this.#browser.release(({ clientId }) => clientId === this.#id);
  }

  #request(name: string, { signal }: LockOptions, work: LockGrantedCallback<unknown>): Promise<unknown> {
    if (this.#browser.refusesLocks) return Promise.reject(new DOMException('', 'SecurityError'));
    return new Promise((resolve, reject) => {
      const entry: Entry = {
        name,
        clientId: this.#id,
        grant: () => {
          const done = Promise.resolve(work({ name, mode: 'exclusive' }));
          done.then(resolve, reject);
          const release = () => {
            this.#browser.release((other) => other === entry);
          };
          void done.then(release, release);
        },
      };
      signal?.addEventListener('abort', () => {
        if (!this.#browser.isWaiting(entry)) return;
        this.#browser.release((other) => other === entry);
        reject(signal.reason as Error);
      });
      this.#browser.take(entry);
    });
  }
}
