import { createHash, randomBytes } from 'node:crypto';
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  EmbeddedJWK,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import type { World } from '../world/world.ts';
import { problemResponse } from './problem.ts';

/** Who calls, or the answer that refuses the call. */
export type Access = { readonly sub: string; readonly nonce?: string } | { readonly refusal: Response };

/** An SSO of the developer's own, whose access tokens the portal takes beside those of the sandbox's SSO. */
export interface TrustedIssuer {
  /** Its identifier, as tokens name it in `iss`. */
  readonly issuer: string;
  /** Where it publishes its keys. */
  readonly jwksUri: string;
}

export interface AccessCheck {
  /** Checks the token of a request to `path`. */
  check(request: Request): Promise<Access>;
}

/** The sandbox's SSO signs by the first; an issuer of the developer's own by whichever its keys are for. */
const tokenAlgorithms = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'];
const proofAlgorithms = ['ES256', 'ES384', 'EdDSA', 'Ed25519', 'RS256', 'PS256'];

/** How far a proof's `iat` may be from the portal's clock when the proof carries no nonce, in seconds. */
const proofWindow = 300;

interface AccessOptions {
  readonly origin: string;
  readonly issuer: string;
  readonly audience: string;
  readonly jwks: JSONWebKeySet;
  readonly trusted: readonly TrustedIssuer[];
  readonly world: World;
}

/** Access tokens of the SSO (RFC 9068), as bearer tokens (RFC 6750) or bound to a key by DPoP (RFC 9449). */
export function createAccessCheck({ origin, issuer: own, audience, jwks, trusted, world }: AccessOptions): AccessCheck {
  const keysOf = new Map<string, JWTVerifyGetKey>([
    ...trusted.map(({ issuer, jwksUri }) => [issuer, createRemoteJWKSet(new URL(jwksUri))] as const),
    [own, createLocalJWKSet(jwks)],
  ]);
  const nonces = createNonces();
  const seen = new Map<string, number>();
  const now = () => new Date(world.clock.now());

  async function verifyToken(token: string): Promise<JWTPayload> {
    const { iss: issuer = '' } = decodeJwt(token);
    const keys = keysOf.get(issuer);
    if (!keys) throw new errors.JWTClaimValidationFailed('unknown issuer', {}, 'iss');
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      typ: 'at+jwt',
      algorithms: tokenAlgorithms,
      currentDate: now(),
      requiredClaims: ['sub', 'exp', 'jti'],
    });
    if (world.tokens.isExpired(payload.jti ?? '')) throw new errors.JWTExpired('expired by the control page', payload);
    return payload;
  }

  /** RFC 9449, 4.3: the checks of a proof, and 7.1: that it belongs to this token and key. */
  async function verifyProof(request: Request, token: string, jkt: string): Promise<'ok' | 'nonce' | 'bad'> {
    const proof = request.headers.get('DPoP');
    if (!proof || proof.includes(',')) return 'bad';
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: proofAlgorithms,
      currentDate: now(),
      clockTolerance: 24 * 3600,
    });
    if (protectedHeader.jwk === undefined || (await calculateJwkThumbprint(protectedHeader.jwk)) !== jkt) return 'bad';
    const { htm, htu, ath, jti, iat, nonce } = payload as JWTPayload & Record<'htm' | 'htu' | 'ath' | 'nonce', unknown>;
    const target = typeof htu === 'string' ? URL.parse(htu) : null;
    const path = new URL(request.url).pathname;
    if (htm !== request.method || target?.origin !== origin || target.pathname !== path) return 'bad';
    if (ath !== createHash('sha256').update(token).digest('base64url')) return 'bad';
    if (typeof jti !== 'string' || typeof iat !== 'number') return 'bad';
    if (typeof nonce !== 'string' || !nonces.accepts(nonce)) return 'nonce';
    // A nonce of ours proves the freshness, so `iat` may come from a clock that is hours off.
    if (seen.has(jti)) return 'bad';
    seen.set(jti, Date.now());
    for (const [old, at] of seen) if (Date.now() - at > 2 * proofWindow * 1000) seen.delete(old);
    return 'ok';
  }

  return {
    async check(request) {
      const [scheme = '', token = ''] = (request.headers.get('Authorization') ?? '').split(' ', 2);
      const isDpop = scheme.toLowerCase() === 'dpop';
      if (token === '' || !(isDpop || scheme.toLowerCase() === 'bearer'))
        return refuse('Bearer', undefined, 'Нужен токен доступа.');
      const kind = isDpop ? 'DPoP' : 'Bearer';
      let payload: JWTPayload;
      try {
        payload = await verifyToken(token);
      } catch (error) {
        const isOver = error instanceof errors.JWTExpired;
        return refuse(
          kind,
          'invalid_token',
          isOver ? 'Срок токена истёк.' : 'Токен выдан не здесь, не для портала или повреждён.',
        );
      }
      const jkt = (payload.cnf as { jkt?: unknown } | undefined)?.jkt;
      if (typeof jkt === 'string' && !isDpop)
        return refuse('DPoP', 'invalid_token', 'Токен привязан к ключу: нужна схема DPoP.');
      if (typeof jkt !== 'string' && isDpop)
        return refuse('Bearer', 'invalid_token', 'Токен не привязан к ключу: нужна схема Bearer.');
      if (typeof jkt === 'string') {
        const verdict = await verifyProof(request, token, jkt).catch(() => 'bad' as const);
        const headers = { 'DPoP-Nonce': nonces.current() };
        if (verdict === 'nonce')
          return refuse('DPoP', 'use_dpop_nonce', 'В доказательстве нужен nonce портала.', headers);
        if (verdict === 'bad')
          return refuse('DPoP', 'invalid_dpop_proof', 'Доказательство владения ключом не принято.', headers);
      }
      const scopes = (typeof payload.scope === 'string' ? payload.scope : '').split(' ');
      if (!scopes.includes('openid')) {
        return {
          refusal: problemResponse('insufficient_scope', {
            headers: { 'WWW-Authenticate': `${kind} realm="epos", error="insufficient_scope", scope="openid"` },
          }),
        };
      }
      return { sub: payload.sub ?? '', ...(isDpop ? { nonce: nonces.current() } : {}) };
    },
  };
}

function refuse(
  scheme: 'Bearer' | 'DPoP',
  error: string | undefined,
  detail: string,
  headers: Record<string, string> = {},
): Access {
  const parameters = [
    'realm="epos"',
    ...(error ? [`error="${error}"`] : []),
    ...(scheme === 'DPoP' ? [`algs="${proofAlgorithms.join(' ')}"`] : []),
  ];
  return {
    refusal: problemResponse('invalid_token', {
      detail,
      headers: { 'WWW-Authenticate': `${scheme} ${parameters.join(', ')}`, ...headers },
    }),
  };
}

interface Nonces {
  current(): string;
  accepts(nonce: string): boolean;
}

/** Nonces change every few minutes; the one before stays good, so that a call on its way is not refused. */
function createNonces(): Nonces {
  const lifetime = (proofWindow / 2) * 1000;
  const fresh = () => randomBytes(16).toString('base64url');
  let [current, previous, since] = [fresh(), '', performance.now()];
  const turn = () => {
    if (performance.now() - since < lifetime) return;
    [current, previous, since] = [fresh(), current, performance.now()];
  };
  return {
    current() {
      turn();
      return current;
    },
    accepts(nonce) {
      turn();
      return nonce === current || (previous !== '' && nonce === previous);
    },
  };
}
