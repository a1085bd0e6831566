import type { JWK } from 'jose';
import type { ProviderBeginning, ProviderRequest, ProviderReturn } from '../providers/provider.ts';

/** What a session lives on. */
export interface Tokens {
  /** With `own` no token, but a name of these tokens: what nobody is shown need not be kept. */
  readonly access: string;
  /** How the token is shown: by itself, or with a proof of `key`; `own`: never, upstreams see the gateway's own. */
  readonly type: 'Bearer' | 'DPoP' | 'own';
  readonly refresh?: string | undefined;
  /** In milliseconds since 1970, by the gateway's clock; absent where the issuer names no lifetime. */
  readonly expiresAt?: number | undefined;
  readonly obtainedAt: number;
  /** The private key that the tokens are bound to (RFC 9449). */
  readonly key?: JWK | undefined;
  /** Of the sign-in that they come from: what is renewed must be of the same one. */
  readonly nonce?: string | undefined;
}

/** Who has signed in, by which tokens. */
export interface SignedIn {
  readonly claims: Readonly<Record<string, unknown>> & { readonly sub: string };
  readonly tokens: Tokens;
  readonly sid?: string | undefined;
  readonly idToken?: string | undefined;
}

/** What a sign-in is begun with. */
export interface Wish extends ProviderRequest {
  readonly hint?: string | undefined;
  readonly acr?: string | undefined;
  readonly loginHint?: string | undefined;
}

/** Where the browser goes to end the session of the SSO. */
export interface FarAway {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Where a browser is to come back to after the SSO's sign-out, and how it is known again. */
export interface WayBack {
  readonly address: string;
  readonly state: string;
}

/**
 * A way to sign in, as the handler goes it: an OpenID Provider, or a module with rules of its own.
 *
 * Every method rejects with a `ProviderError`.
 */
export interface Way {
  readonly id: string;
  /** The issuer, where there is one: for logins that other sites begin, and for back-channel logouts. */
  readonly issuer: string | undefined;
  /** Whether an answer may arrive at this address: another way's address may hold another issuer's answer. */
  comesBackTo(path: string): boolean;
  begin(wish: Wish): Promise<ProviderBeginning>;
  finish(answer: ProviderReturn): Promise<SignedIn>;
  /** Fresh tokens of the same person; `session_ended` where the issuer will not. */
  refresh(tokens: Tokens, sub: string): Promise<Tokens>;
  /** Withdraws what the session lived on. Does nothing where the issuer has no such endpoint. */
  revoke(tokens: Tokens): Promise<void>;
  /** `undefined` where the issuer has no sign-out page. */
  signOut(idToken: string | undefined, back: WayBack): Promise<FarAway | undefined>;
  /** Whether tokens outlive the sign-out at the SSO's page, or nothing leads there: then they are to be revoked. */
  outlives(): Promise<boolean>;
  check(): Promise<void>;
}
