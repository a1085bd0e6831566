import type { EsiaPerson } from '../world/matching.ts';

/** How the SSO goes through ESIA; the real client of `@epos-login/gateway/esia` stands behind it. */
export interface EsiaBroker {
  /** Where to send the browser, and what must come back. */
  begin(): Promise<EsiaAttempt>;
  /** Reads the callback, fetches the tokens and the person. */
  finish(attempt: EsiaAttempt, callback: URL): Promise<EsiaOutcome>;
  logoutUrl(redirectUrl: string): string;
  /** Whether ESIA answers at all. */
  isUp(): Promise<boolean>;
}

export interface EsiaAttempt {
  readonly url: string;
  readonly state: string;
  /** What the client needs again at the callback. */
  readonly memory: unknown;
}

export type EsiaOutcome =
  | { readonly kind: 'ok'; readonly person: EsiaPerson }
  /** `error` and `error_description` for the client that asked, as OAuth names them. */
  | { readonly kind: 'failed'; readonly error: string; readonly description: string };
