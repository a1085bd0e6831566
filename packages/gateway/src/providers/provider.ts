/** What the page wants of the provider. */
export interface ProviderRequest {
  /** As OpenID Connect Core 3.1.2.1 has it. */
  readonly prompt?: 'login' | 'select_account' | 'none' | undefined;
  /** The oldest sign-in that will do, in seconds. */
  readonly maxAge?: number | undefined;
  /**
   * Where the browser may be led to begin this very sign-in anew, after the provider's own session was ended: for
   * providers that know no `prompt`. In its place the handler then passes a `maxAge` of 0.
   */
  readonly beginAnew?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Where the browser goes. */
export type ProviderBeginning =
  /** To the provider, which will lead back to the callback with this `state`. */
  | {
      readonly kind: 'leave';
      readonly url: string;
      readonly state: string;
      /** What `finish` needs again: kept in the sealed transaction of this browser. May hold secrets. */
      readonly keep: Readonly<Record<string, string>>;
    }
  /** To end the provider's own session first, and then to {@linkcode ProviderRequest.beginAnew}. */
  | { readonly kind: 'detour'; readonly url: string };

/** What a session lives on. */
export interface ProviderTokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** In seconds, from the answer on. */
  readonly expiresIn: number;
}

/** What an operator must know ahead. */
export interface ProviderNotice {
  /** The certificate ends by which the provider knows the system. */
  readonly type: 'certificate_expires';
  readonly validTo: Date;
  /** Whole days from now on; negative once it has ended. */
  readonly daysLeft: number;
}

/** Who has signed in. */
export interface ProviderSignIn {
  /** As an id_token's: `sub`, `auth_time`, `acr`, and what else the module tells of the person. */
  readonly claims: Readonly<Record<string, unknown>> & { readonly sub: string };
  readonly tokens: ProviderTokens;
  /** The provider's own session, where it names it. */
  readonly sid?: string;
}

/** What `finish` goes by. */
export interface ProviderReturn {
  /** The address the browser came back to, with its whole query. */
  readonly callback: URL;
  /** The `state` that `begin` gave; the handler has found it in this browser's transaction. */
  readonly state: string;
  readonly keep: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A way to sign in by rules of its own, which the gateway's handler offers beside its OpenID Provider; `esia()` makes
 * one. The handler owns what all ways have in common: the browser's transaction, the session, what the page is told.
 * A module keeps nothing between two calls, so any instance can finish what another began.
 *
 * Every method rejects with a {@linkcode ProviderError}, and with nothing else.
 */
export interface ProviderModule {
  /** Which `provider` of `login` it serves. */
  readonly id: 'esia' | 'rsaa';
  /**
   * Where the provider leads back to, where the module is told: `createGateway` refuses what would not be its own
   * `…/callback/<id>` (or `…/callback`). Absent: that is the operator's to see to.
   */
  readonly redirectUri?: string;
  /** Whether it can work as it is configured; asked at the start, and each time that readiness is. */
  check(): Promise<void>;
  /** Says where notices go; called once. Absent where there are none. */
  listen?(hear: (notice: ProviderNotice) => void): void;
  /** Says where the browser goes, and what is to be kept until it comes back. */
  begin(request: ProviderRequest): Promise<ProviderBeginning>;
  /** Takes the provider's answer: who has signed in, or why not. */
  finish(answer: ProviderReturn): Promise<ProviderSignIn>;
  /** Renews the tokens; `session_ended` when the provider will not. Absent where it gives no refresh token. */
  refresh?(refreshToken: string, options?: { readonly signal?: AbortSignal | undefined }): Promise<ProviderTokens>;
  /** Where the browser ends the provider's own session, and comes back from to `returnTo`. */
  signOut(returnTo?: string): { readonly action: string; readonly fields: Readonly<Record<string, string>> };
}
