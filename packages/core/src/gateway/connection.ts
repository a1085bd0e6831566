import { EposError, type EposPhase } from '../errors/errors.ts';
import type { Connection, Environment, Restored, SignInOptions, SignOutOptions } from '../transport/transport.ts';
import type { Client } from './gateway-client.ts';
import { askFirst, endpoint } from './first-question.ts';
import type { GatewayOptions } from './options.ts';
import type { Page } from './page.ts';

/**
 * What a page has of the gateway at once: the first question. Everything else is in `client.ts`, which loads while the
 * answer is on its way.
 */
export class GatewayConnection implements Connection {
  readonly extras = {};
  readonly fetch: typeof fetch;
  readonly #settings: Required<GatewayOptions>;
  readonly #environment: Environment;
  readonly #page: Page | undefined;
  #client: Promise<Client> | undefined;
  #loaded: Client | undefined;

  constructor(settings: Required<GatewayOptions>, environment: Environment, page?: Page) {
    this.#settings = settings;
    this.#environment = environment;
    this.#page = page;
    this.fetch = async (input, init) => (await this.#load('session')).fetch(input, init);
  }

  get scope(): string {
    return endpoint(this.#settings.url, '');
  }

  get issuer(): string | undefined {
    return this.#loaded?.issuer;
  }

  async restore(signal?: AbortSignal): Promise<Restored> {
    const { url, first } = this.#settings;
    const { search } = this.#page?.url ?? location;
    const answered = this.#client ? undefined : (first ?? askFirst(url, search, this.#environment.fetch));
    return (await this.#load('restore')).restore(signal, answered);
  }

  async signIn(options: SignInOptions): Promise<void> {
    await (await this.#load('sign-in')).signIn(options);
  }

  async signOut(options: SignOutOptions): Promise<void> {
    await (await this.#load('sign-out')).signOut(options);
  }

  forget(): void {
    this.#loaded?.forget();
  }

  claims(token: 'id' | 'access'): Readonly<Record<string, unknown>> | undefined {
    return token === 'id' ? this.#loaded?.session?.claims : undefined;
  }

  close(): void {
    this.#client?.then(
      (client) => {
        client.close();
      },
      () => undefined,
    );
  }

  #load(phase: EposPhase): Promise<Client> {
    this.#client ??= import('./gateway-client.ts').then(
      ({ Client }) => (this.#loaded = new Client(this.#settings, this.#environment, this.#page)),
      (cause: unknown) => {
        // Chunks are files: a page that lost the network here must be able to try again.
        this.#client = undefined;
        throw new EposError('network', phase, { cause });
      },
    );
    return this.#client;
  }
}
