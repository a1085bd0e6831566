// By hand, and property-tested against the schemas: a page that signs in needs no zod.
import type { GatewayLoggedOut, GatewaySession } from '../contract/gateway.ts';

/** What `session` and `refresh` say, as far as this transport asks for it. */
export type SessionAnswer = Omit<GatewaySession, 'session'> & {
  readonly session: Omit<NonNullable<GatewaySession['session']>, 'roles'> | null;
};

const reasons: readonly unknown[] = ['never', 'ended', 'idle'];

/**
 * Reads the answer of `session` and of `refresh`. Who is signed in must be said as the contract has it; what is amiss
 * beside that counts as not said.
 *
 * @throws TypeError where the contract does not know such an answer
 */
export function readSession(body: unknown): SessionAnswer {
  const { session, reason, outcome, issuer } = Object(body) as Record<string, unknown>;
  return {
    session: session === null ? null : readStanding(session),
    ...(reasons.includes(reason) && { reason: reason as NonNullable<GatewaySession['reason']> }),
    ...readOutcome(outcome),
    ...(isText(issuer, 500) && { issuer }),
  };
}

function readStanding(session: unknown): NonNullable<SessionAnswer['session']> {
  const { id, claims, expires_in, sliding, refresh_in } = Object(session) as Record<string, unknown>;
  const { sub } = Object(claims) as Record<string, unknown>;
  if (!isText(id) || !isText(sub) || !isObject(claims) || !isSeconds(expires_in) || typeof sliding !== 'boolean') {
    throw new TypeError('not a session of the gateway');
  }
  return {
    id,
    claims: { ...claims, sub },
    expires_in,
    sliding,
    ...(isSeconds(refresh_in) && { refresh_in }),
  };
}

function readOutcome(outcome: unknown): Pick<SessionAnswer, 'outcome'> {
  const { id, error, provider_code, retry_after } = Object(outcome) as Record<string, unknown>;
  if (!isText(id)) return {};
  // A failure that cannot be read is a failure all the same.
  const failure = error === undefined ? {} : { error: isText(error, 100) ? error : 'provider_error' };
  return {
    outcome: {
      id,
      ...failure,
      ...(isText(provider_code, 100) && { provider_code }),
      ...(isSeconds(retry_after) && { retry_after }),
    },
  };
}

/**
 * Reads the answer of `logout`.
 *
 * @throws TypeError where the contract does not know such an answer
 */
export function readLoggedOut(body: unknown): GatewayLoggedOut {
  if (!isObject(body)) throw new TypeError('not an answer of logout');
  const { end_session } = body;
  if (end_session === undefined) return {};
  const { action, fields } = Object(end_session) as Record<string, unknown>;
  const said = isObject(fields) ? Object.entries(fields) : [undefined];
  if (!isText(action, 2000) || !said.every((field): field is [string, string] => typeof field?.[1] === 'string')) {
    throw new TypeError('not a way to sign out');
  }
  return { end_session: { action, fields: Object.fromEntries(said) } };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown, longest = 255): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longest;
}

function isSeconds(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
