import type { Context } from '../direct/context.ts';
import type { ClientRegistration } from '../direct/options.ts';
import type { Binding, DpopPart } from '../direct/parts.ts';
import type { Ask } from '../direct/requests.ts';
import type { Server } from '../direct/server.ts';
import type { Tokens } from '../direct/tokens.ts';
import { doubtAhead, findAhead } from './clock.ts';
import { HeldKeys, type KeyStore } from './held-keys.ts';
import { prove, thumbprint, type Deed } from './proof.ts';

/** Binds what is granted to one key for each client at each issuer. */
export class KeyBinding implements DpopPart {
  readonly #required: boolean;
  readonly #keys: HeldKeys;
  /** The last that each origin wants to see (RFC 9449 sections 8 and 9). */
  readonly #nonces = new Map<string, string>();

  constructor(required: boolean, store: KeyStore) {
    this.#required = required;
    this.#keys = new HeldKeys(store);
  }

  async jkt(context: Context, server: Server): Promise<string | undefined> {
    if (!this.#isOffered(server)) return undefined;
    // Settled anew: another tab may have signed out and dropped it. Beside it the clock, which the proof will need.
    const [key, ahead] = await Promise.all([this.#keys.settle(server), findAhead(context)]);
    return this.keeps(server) && (this.#required || ahead !== undefined) ? thumbprint(key) : undefined;
  }

  atToken(context: Context, { server, jkt, type }: Binding, ask: Ask): Ask {
    return async (address, init) => {
      const url = new URL(address);
      const isBound = this.#required || !!jkt || type === 'DPoP';
      if (!isBound && !(await this.#canBind(context, server, url))) return ask(address, init);
      const deed = { method: 'POST', url };
      const send = (dpop: string) => ask(address, { ...init, headers: { accept: 'application/json', dpop } });
      return this.#proving(context, this.#keys.current(server), deed, send, errorInBody);
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
    return this.#proving(context, this.#keys.present(server), deed, send, errorInHeader);
  }

  keeps(client: ClientRegistration): boolean {
    return this.#keys.keeps(client);
  }

  forget({ settings }: Context): void {
    for (const registration of settings.registrations) this.#keys.drop(registration);
  }

  /** Sends with a proof, and once more where the server wants its nonce in it: what it then says, stands. */
  async #proving(
    context: Context,
    key: Promise<CryptoKeyPair>,
    deed: Pick<Deed, 'method' | 'url' | 'token'>,
    send: (proof: string) => Promise<Response>,
    errorIn: (response: Response) => unknown,
  ): Promise<Response> {
    const { origin } = deed.url;
    const ahead = context.ahead ?? (await findAhead(context)) ?? 0;
    for (let again = false; ; again = true) {
      const time = (context.environment.clock.now() + ahead) / 1000;
      const response = await send(await prove(await key, { ...deed, time, nonce: this.#nonces.get(origin) }));
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
  async #canBind(context: Context, server: Server, { origin }: URL): Promise<boolean> {
    return this.#isOffered(server) && (this.#nonces.has(origin) || (await findAhead(context)) !== undefined);
  }
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
  const challenges = headers.get('www-authenticate') ?? '';
  // In two steps: in one, a long answer of a hostile server would take the square of its length.
  const at = challenges.search(/(^|[\s,])dpop\s/i);
  return at < 0 ? undefined : /\berror\s*=\s*"?(\w+)/i.exec(challenges.slice(at))?.[1];
}
