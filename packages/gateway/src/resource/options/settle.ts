import { memoryReplays } from '../dpop/replays.ts';
import type { ProofRules } from '../dpop/proof.ts';
import { isSecureAddress } from '../../options/secure-address.ts';
import type { VerifierOptions } from './options.ts';

const asymmetric = /^((RS|PS|ES)(256|384|512)|EdDSA|Ed25519)$/;
const usual = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'];

/** The options with everything decided. Throws a `TypeError` that names the one that cannot be. */
export function settle(options: VerifierOptions) {
  const { issuer, jwksUri, algorithms = usual, scopes = [], rolesFrom, leeway = 5, timeout = 5000 } = options;
  const { clock = Date.now, tokenType = 'any' } = options;
  const audience = [options.audience].flat();
  const portal = typeof options.portal === 'string' ? { url: options.portal } : options.portal;

  demand(isSecureAddress(issuer), 'issuer must be an https address');
  demand(audience.length > 0 && audience.every(isText), 'audience must be a text or a list of texts');
  demand(
    algorithms.length > 0 && algorithms.every((name) => asymmetric.test(name)),
    'algorithms must be asymmetric: what checks a signature must not be able to make one',
  );
  demand(jwksUri === undefined || isSecureAddress(jwksUri), 'jwksUri must be an https address');
  demand(['any', 'at+jwt'].includes(tokenType), 'tokenType must be any or at+jwt');
  demand(scopes.every(isScope), 'scopes must be words');
  demand(rolesFrom === undefined || typeof rolesFrom === 'function', 'rolesFrom must be a function');
  demand(portal === undefined || isSecureAddress(portal.url), 'portal must be an https address');
  demand(within(portal?.cacheSeconds ?? 0, 0, 300), 'portal.cacheSeconds must be 0 to 300');
  demand(['undefined', 'function'].includes(typeof options.onRefused), 'onRefused must be a function');
  demand(within(leeway, 0, 60), 'leeway must be 0 to 60 seconds');
  demand(within(timeout, 1, 60_000), 'timeout must be 1 to 60000 milliseconds');
  // Called through an arrow: a detached fetch loses its `this` in some runtimes.
  const fetch: typeof globalThis.fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  return {
    issuer,
    jwksUri,
    audience,
    algorithms,
    tokenType,
    scopes,
    rolesFrom,
    portal,
    onRefused: guarded(options.onRefused),
    leeway,
    timeout,
    clock,
    proofs: options.dpop === 'off' ? undefined : proofRules(options, clock),
    fetch,
  };
}

/** Who listens and fails must not turn a refusal into another error. */
function guarded(listener: VerifierOptions['onRefused']): NonNullable<VerifierOptions['onRefused']> {
  return (error, request) => {
    try {
      listener?.(error, request);
    } catch {
      // There is nobody left to tell.
    }
  };
}

function proofRules(options: Exclude<VerifierOptions, { dpop: 'off' }>, clock: () => number): ProofRules {
  const { dpop = 'auto', baseUrl, proofWindow = 60, nonceSecret, replays = memoryReplays({ clock }) } = options;
  demand(['auto', 'require'].includes(dpop), 'dpop must be off, auto or require');
  demand(
    typeof baseUrl === 'string' && /^https?:$/.test(URL.parse(baseUrl)?.protocol ?? ''),
    "baseUrl must be the address under which callers see this server (or dpop: 'off')",
  );
  demand(within(proofWindow, 1, 600), 'proofWindow must be 1 to 600 seconds');
  demand(nonceSecret === undefined || nonceSecret.length >= 32, 'nonceSecret must be 32 bytes or more');
  return { required: dpop === 'require', baseUrl, window: proofWindow, nonceSecret, replays, clock };
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** RFC 6749, 3.3. */
function isScope(value: unknown): boolean {
  return typeof value === 'string' && /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(value);
}

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function demand(holds: boolean, what: string): asserts holds {
  if (!holds) throw new TypeError(`createVerifier: ${what}.`);
}
