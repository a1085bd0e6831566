import type { Context } from '../direct/context.ts';
import type { Tokens } from '../direct/tokens.ts';

/** The form of the record. What bears another one is another version's of the SDK, and is taken for none. */
const form = 1;

/** The most that one record may hold, in characters. No server would take tokens of this length in a header. */
const longest = 100_000;

/** What is kept beside the tokens. */
interface Written extends Omit<Tokens, 'expiresAt' | 'lifetime'> {
  readonly form: typeof form;
  /** When it was written, by the wall clock: the monotonic one starts anew in each page. */
  readonly at: number;
  /** How long the access token was to live from then on, in milliseconds; `null` for ever. */
  readonly left: number | null;
  readonly lifetime: number | null;
}

/** The tokens as they are kept; `undefined` where it would be of no use: without a refresh token, or too long. */
export function writeRecord({ expiresAt, ...tokens }: Tokens, { environment }: Context): string | undefined {
  const { clock } = environment;
  // JSON has no infinity: it becomes null.
  const record = JSON.stringify({ ...tokens, form, at: clock.now(), left: expiresAt - clock.monotonic() });
  return tokens.refresh && record.length <= longest ? record : undefined;
}

/** The tokens of a record; `undefined` for anything else that may stand in its place. */
export function readRecord(text: string | undefined, { settings, environment }: Context): Tokens | undefined {
  const record = parse(text) as Partial<Written>;
  if (!isWhole(record)) return undefined;
  const { form: _form, at, left, lifetime, ...tokens } = record;
  const { issuer, clientId, redirectUri } = tokens.server;
  // The settings may have changed since.
  const known = settings.registrations.some(
    (own) => own.issuer === issuer && own.clientId === clientId && own.redirectUri === redirectUri,
  );
  if (!known) return undefined;
  const { clock } = environment;
  const age = clock.now() - at;
  // Where the clock was set back nobody knows how old the tokens are: they are renewed before they are used.
  const remaining = age < 0 ? 0 : (left ?? Infinity) - age;
  return { ...tokens, lifetime: lifetime ?? Infinity, expiresAt: clock.monotonic() + remaining };
}

/** Whether the record, of whatever version, is known to be another person's. */
export function isOfAnother(text: string | undefined, { sub, server }: Tokens): boolean {
  const record = parse(text);
  const { issuer } = Object(record.server) as { issuer?: unknown };
  return typeof record.sub === 'string' && (record.sub !== sub || issuer !== server.issuer);
}

function isWhole(record: Partial<Written>): record is Written {
  const { server, nonce, sub, access, type, refresh, idToken, at, left, lifetime } = record;
  const endpoints = Object(server) as Partial<NonNullable<typeof server>>;
  const texts = [nonce, sub, access, refresh, idToken, endpoints.token_endpoint, endpoints.authorization_endpoint];
  return (
    record.form === form &&
    texts.concat(endpoints.jwks_uri).every((text) => typeof text === 'string') &&
    (type === 'Bearer' || type === 'DPoP') &&
    [at, left ?? 0, lifetime ?? 0].every(Number.isFinite)
  );
}

function parse(text: string | undefined): Record<string, unknown> {
  try {
    return Object(JSON.parse(text ?? '')) as Record<string, unknown>;
  } catch {
    return {};
  }
}
