/** What the gateway and the browser's `gateway` transport say to each other. See docs/decisions/0007. */
import * as z from 'zod/mini';
import { role } from './person.ts';
import { identifier, text } from './text.ts';

export { gatewayHeader, gatewayOutcomeParameter, gatewayPaths } from './gateway-paths.ts';

/** Schema of {@linkcode GatewayLoginQuery}. */
export const gatewayLoginQuery = z.object({
  provider: z.optional(z.literal(['rsaa', 'esia'])),
  return_to: z.optional(text(2000)),
  prompt: z.optional(z.literal(['login', 'select_account', 'none'])),
  max_age: z.optional(z.string().check(z.regex(/^\d{1,9}$/))),
  acr_values: z.optional(text(200)),
  /** As in OpenID Connect Core 4: third-party-initiated login; it must be the configured issuer. */
  iss: z.optional(text(500)),
  target_link_uri: z.optional(text(2000)),
  login_hint: z.optional(text(255)),
});

/** What `login` is asked with. `return_to` is an address of an allowed origin, or a path of the gateway's own. */
export type GatewayLoginQuery = z.infer<typeof gatewayLoginQuery>;

/** Schema of {@linkcode GatewaySessionQuery}. */
export const gatewaySessionQuery = z.object({
  /** Whose {@linkcode gatewayOutcome} is wanted: the parameter {@linkcode gatewayOutcomeParameter} of the address. */
  epos_login: z.optional(identifier),
  /** Asked by the page's own clock or on waking up, not for a person's doing: a sliding session is not put off by it. */
  passive: z.optional(z.literal('1')),
});

/** What `session` is asked with. */
export type GatewaySessionQuery = z.infer<typeof gatewaySessionQuery>;

const seconds = z.number().check(z.int(), z.nonnegative());

/** How a sign-in ended that began in this browser: told once, to the page it led back to. */
export const gatewayOutcome = z.object({
  /** The parameter {@linkcode gatewayOutcomeParameter} of the address. */
  id: identifier,
  /** One of the SDK's error codes, where it failed. */
  error: z.optional(text(100)),
  /** What the provider called it: `ESIA-007055`, `login_required`. */
  provider_code: z.optional(text(100)),
  /** In how many seconds to try again at the earliest, where the provider said so. */
  retry_after: z.optional(seconds),
});

/** How a sign-in ended. */
export type GatewayOutcome = z.infer<typeof gatewayOutcome>;

/** Schema of {@linkcode GatewaySession}. */
export const gatewaySession = z.object({
  session: z.nullable(
    z.object({
      /** A name of the session, no secret: another one means another sign-in, perhaps of somebody else. */
      id: identifier,
      /** The `sub` of the id_token, and what the operator lets through of its claims. */
      claims: z.intersection(z.object({ sub: identifier }), z.record(z.string(), z.unknown())),
      /** The person's roles, where the operator maps a claim: for pages that read this themselves. The SDK asks the portal. */
      roles: z.optional(z.array(role)),
      /** In how many seconds the session ends if nobody does anything. */
      expires_in: seconds,
      /** Whether doing something puts that off. */
      sliding: z.boolean(),
      /** In how many seconds `refresh` is due, where the browser's side must ask for it (the cookie store). */
      refresh_in: z.optional(seconds),
    }),
  ),
  /** Why there is none: nobody signed in here, or the session is over. Absent with one. */
  reason: z.optional(z.literal(['never', 'ended', 'idle'])),
  outcome: z.optional(gatewayOutcome),
  /** The SSO's issuer identifier: by it a page knows a third-party-initiated login, and subsystems are launched with it. */
  issuer: z.optional(text(500)),
});

/** What `session` and `refresh` answer. */
export type GatewaySession = z.infer<typeof gatewaySession>;

/** Schema of {@linkcode GatewayLogout}. */
export const gatewayLogout = z.object({
  /** Whether to end the session at the SSO and the provider too. Default: true. */
  everywhere: z.optional(z.boolean()),
  /** Where to arrive afterwards: as `return_to` of `login`. */
  return_to: z.optional(text(2000)),
});

/** What `logout` is asked with. */
export type GatewayLogout = z.infer<typeof gatewayLogout>;

/** Schema of {@linkcode GatewayLoggedOut}. */
export const gatewayLoggedOut = z.object({
  /** Where the page is to go, for the SSO's own sign-out; absent where nothing is left to do. */
  end_session: z.optional(
    z.object({
      action: text(2000),
      /** Sent by a form where they hold an `id_token_hint`, which is personal data and no part of an address. */
      fields: z.record(z.string(), z.string()),
    }),
  ),
});

/** What `logout` answers. */
export type GatewayLoggedOut = z.infer<typeof gatewayLoggedOut>;

/**
 * The codes of the gateway's problem documents (RFC 9457). `session_ended` (401) alone means that nobody is signed in;
 * `refresh_needed` (401) that `refresh` must be called first; `unavailable` (503) says nothing about the session.
 */
export const gatewayProblemCodes = [
  'invalid_request',
  'session_ended',
  'refresh_needed',
  'forbidden',
  'not_found',
  'method_not_allowed',
  'too_large',
  'rate_limited',
  'unavailable',
  'upstream_timeout',
  'upstream_error',
  'server_error',
] as const;

/** A problem code of the gateway. */
export type GatewayProblemCode = (typeof gatewayProblemCodes)[number];
