import { randomUUID } from 'node:crypto';
import type { EsiaAccount } from '@epos-login/testing/people';
import type { TokenAlgorithm } from '../options.ts';
import type { EsiaKeys } from './keys.ts';
import type { Permission } from './permissions.ts';
import type { Challenge } from './pkce.ts';
import type { Scope } from './scopes.ts';

/** A sign-in to which codes and tokens belong. */
export interface Grant {
  readonly clientId: string;
  readonly account: EsiaAccount;
  readonly scope: string;
  readonly scopes: readonly Scope[];
  readonly redirectUri: string;
  /** The state of the authorization request: the token request must carry another one. */
  readonly state: string;
  readonly offline: boolean;
  /** ESIA's session, `urn:esia:sid`. */
  readonly sessionId: string;
  /** When the person signed in, in seconds. */
  readonly authTime: number;
  readonly secondFactor: boolean;
  /** What the code is bound by. */
  readonly challenge: Challenge | undefined;
  readonly permissions: readonly Permission[];
  readonly algorithm: TokenAlgorithm | undefined;
}

/** "lifetime 240 s" (esia-and-epos A2). */
export const codeLifetime = 240;
/** Set per category of system on the technological portal; one hour here. */
export const accessLifetime = 3600;
/** "Sample lifetime exp-iat = 10800 s" (esia-and-epos A6). */
const idLifetime = 10_800;

/** The issuer: "http, trailing slash" (esia-and-epos A6). */
export function issuerOf(origin: string): string {
  return `http://${new URL(origin).host}/`;
}

/** Codes and tokens in ESIA's own shape. @see esia-and-epos A2 (code), A6 (tokens) */
export function createTokens(keys: EsiaKeys, origin: string, clock: () => number) {
  const iss = issuerOf(origin);

  function times(lifetime: number) {
    const now = Math.floor(clock() / 1000);
    return { nbf: now, iat: now, exp: now + lifetime };
  }

  /** `name?oid=<oid>`, space separated. */
  const scopeOf = ({ scopes, account }: Grant) => scopes.map((scope) => `${scope}?oid=${account.oid}`).join(' ');

  const subjectOf = ({ account }: Grant) => ({
    'urn:esia:sbj:lvl': account.level,
    'urn:esia:sbj:typ': 'P',
    // "is_tru … absent if account not confirmed".
    ...(account.level === 'PR' ? { 'urn:esia:sbj:is_tru': true } : {}),
    'urn:esia:sbj:oid': account.oid,
    'urn:esia:sbj:nam': `OID.${account.oid}`,
  });

  const factorOf = ({ secondFactor }: Grant) => (secondFactor ? { acr: { '2fa': 'otp' } } : {});

  const sign = ({ algorithm }: Grant, kind: string, payload: object) => keys.sign(kind, payload, algorithm);

  return {
    code: (grant: Grant) =>
      sign(grant, 'authorization_code', {
        ...times(codeLifetime),
        iss,
        jti: randomUUID(),
        'urn:esia:client:state': grant.state,
        auth_mthd: 'PWD',
        'urn:esia:sbj': subjectOf(grant),
        params: {},
        client_id: grant.clientId,
        ...factorOf(grant),
        scope: scopeOf(grant),
        auth_time: grant.authTime,
        'urn:esia:sid': grant.sessionId,
      }),

    access: (grant: Grant) =>
      sign(grant, 'access', {
        ...times(accessLifetime),
        iss,
        jti: randomUUID(),
        client_id: grant.clientId,
        scope: scopeOf(grant),
        'urn:esia:sid': grant.sessionId,
        'urn:esia:sbj_id': grant.account.oid,
        // "with consents `permissions`, `permissions_url`" (esia-and-epos A6).
        ...(grant.permissions.length > 0 ? { permissions: grant.permissions } : {}),
      }),

    id: (grant: Grant) =>
      sign(grant, 'id', {
        ...times(idLifetime),
        iss,
        aud: grant.clientId,
        // A JSON number and a bare string: these are ESIA's own quirks.
        sub: grant.account.oid,
        amr: 'PWD',
        'urn:esia:amd': 'PWD',
        ...factorOf(grant),
        auth_time: grant.authTime,
        'urn:esia:sid': grant.sessionId,
        'urn:esia:sbj': subjectOf(grant),
      }),

    refresh: (grant: Grant) =>
      sign(grant, 'refresh', { ...times(86_400), iss, jti: randomUUID(), client_id: grant.clientId }),
  };
}

export type EsiaTokenFactory = ReturnType<typeof createTokens>;
