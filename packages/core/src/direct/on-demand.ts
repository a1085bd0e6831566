/** `directOnDemand`: the `direct` transport for pages on which most visitors never sign in. @module */
import { EposError, type EposPhase } from '../errors/errors.ts';
import type {
  Connection,
  Environment,
  Restored,
  SignInOptions,
  SignOutOptions,
  Transport,
} from '../transport/transport.ts';
import type { Client } from './client.ts';
import type { DirectExtras } from './direct.ts';
import { isAnythingHinted } from './hints.ts';
import { browserPage } from '../page/page.ts';
import { settle, type DirectOptions, type Settings } from './options.ts';

/**
 * As `direct`, but protocol and cryptography load with the first answer, hint or click: about 3 kB at once instead of
 * all, and one more request when somebody signs in. No popup: it would have to open in the click itself.
 *
 * @param options as for `direct`
 * @returns a transport for `createEpos`
 * @throws {@linkcode EposError} as `direct` does
 * @example
 * ```ts
 * import { directOnDemand } from '@epos-login/core/direct-on-demand';
 *
 * const epos = createEpos({ transport: directOnDemand({ issuer, clientId, redirectUri }), portal });
 * ```
 */
export function directOnDemand(options: DirectOptions): Transport<DirectExtras> {
  const settings = settle(options);
  return {
    kind: 'direct',
    persistent: settings.storage === 'persistent',
    connect: (environment) => new ConnectionOnDemand(settings, environment),
  };
}

class ConnectionOnDemand implements Connection<DirectExtras> {
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
    this.extras = { getToken: async (options) => (await this.#session()).extras.getToken(options) };
  }

  async restore(signal?: AbortSignal): Promise<Restored> {
    // Any parameter that the protocol knows is looked at closely, by the client.
    const addressed = /[?&](code|error|state|iss)=/.test(location.search);
    if (!this.#client && !addressed && !isAnythingHinted(browserPage.storage, this.#environment.storage))
      return { kind: 'none', reason: 'never' };
    return (await this.#load('restore')).restore(signal);
  }

  async signIn(options: SignInOptions): Promise<void> {
    // A popup opens in the click itself or never, so its part has to be there already.
    if (options.via !== 'popup') return (await this.#load('sign-in')).signIn(options);
    if (!this.#loaded) throw new EposError('invalid_options', 'sign-in', { message: 'directOnDemand: no popup' });
    return this.#loaded.signIn(options);
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
    this.#client?.then(
      (client) => {
        client.close();
      },
      () => undefined,
    );
    this.#loaded = this.#client = undefined;
  }

  async #session(): Promise<Client> {
    if (!this.#client) throw new EposError('session_ended', 'session');
    return this.#client;
  }

  #load(phase: EposPhase): Promise<Client> {
    this.#client ??= import('./client.ts').then(
      ({ Client }) => (this.#loaded = new Client(this.#settings, this.#environment)),
      (cause: unknown) => {
        this.#client = undefined;
        throw new EposError('network', phase, { cause });
      },
    );
    return this.#client;
  }
}
