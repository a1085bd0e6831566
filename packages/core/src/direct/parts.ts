/** The seams at which the opt-in parts of `direct` fit in. Types only: who does not use a part does not load it. */
import type { Parameters } from '../address/address.ts';
import type { Limits } from '../abortable/abortable.ts';
import type { EposPhase } from '../errors/errors.ts';
import type { SignInOptions } from '../transport/transport.ts';
import type { Wishes } from './authorization.ts';
import type { Context } from './context.ts';
import type { Lent } from './lent.ts';
import type { ClientRegistration } from './options.ts';
import type { Ask } from './requests.ts';
import type { Server } from './server.ts';
import type { Session } from './session.ts';
import type { Tokens } from './tokens.ts';

/** Binds tokens to a key of this browser (RFC 9449). */
export interface DpopPart {
  /**
   * What a request for authorization says of the key, so that the code is bound to it too (RFC 9449 section 10).
   * `undefined` where it cannot be bound: the key does not outlive the page, or nobody tells the time.
   *
   * @internal
   */
  jkt(context: Context, server: Server): Promise<string | undefined>;
  /**
   * Asks the token endpoint, with a proof of the key where one can be given or must be.
   *
   * @internal
   */
  atToken(context: Context, before: Binding, ask: Ask): Ask;
  /**
   * Whether a token of this type is enough.
   *
   * @internal
   */
  takes(tokenType: string): boolean;
  /**
   * Sends a request that carries a bound token, with a proof of the key.
   *
   * @internal
   */
  send(context: Context, tokens: Tokens, request: Request): Promise<Response>;
  /**
   * Whether the next page has the key of this client too, so that it can use what is bound to it.
   *
   * @internal
   */
  keeps(client: ClientRegistration): boolean;
  /**
   * The key goes with the session.
   *
   * @internal
   */
  forget(context: Context): void;
}

/** Where tokens are asked for, and what the grant is bound to already: a key by its thumbprint, or the tokens before. */
export interface Binding {
  readonly server: Server;
  readonly jkt?: string | undefined;
  readonly type?: Tokens['type'];
}

/** Pushes what is asked for to the SSO, so that the address holds only a reference (RFC 9126). */
export interface ParPart {
  /**
   * @returns the parameters that remain for the address
   *
   * @internal
   */
  push(ask: Ask, server: Server, asked: Parameters, phase: EposPhase): Promise<Parameters>;
}

/** Signs in in a window of its own. */
export interface PopupPart {
  /**
   * Opens the window: at once, in the click, or the browser blocks it. `undefined` where it did.
   *
   * @internal
   */
  open(options: SignInOptions): Window | undefined;
  /**
   * Whether this answer was waited for by another window, which has it now. This one closes.
   *
   * @internal
   */
  deliver(url: URL, state: string): Promise<boolean>;
  /**
   * Leads the window to the SSO, waits for its answer, redeems it and begins the session. False where the browser cuts
   * the window off: the page has to leave. Throws `popup_closed`, and what a sign-in throws.
   *
   * @internal
   */
  signIn(window: Window, host: PopupHost, wishes: Wishes, limits: Limits, lent: Lent): Promise<boolean>;
}

/** The page that opened the window. */
export interface PopupHost {
  readonly context: Context;
  readonly session: Session;
  readonly server: () => Promise<Server>;
  /** Fires when nobody waits for the session any more. */
  readonly closed: AbortSignal;
}
