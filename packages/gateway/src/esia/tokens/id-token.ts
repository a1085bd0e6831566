import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as z from 'zod/mini';
import { EsiaError } from '../errors/errors.ts';
import type { CertificateSet } from './certificates.ts';
import { tokenAlgorithms } from './signature.ts';

/** How far an account has come: `PR` confirmed, `P` not confirmed, `KD` a child's. ESIA may name further ones. */
export type EsiaLevel = 'PR' | 'P' | 'KD' | (string & {});

/** What an id_token says, its quirks evened out. */
export interface EsiaIdentity {
  /** The person's identifier at ESIA: the numeric `sub`, as text. */
  readonly oid: string;
  /** Whether the account is confirmed: ESIA leaves the mark out when it is not. */
  readonly trusted: boolean;
  readonly level?: EsiaLevel;
  /** ESIA's session, `urn:esia:sid`. */
  readonly sessionId?: string;
  /** How the person signed in: `PWD`, `DS`. */
  readonly methods: readonly string[];
  /** The second factor, where there was one: `otp`. */
  readonly secondFactor?: string;
  /** When the person signed in, in seconds since 1970. */
  readonly authenticatedAt?: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export interface IdTokenExpectations {
  readonly issuer: string;
  readonly audience: string;
  /** Now, in milliseconds. */
  readonly now: number;
  readonly certificates: CertificateSet;
}

/** ESIA's clock and ours may differ by so much, in seconds (esia-and-epos A6: "Leeway 60 s is common"). */
const leeway = 60;

const listOrOne = z.union([z.array(z.string()), z.string()]);
const time = z.number().check(z.nonnegative());

/** The claims with ESIA's quirks: numeric `sub`, `amr` as a string, `acr` as an object (esia-and-epos A6). */
const claims = z.object({
  iss: z.string(),
  aud: listOrOne,
  sub: z.union([z.number().check(z.int()), z.string().check(z.minLength(1))]),
  iat: time,
  exp: time,
  nbf: z.optional(time),
  auth_time: z.optional(time),
  amr: z.optional(listOrOne),
  acr: z.optional(z.union([z.object({ '2fa': z.optional(z.string()) }), z.string()])),
  'urn:esia:sid': z.optional(z.string()),
  'urn:esia:sbj': z.optional(
    z.object({
      'urn:esia:sbj:lvl': z.optional(z.string()),
      'urn:esia:sbj:is_tru': z.optional(z.boolean()),
      'urn:esia:sbj:oid': z.optional(z.union([z.number(), z.string()])),
    }),
  ),
});

/**
 * Checks an id_token and reads it: signature, issuer, audience, times. There is no nonce to compare: ESIA knows none.
 *
 * @see esia-and-epos A6 "[doc В.6.4] check: signature, issuer, audience, times"
 */
export async function readIdToken(token: string, expected: IdTokenExpectations): Promise<EsiaIdentity> {
  await checkSignature(token, expected.certificates);
  const read = z.safeParse(claims, decodeJwt(token));
  if (!read.success) throw refuse('its claims do not have the shape of ESIA’s');
  const { data } = read;
  if (data.iss !== expected.issuer) {
    throw new EsiaError('issuer_mismatch', { message: `The id_token comes from ${data.iss}, not ${expected.issuer}.` });
  }
  if (![data.aud].flat().includes(expected.audience)) throw refuse('it was issued to another system');
  const now = expected.now / 1000;
  if (data.exp + leeway <= now) throw refuse('it has expired');
  if ((data.nbf ?? data.iat) - leeway > now || data.iat - leeway > now) throw refuse('it is not valid yet');
  const subject = data['urn:esia:sbj'];
  const oid = String(data.sub);
  if (subject?.['urn:esia:sbj:oid'] !== undefined && String(subject['urn:esia:sbj:oid']) !== oid) {
    throw refuse('it names two persons');
  }
  const level = subject?.['urn:esia:sbj:lvl'];
  const secondFactor = typeof data.acr === 'object' ? data.acr['2fa'] : undefined;
  return {
    oid,
    trusted: subject?.['urn:esia:sbj:is_tru'] === true,
    ...(level === undefined ? {} : { level }),
    ...(data['urn:esia:sid'] === undefined ? {} : { sessionId: data['urn:esia:sid'] }),
    methods: data.amr === undefined ? [] : [data.amr].flat(),
    ...(secondFactor === undefined ? {} : { secondFactor }),
    ...(data.auth_time === undefined ? {} : { authenticatedAt: data.auth_time }),
    issuedAt: data.iat,
    expiresAt: data.exp,
  };
}

async function checkSignature(token: string, certificates: CertificateSet): Promise<void> {
  const { alg, 'x5t#St256': named } = readHeader(token);
  const algorithm = tokenAlgorithms.find((known) => known.alg === alg);
  if (!algorithm) throw refuse(`its algorithm is ${String(alg)}`);
  const hash = typeof named === 'string' ? named : undefined;
  let tried = 0;
  // One that does not name its certificate may be signed by a new one, while the old one is valid still.
  for (const find of [certificates.known, certificates.renewed]) {
    for (const certificate of await find(hash)) {
      tried += 1;
      if (await algorithm.verify(token, certificate)) return;
    }
  }
  throw refuse(
    tried ? 'its signature is wrong' : 'no valid certificate of ESIA fits it: has ESIA changed its certificate?',
  );
}

function readHeader(token: string): Record<string, unknown> {
  try {
    return { ...decodeProtectedHeader(token) };
  } catch (cause) {
    throw refuse('it is not a JWT', cause);
  }
}

function refuse(why: string, cause?: unknown): EsiaError {
  return new EsiaError('id_token_invalid', { message: `The id_token is refused: ${why}.`, cause });
}
