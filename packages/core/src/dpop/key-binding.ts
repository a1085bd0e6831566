import { abortable } from '../abortable/abortable.ts';
import type { Context } from '../direct/context.ts';
import type { ClientRegistration } from '../direct/options.ts';
import type { Binding, DpopPart } from '../direct/parts.ts';
import type { Ask } from '../direct/requests.ts';
import type { Server } from '../direct/server.ts';
import type { Tokens } from '../direct/tokens.ts';
import { doubtAhead, findAhead } from './clock.ts';
import { makeKey, prove, thumbprint, type Deed } from './proof.ts';

/** Where keys outlive the page. Both may throw, or take for ever. */
export interface KeyStore {
  /** What is kept under this name; else keeps `fresh`, and gives that. */
  keep(name: string, fresh: CryptoKeyPair): Promise<CryptoKeyPair>;
  drop(name: string): Promise<void>;
}

interface HeldKey {
  readonly pair: CryptoKeyPair;
  /** Whether the next page will find it. */
  readonly kept: boolean;
}

/** How long the store may take, in milliseconds: IndexedDB has been seen never to answer. */
const patience = 1000;

/** Binds what is granted to one key for each client at each issuer. */
export class KeyBinding implements DpopPart {
  readonly #required: boolean;
  readonly #store: KeyStore;
  /** By issuer and client. This page goes on with its key, whatever becomes of the kept one. */
  readonly #keys = new Map<string, Promise<HeldKey>>();
  /** The last that each origin wants to see (RFC 9449 sections 8 and 9). */
  readonly #nonces = new Map<string, string>();

  constructor(required: boolean, store: KeyStore) {
    this.#required = required;
    this.#store = store;
  }

  async jkt(context: Context, server: Server): Promise<string | undefined> {
    if (!this.#isOffered(server)) return undefined;
    const name = nameOf(server);
    // Kept anew: another tab may have signed out and dropped it. Beside it the clock, which the proof will need.
    const key = this.#keep(name, this.#keys.get(name));
    this.#keys.set(name, key);
    const [{ pair, kept }, ahead] = await Promise.all([key, findAhead(context)]);
    return kept && (this.#required || ahead !== undefined) ? thumbprint(pair) : undefined;
  }

  atToken(context: Context, { server, jkt, type }: Binding, ask: Ask): Ask {
    return async (address, init) => {
      const url = new URL(address);
      const bound = this.#required || !!jkt || type === 'DPoP';
      const binds = bound || (this.#isOffered(server) && (await this.#isTimely(context, url)));
      if (!binds) return ask(address, init);
      const deed = { method: 'POST', url };
      const send = (dpop: string) => ask(address, { ...init, headers: { accept: 'application/json', dpop } });
      return this.#proving(context, server, deed, send, errorInBody);
    };
  }

  takes(tokenType: string): boolean {
    return tokenType === 'dpop' || (tokenType === 'bearer' && !this.#required);
  }

  send(context: Context, { server, access }: Tokens, request: Request): Promise<Response> {
    const deed = { method: request.method, url: new URL(request.url), token: access };
    const send = (dpop: string) => {
      // A body can be read once, and the server may want it again.
      const { headers } = request;
      headers.set('dpop', dpop);
      return context.environment.fetch(request.clone());
    };
    return this.#proving(context, server, deed, send, errorInHeader);
  }

  forget({ settings }: Context): void {
    this.#keys.clear();
    for (const registration of settings.registrations) {
      this.#store.drop(nameOf(registration)).catch(() => undefined);
    }
  }

  /** Sends with a proof, and once more where the server wants its nonce in it: what it then says, stands. */
  async #proving(
    context: Context,
    server: Server,
    deed: Pick<Deed, 'method' | 'url' | 'token'>,
    send: (proof: string) => Promise<Response>,
    errorIn: (response: Response) => unknown,
  ): Promise<Response> {
    const { pair } = await this.#key(nameOf(server));
    const { origin } = deed.url;
    const ahead = context.ahead ?? (await findAhead(context)) ?? 0;
    for (let again = false; ; again = true) {
      const time = (context.environment.clock.now() + ahead) / 1000;
      const response = await send(await prove(pair, { ...deed, time, nonce: this.#nonces.get(origin) }));
      const nonce = response.headers.get('dpop-nonce');
      if (nonce) this.#nonces.set(origin, nonce);
      const error = response.ok ? undefined : await errorIn(response);
      if (error === 'invalid_dpop_proof') await doubtAhead(context);
      if (again || !nonce || error !== 'use_dpop_nonce') return response;
      await response.body?.cancel();
    }
  }

  /** Without this announcement a server may not even let the browser send the header. */
  #isOffered({ dpop_signing_alg_values_supported: algorithms }: Server): boolean {
    return this.#required || [algorithms].flat().includes('ES256');
  }

  /** With a nonce a server does without the time. */
  async #isTimely(context: Context, { origin }: URL): Promise<boolean> {
    return this.#nonces.has(origin) || (await findAhead(context)) !== undefined;
  }

  #key(name: string): Promise<HeldKey> {
    const key = this.#keys.get(name) ?? this.#keep(name);
    this.#keys.set(name, key);
    return key;
  }

  /** Keeps a key, unless one is kept already: then goes on with that. */
  async #keep(name: string, held?: Promise<HeldKey>): Promise<HeldKey> {
    const fresh = (await held)?.pair ?? (await makeKey());
    try {
      const work = this.#store.keep(name, fresh);
      return { pair: await abortable(work, { phase: 'sign-in', timeout: patience }), kept: true };
    } catch {
      // No IndexedDB, or one that takes no keys: Safari in lockdown and in private windows.
      return { pair: fresh, kept: false };
    }
  }
}

function nameOf({ issuer, clientId }: ClientRegistration): string {
  return `${issuer} ${clientId}`;
}

/** RFC 9449 section 8. */
async function errorInBody(response: Response): Promise<unknown> {
  const body = (await response
    .clone()
    .json()
    .catch(() => undefined)) as unknown;
  return (Object(body) as { error?: unknown }).error;
}

/** RFC 9449 section 9; schemes and names are written in any case (RFC 9110 section 11.1). */
function errorInHeader({ headers }: Response): string | undefined {
  const challenge = headers.get('www-authenticate') ?? '';
  return /(?:^|[\s,])dpop\s.*?\berror\s*=\s*"?(\w+)/i.exec(challenge)?.[1];
}
