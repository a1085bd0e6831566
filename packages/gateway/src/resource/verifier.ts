import type { Claims, Me } from '@epos-login/core/contract';
import { AccessError } from './access-error.ts';
import type { Caller } from './caller.ts';
import { createProofCheck, proofAlgorithms } from './dpop/proof.ts';
import { loadKeys } from './keys/issuer.ts';
import { createKeys } from './keys/keys.ts';
import type { VerifierOptions } from './options/options.ts';
import { settle } from './options/settle.ts';
import { Refusal } from './refusal.ts';
import { createPortalRoles } from './roles/portal-roles.ts';
import { boundKey, scopesOf } from './token/claims.ts';
import { credentialsOf, type Credentials, type IncomingRequest, type Scheme } from './token/credentials.ts';
import { readToken, type TokenClaims } from './token/token.ts';

/** Of what request somebody hears: without its headers, which hold tokens. */
type Asked = Pick<IncomingRequest, 'method' | 'url'>;

/** Tells who calls. */
export interface Verifier {
  /**
   * Checks the access token of a request, and its proof of possession where the token is bound to a key.
   *
   * @param what the request; or the token alone where there is no request, as over a WebSocket: without a proof, so
   * that bound tokens are refused
   * @returns who calls
   * @throws {@linkcode AccessError} with code
   * `invalid_token` (no token, or none of the SSO's, for this server and now; a proof that does not fit),
   * `insufficient_scope` (a scope of `scopes` is missing), `invalid_request` (a header that cannot be read) or
   * `unavailable` (the SSO's keys could not be had)
   */
  verifyAccessToken(what: IncomingRequest | string): Promise<Caller>;
}

/**
 * Makes what checks the access tokens with which a subsystem's server is called.
 *
 * The SSO is asked for its keys with the first call, not before.
 *
 * @param options the SSO, the audience, where roles come from; see {@linkcode VerifierOptions}
 * @throws `TypeError` that names an option which cannot be
 * @example
 * ```ts
 * const verifier = createVerifier({
 *   issuer: 'https://sso.example/realms/epos',
 *   audience: 'https://portal.example/api',
 *   portal: 'https://portal.example/api',
 *   baseUrl: 'https://journal.example',
 * });
 * const caller = await verifier.verifyAccessToken(request);
 * const [role] = await caller.requireRole('employee');
 * ```
 * @see RFC 9068, 4 · RFC 6750 · RFC 9449, 7.1
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const settings = settle(options);
  const { scopes: needed, rolesFrom, portal, clock, onRefused } = settings;
  const keys = createKeys({ load: () => loadKeys(settings), clock });
  const proofs = settings.proofs && createProofCheck(settings.proofs);
  const ask = portal && createPortalRoles({ ...settings, ...portal });
  /** By which schemes a caller may come: with a token that is bound to a key, with one that is not, with either. */
  const bound: readonly Scheme[] = proofs ? ['DPoP'] : ['Bearer'];
  const unbound: readonly Scheme[] = proofs?.required ? ['DPoP'] : ['Bearer'];
  const all = [...new Set([...unbound, ...bound])];

  /** Whether the token is bound to a key, and that was proven. */
  async function checkBinding({ scheme, token }: Credentials, claims: Claims, what: IncomingRequest | string) {
    const jkt = boundKey(claims);
    if (jkt === undefined) {
      if (scheme === 'DPoP' || proofs?.required) throw new Refusal('unbound_token');
      return false;
    }
    // RFC 9449, 7.1: else whoever stole the token would only have to write another scheme before it.
    if (!proofs || scheme === 'Bearer' || typeof what === 'string') throw new Refusal('bound_token');
    await proofs.check(what, token, jkt);
    return true;
  }

  function callerOf({ scheme, token }: Credentials, claims: TokenClaims, isBound: boolean, of: Asked): Caller {
    const nonce = isBound ? proofs?.nonce() : undefined;
    let answer: Promise<Me | undefined> | undefined;
    const me = () => {
      if (!ask) throw new TypeError('createVerifier: no `portal` is configured, and nobody else can tell.');
      answer ??= ask(caller, token, isBound).catch((error: unknown) => {
        throw said(error, scheme, of);
      });
      return answer;
    };
    const caller: Caller = {
      sub: claims.sub,
      claims,
      clientId: [claims.client_id, claims.azp].find((id) => typeof id === 'string'),
      scopes: scopesOf(claims),
      headers: nonce === undefined ? {} : { 'DPoP-Nonce': nonce },
      roles: async () =>
        rolesFrom ? rolesFrom({ access: claims, id: {}, userinfo: {} }) : ((await me())?.roles ?? []),
      person: async () => (await me())?.person,
      async requireRole(...categories) {
        const found = (await caller.roles()).filter(({ category }) => categories.includes(category));
        if (!found.length) throw said(new Refusal('missing_role'), scheme, of);
        return found;
      },
    };
    return caller;
  }

  /** A refusal as it is said to who came by this scheme, or by none, and told to who listens. */
  function said(error: unknown, scheme: Scheme | undefined, of: Asked): unknown {
    if (!(error instanceof Refusal)) return error;
    const { reason, retryAfter, cause } = error;
    const schemes =
      reason === 'bound_token'
        ? bound
        : reason === 'unbound_token'
          ? unbound
          : scheme && all.includes(scheme)
            ? [scheme]
            : all;
    const nonce = schemes.includes('DPoP') ? proofs?.nonce() : undefined;
    const refusal = new AccessError(reason, { schemes, proofAlgorithms, scopes: needed, nonce, retryAfter, cause });
    onRefused(refusal, of);
    return refusal;
  }

  return {
    async verifyAccessToken(what) {
      let scheme: Scheme | undefined;
      const of: Asked = typeof what === 'string' ? {} : { method: what.method, url: what.url };
      try {
        const credentials = typeof what === 'string' ? { scheme: 'Bearer' as const, token: what } : credentialsOf(what);
        ({ scheme } = credentials);
        const claims = await readToken(credentials.token, { ...settings, keys });
        const isBound = await checkBinding(credentials, claims, what);
        const scopes = scopesOf(claims);
        if (!needed.every((scope) => scopes.includes(scope))) throw new Refusal('missing_scope');
        return callerOf(credentials, claims, isBound, of);
      } catch (error) {
        throw said(error, scheme, of);
      }
    },
  };
}
