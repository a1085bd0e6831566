import type { GatewayProblemCode } from '@epos-login/core/contract';

/** What the gateway was asked for. */
export type GatewayEndpoint =
  | 'login'
  | 'callback'
  | 'session'
  | 'refresh'
  | 'logout'
  | 'logged-out'
  | 'backchannel-logout'
  | 'jwks.json'
  | 'proxy'
  | 'unknown';

/** What happened, without a word about whom. */
export type GatewayEvent =
  /** A request was answered: for metrics and access logs. */
  | {
      readonly type: 'request';
      readonly endpoint: GatewayEndpoint;
      readonly method: string;
      /** 499 where the page left before its proxied call was answered, or while it sent a body: nothing is refused then. */
      readonly status: number;
      /** How long it took until the answer began, in milliseconds. */
      readonly duration: number;
    }
  | { readonly type: 'signed_in'; readonly provider: string }
  /** `code` as the page is told it. */
  | {
      readonly type: 'sign_in_failed';
      readonly provider: string;
      readonly code: string;
      readonly providerCode: string | undefined;
      readonly reason: string;
    }
  | { readonly type: 'refreshed'; readonly provider: string }
  | { readonly type: 'refresh_failed'; readonly provider: string; readonly code: string; readonly reason: string }
  | { readonly type: 'signed_out'; readonly everywhere: boolean }
  /** The SSO ended this many sessions. */
  | { readonly type: 'revoked'; readonly sessions: number }
  /**
   * A provider cannot be used, the SSO (`sso`) among them: told by `check()`, and of a provider with rules of its own at
   * the start too; once, until the reason is another or all has been well.
   */
  | { readonly type: 'provider_unusable'; readonly provider: string; readonly code: string; readonly reason: string }
  /** Sessions cannot be kept: told by `check()`; once, until the reason is another or all has been well. */
  | { readonly type: 'store_unusable'; readonly reason: string }
  /** The certificate ends by which a provider knows the system, in so many whole days: once a day, from a month before. */
  | { readonly type: 'certificate_expires'; readonly provider: string; readonly validTo: Date; readonly days: number }
  /** A request was refused, or could not be served; `reason` is for operators. */
  | {
      readonly type: 'refused';
      readonly endpoint: GatewayEndpoint;
      readonly code: GatewayProblemCode;
      readonly reason: string;
    }
  /** The session does not fit into cookies: the SSO's tokens are too long for the cookie store. */
  | { readonly type: 'session_too_large'; readonly bytes: number }
  /** The gateway itself is at fault. */
  | { readonly type: 'failed'; readonly endpoint: GatewayEndpoint; readonly error: Error };
