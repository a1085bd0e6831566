import { setTimeout as pause } from 'node:timers/promises';
import type { ClientSource } from './clients.ts';
import type { RedisClient } from './options.ts';
import type { Script } from './scripts.ts';

/** A connection that only fails for so long is given up for a new one, in milliseconds. */
const patience = 5000;

/**
 * A way to Redis on which every question ends in time. A client may hold on to what is gone without a word: a connection
 * that a firewall has forgotten, a server that became a replica behind the same name. So one that has nothing but
 * failures to show is replaced.
 */
export class RedisConnection {
  readonly #source: ClientSource;
  readonly #timeout: number;
  readonly #onError: (error: Error) => void;
  #client: RedisClient | undefined;
  #opening: Promise<RedisClient>;
  #failingSince: number | undefined;
  #closed = false;

  constructor(source: ClientSource, timeout: number, onError: (error: Error) => void) {
    this.#source = source;
    this.#timeout = timeout;
    this.#onError = onError;
    this.#opening = this.#opened();
  }

  /** Rejects where no answer came in time, and with what Redis refuses. */
  async run(script: Script, key: string, args: readonly (string | number)[] = []): Promise<unknown> {
    if (this.#closed) throw new Error('The store is closed.');
    const answer = this.#opening.then((client) => client.eval(script, { keys: [key], arguments: args.map(String) }));
    try {
      const value = await within(this.#timeout, answer);
      this.#failingSince = undefined;
      return value;
    } catch (error) {
      this.#doubt();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#source.owned) await dispose(this.#client);
  }

  #doubt(): void {
    const now = performance.now();
    this.#failingSince ??= now;
    if (this.#closed || !this.#source.owned || now - this.#failingSince < patience) return;
    this.#failingSince = now;
    void dispose(this.#client);
    this.#opening = this.#opened();
  }

  #opened(): Promise<RedisClient> {
    const opening = this.#open();
    // Who asks hears of it; nobody else has to.
    opening.catch(() => undefined);
    return opening;
  }

  async #open(): Promise<RedisClient> {
    const client = this.#source.make();
    this.#client = client;
    client.on('error', this.#onError);
    while (!client.isOpen) {
      try {
        await client.connect();
      } catch (error) {
        // A cluster and a sentinel give up where none of the servers that they know answers.
        this.#onError(error as Error);
        await pause(200 + Math.random() * 200, undefined, { ref: false });
      }
      if (this.#closed || client !== this.#client) throw new Error('The connection was given up.');
    }
    return client;
  }
}

async function dispose(client: RedisClient | undefined): Promise<void> {
  try {
    await client?.destroy();
  } catch {
    // It never stood: there is nothing to let go.
  }
}

async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Redis did not answer within ${milliseconds} ms.`));
    }, milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
