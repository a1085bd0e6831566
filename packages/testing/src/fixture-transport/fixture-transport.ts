import {
  EposError,
  type Connection,
  type ConnectionEvent,
  type Environment,
  type EposErrorCode,
  type Portal,
  type ProviderId,
  type Restored,
  type SignInOptions,
  type Transport,
} from '@epos-login/core';
import { meOf, personOf, subsystemsOf, type FixturePersonLike } from '../answers/answers.ts';
import { everybody, type FixturePerson } from '../people/people.ts';

/** Whose session it is and how it behaves. */
export interface FixtureTransportOptions {
  /** Who signs in, or is found signed in. Default: the teacher. */
  person?: FixturePersonLike;
  /**
   * What the page finds when it loads. Default: nobody was ever signed in. An error makes `ready()` end in `failed`.
   */
  restored?: Restored | EposError;
  /** Makes each sign-in fail. Default: it fails exactly where the person's case in the manuals does. */
  failure?: EposError;
  /** How long each answer takes, in milliseconds. Default: 0, which is still asynchronous. */
  latency?: number;
  /** The issuer's identifier. Default: none, as over the gateway. */
  issuer?: string;
}

/** A transport that stays on the page, and the means to play the rest of the world. */
export interface FixtureTransport extends Transport {
  /** The portal of the same session: answers for whoever is signed in, `session_ended` when nobody is. */
  readonly portal: Portal;
  /** What was asked of the transport, in order. */
  readonly calls: readonly FixtureCall[];
  /** Plays an event: the session is expiring, another tab signed out, somebody else signed in. */
  emit(event: ConnectionEvent): void;
  /** Makes this person the one whose session stands, as a sign-in in another tab would; `undefined` ends it. */
  become(person: FixturePersonLike | undefined): void;
}

/** A call of a method of the connection. */
export type FixtureCall =
  { readonly method: 'restore' | 'signOut' | 'close' } | { readonly method: 'signIn'; readonly options: SignInOptions };

/**
 * A session in memory: no network, no navigation, no storage. For tests and stories of whatever stands on `createEpos`.
 *
 * Nobody is signed in at first; `signIn()` signs the person in without leaving the page, or fails the way the person's
 * case does (people whose e-mail differs at Gosuslugi get `account_mismatch`, and so on).
 *
 * @example
 * ```ts
 * const session = fixtureTransport({ person: 'teacherAndParent' });
 * const epos = createEpos({ transport: session, portal: session.portal });
 * await epos.ready();                        // signed-out
 * await epos.signIn({ provider: 'esia' });
 * await epos.ready();                        // choosing-category
 * session.emit({ type: 'ended', reason: 'elsewhere' });
 * ```
 */
export function fixtureTransport(options: FixtureTransportOptions = {}): FixtureTransport {
  return new Session(options);
}

class Session implements FixtureTransport {
  readonly kind = 'direct';
  readonly portal: Portal;
  readonly calls: FixtureCall[] = [];
  readonly #person: FixturePerson;
  readonly #failure: EposError | undefined;
  readonly #latency: number;
  readonly #issuer: string | undefined;
  readonly #environments = new Set<Environment>();
  /** What a restore finds; a sign-in and a sign-out change it. */
  #restored: Restored | EposError;
  #signedIn: FixturePerson | undefined;

  constructor({ person = 'teacher', restored = nobody, failure, latency = 0, issuer }: FixtureTransportOptions) {
    this.#person = personOf(person);
    this.#restored = restored;
    this.#failure = failure;
    this.#latency = latency;
    this.#issuer = issuer;
    if (!(restored instanceof EposError) && restored.kind === 'session') this.#signedIn = this.#person;
    this.portal = {
      origins: [],
      me: async ({ signal }) => meOf(await this.#asSignedIn(signal)),
      subsystems: async ({ signal }) => subsystemsOf(await this.#asSignedIn(signal)),
    };
  }

  connect(environment: Environment): Connection {
    this.#environments.add(environment);
    return {
      restore: async (signal) => {
        this.calls.push({ method: 'restore' });
        await this.#wait(signal);
        return this.#find();
      },
      signIn: async (options) => {
        this.calls.push({ method: 'signIn', options });
        await this.#wait(options.signal);
        const failure = this.#failure ?? failureOf(this.#person, options.provider);
        if (failure) throw failure;
        this.become(this.#person);
      },
      signOut: async ({ signal }) => {
        this.calls.push({ method: 'signOut' });
        await this.#wait(signal);
        this.#found(undefined);
        this.emit({ type: 'ended', reason: 'never' });
      },
      forget: () => {
        this.#found(undefined);
      },
      fetch: (input, init) => this.#fetch(environment, input, init),
      ...(this.#issuer ? { issuer: this.#issuer } : {}),
      extras: {},
      close: () => {
        this.calls.push({ method: 'close' });
        this.#environments.delete(environment);
      },
    };
  }

  emit(event: ConnectionEvent): void {
    if (event.type === 'ended') this.#found(undefined);
    for (const { emit } of [...this.#environments]) emit(event);
  }

  become(person: FixturePersonLike | undefined): void {
    this.#found(person && personOf(person));
    this.emit({ type: 'changed' });
  }

  /** Only the first restore after a sign-in is its fruit; from then on the session is one that was found. */
  #find(): Restored {
    const found = this.#restored;
    if (found instanceof EposError) throw found;
    if (found.kind === 'session') this.#restored = { ...found, interactive: false };
    return found;
  }

  #found(person: FixturePerson | undefined): void {
    this.#signedIn = person;
    this.#restored = person ? { kind: 'session', interactive: true } : nobody;
  }

  /** Like the real transports: the session goes to the portal's origins and nowhere else. */
  async #fetch({ fetch, origins }: Environment, input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    if (!origins.includes(new URL(request.url).origin)) throw new EposError('forbidden', 'session');
    const { key } = await this.#asSignedIn(request.signal);
    request.headers.set('authorization', `Bearer fixture-${key}`);
    return fetch(request);
  }

  async #asSignedIn(signal?: AbortSignal): Promise<FixturePerson> {
    await this.#wait(signal);
    if (!this.#signedIn) throw new EposError('session_ended', 'session');
    return this.#signedIn;
  }

  async #wait(signal?: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#latency);
      const hurry = () => {
        clearTimeout(timer);
        resolve();
      };
      if (signal?.aborted) hurry();
      else signal?.addEventListener('abort', hurry, { once: true });
    });
    if (signal?.aborted) throw new EposError('aborted', 'session', { cause: signal.reason });
  }
}

const nobody: Restored = { kind: 'none', reason: 'never' };

/** Where the person's case in the manuals ends at this provider; `undefined` where the sign-in succeeds. */
function failureOf(person: FixturePerson, provider: ProviderId = 'esia'): EposError | undefined {
  const code = provider === 'rsaa' ? rsaaFailure(person) : esiaFailure(person);
  return code && new EposError(code, 'sign-in');
}

function rsaaFailure({ epos, rsaa }: FixturePerson): EposErrorCode | undefined {
  if (!epos || !rsaa) return 'account_unknown';
  return rsaa.locked ? 'provider_error' : undefined;
}

function esiaFailure({ epos, esia }: FixturePerson): EposErrorCode | undefined {
  if (!epos || !esia) return 'account_unknown';
  if (esia.level === 'P') return 'account_unconfirmed';
  const shared = everybody.some(
    (other) => other.epos && other.epos.sub !== epos.sub && other.epos.phone === epos.phone,
  );
  if (shared) return 'contact_shared';
  return esia.email === epos.email ? undefined : 'account_mismatch';
}
