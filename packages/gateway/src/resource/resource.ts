/**
 * For a subsystem's server: who calls, and in which roles. Without any framework; `@epos-login/gateway/hono`,
 * `/express` and `/fastify` put it into theirs.
 *
 * @module
 */
export { createVerifier, type Verifier } from './verifier.ts';
export type { Caller } from './caller.ts';
export type { NoProofOptions, ProofOptions, VerifierCommonOptions, VerifierOptions } from './options/options.ts';
export type { PortalRolesOptions } from './roles/portal-roles.ts';
export { AccessError, type AccessErrorDetails } from './access-error.ts';
export type { AccessCode, AccessReason } from './reasons.ts';
export type { IncomingRequest, Scheme } from './token/credentials.ts';
export { memoryReplays, type MemoryReplaysOptions, type ReplayMemory } from './dpop/replays.ts';
export {
  keycloakRoles,
  type Category,
  type Claims,
  type ClaimSources,
  type KeycloakRoles,
  type Person,
  type Role,
  type RoleSource,
} from '@epos-login/core/contract';
