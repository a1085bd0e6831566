import { EposError, type EposPhase } from '../errors/errors.ts';
import { tabStorage } from '../storage/storage.ts';
import type { Connection, Environment, Restored, SignInOptions, SignOutOptions } from '../transport/transport.ts';
import type { Client } from './direct-client.ts';
import { Hints } from './hints.ts';
import type { Settings } from './options.ts';

export interface TokenOptions {
  /** Asks for another token than the present one, which a server has refused. */
  renew?: boolean;
  /** Gives up waiting. */
  signal?: AbortSignal;
}

/** What `direct` adds to `Epos`. */
export interface DirectExtras {
  /**
   * The access token, renewed where need be. Prefer `epos.fetch`, which sends it to the right origins only.
   *
   * @throws {@linkcode EposError} `session_ended`, `offline`, `network`, `timeout`, `rate_limited`, `unavailable`,
   * `server_error`, `token_refused`, `id_token_invalid`, `bad_response`, `aborted`
   * @example
   * ```ts
   * const socket = new WebSocket(address, ['bearer', await epos.getToken()]);
   * ```
   */
  getToken(options?: TokenOptions): Promise<string>;
}

/**
 * The part of the transport that every page loads. A page on which nobody signs in needs to know only that; protocol
 * and cryptography come with the first answer, hint or click.
 */
export class DirectConnection implements Connection<DirectExtras> {
  readonly issuer: string;
  readonly scope: string;
  readonly extras: DirectExtras;
  readonly fetch: typeof fetch;
  readonly #settings: Settings;
  readonly #environment: Environment;
  #client: Promise<Client> | undefined;
  #loaded: Client | undefined;

  constructor(settings: Settings, environment: Environment) {
    this.#settings = settings;
    this.#environment = environment;
    this.issuer = settings.issuer;
    this.scope = `${settings.issuer} ${settings.clientId}`;
    this.fetch = async (input, init) => (await this.#session()).fetch(input, init);
    this.extras = { getToken: async (options) => (await this.#session()).getToken(options) };
  }

  async restore(signal?: AbortSignal): Promise<Restored> {
    // Any parameter that the protocol knows is looked at closely, by the client.
    const addressed = /[?&](code|error|state|iss)=/.test(location.search);
    if (!this.#client && !addressed && !new Hints(tabStorage, this.#environment.storage).any)
      return { kind: 'none', reason: 'never' };
    return (await this.#load('restore')).restore(signal);
  }

  async signIn(options: SignInOptions): Promise<void> {
    // In the click itself, or the browser takes the window for an advertisement.
    const popup = options.via === 'popup' ? this.#settings.popup?.open(options) : undefined;
    try {
      await (await this.#load('sign-in')).signIn(options, popup);
    } catch (error) {
      popup?.close();
      throw error;
    }
  }

  async signOut(options: SignOutOptions): Promise<void> {
    await (await this.#load('sign-out')).signOut(options);
  }

  forget(): void {
    this.#loaded?.forget();
  }

  claims(token: 'id' | 'access'): Readonly<Record<string, unknown>> | undefined {
    return this.#loaded?.claims(token);
  }

  close(): void {
    void this.#client?.then((client) => {
      client.close();
    });
    this.#loaded = this.#client = undefined;
  }

  async #session(): Promise<Client> {
    if (!this.#client) throw new EposError('session_ended', 'session');
    return this.#client;
  }

  #load(phase: EposPhase): Promise<Client> {
    this.#client ??= import('./direct-client.ts').then(
      ({ Client }) => (this.#loaded = new Client(this.#settings, this.#environment)),
      (cause: unknown) => {
        this.#client = undefined;
        throw new EposError('network', phase, { cause });
      },
    );
    return this.#client;
  }
}
