import type { RoleSource } from '@epos-login/core/contract';
import type { AccessError } from '../access-error.ts';
import type { ReplayMemory } from '../dpop/replays.ts';
import type { PortalRolesOptions } from '../roles/portal-roles.ts';
import type { IncomingRequest } from '../token/credentials.ts';

/** What a subsystem's server is told of the SSO, the portal and itself. */
export interface VerifierCommonOptions {
  /** The SSO's identifier, exactly as its metadata and its tokens write it. https, or http on loopback. */
  readonly issuer: string;
  /** What tokens for this server say in `aud`; one of several suffices. */
  readonly audience: string | readonly string[];
  /** How tokens may be signed. Asymmetric only. Default: RS256, PS256, ES256, ES384, EdDSA and Ed25519. */
  readonly algorithms?: readonly string[];
  /** Where the SSO publishes its keys. Default: what its metadata say (OpenID Connect Discovery). */
  readonly jwksUri?: string;
  /**
   * `at+jwt` takes only tokens that call themselves so (RFC 9068). Default: `any`, which also takes Keycloak's, that do
   * not, and refuses what looks like an id_token, a refresh token or a logout token.
   */
  readonly tokenType?: 'at+jwt' | 'any';
  /** The scopes that every call needs. Default: none. */
  readonly scopes?: readonly string[];
  /** How claims become roles: `keycloakRoles({ … })`, or a function of your own. Without it the portal is asked. */
  readonly rolesFrom?: RoleSource;
  /** The portal that knows the roles: its address (`https://portal.example/api`), or more. */
  readonly portal?: string | PortalRolesOptions;
  /**
   * Hears of each call that is not let in, for logs and metrics: the middlewares answer it by themselves. `error.reason`
   * says what was wrong, from a closed list without personal data; `request` has what was asked (its address may hold
   * anything), and nothing for a token alone. What it throws is nobody's affair.
   *
   * @example `onRefused: ({ reason, status }, { method }) => log.warn({ reason, status, method })`
   */
  readonly onRefused?: (error: AccessError, request: Pick<IncomingRequest, 'method' | 'url'>) => void;
  /** How far the clocks of the SSO and of this server may differ, in seconds, at most 60. Default: 5. */
  readonly leeway?: number;
  /** How long to wait for the SSO and for the portal, in milliseconds. Default: 5 seconds. */
  readonly timeout?: number;
  /** Now, in milliseconds since 1970. */
  readonly clock?: () => number;
  /** What asks. Default: the global `fetch`. */
  readonly fetch?: typeof fetch;
}

/** How proofs of possession (RFC 9449) are checked. */
export interface ProofOptions {
  /** `auto` (default) asks for a proof where the token is bound to a key; `require` takes no other tokens. */
  readonly dpop?: 'auto' | 'require';
  /**
   * The address under which callers see this server: `https://journal.example`, with a path where a proxy takes one
   * off. Proofs name it, and `Host` is only what the caller wrote.
   */
  readonly baseUrl: string;
  /** How far a proof's `iat` may be from now, in seconds. Default: 60. */
  readonly proofWindow?: number;
  /**
   * With it proofs must carry a nonce of this server, and then a caller whose clock is wrong is no stranger. 32 bytes
   * or more, the same on all instances.
   */
  readonly nonceSecret?: Uint8Array;
  /** Where used proofs are remembered. Default: {@linkcode memoryReplays}; several instances need one in common. */
  readonly replays?: ReplayMemory;
}

/** A server at which tokens that are bound to a key have no business. They are refused, since nobody checks the key. */
export interface NoProofOptions extends Partial<Record<Exclude<keyof ProofOptions, 'dpop'>, undefined>> {
  readonly dpop: 'off';
}

/** What a verifier is made of. */
export type VerifierOptions = VerifierCommonOptions & (ProofOptions | NoProofOptions);
