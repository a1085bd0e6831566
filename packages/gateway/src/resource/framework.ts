/** What the entry of every framework gives beside its own. @module */
export {
  AccessError,
  createVerifier,
  keycloakRoles,
  type Caller,
  type Verifier,
  type VerifierOptions,
} from './resource.ts';
