/**
 * The portal contract, version 1: the one place where a wire shape is defined.
 *
 * Everything else (types, the portal client, the sandbox's API, MSW handlers, the OpenAPI document) is derived from
 * these schemas. Names on the wire follow OpenID Connect where it has one (`sub`, `given_name`, `initiate_login_uri`).
 * Changes are additive only: unknown fields are ignored, an unknown status or one bad item never empties a list.
 *
 * @module
 */
export { categories, category, me, person, role, type Category, type Me, type Person, type Role } from './person.ts';
export {
  subsystem,
  subsystemList,
  subsystemStatus,
  type Subsystem,
  type SubsystemList,
  type SubsystemStatus,
} from './subsystem.ts';
export {
  organization,
  organizationList,
  organizationQuery,
  type Organization,
  type OrganizationList,
} from './organization.ts';
export { registration, registrationAccepted, type Registration, type RegistrationAccepted } from './registration.ts';
export { isInn, isKpp } from './tax-numbers.ts';
export { problem, type Problem } from './problem.ts';
export { problemCodes, type ProblemCode } from './problem-code.ts';
export { address } from './address.ts';
export { readList, readMe, readSubsystems } from './read.ts';
export { readOrganizations } from './read-organizations.ts';
export { readBrokenFields, readProblemCode, type BrokenField } from './read-problem.ts';
export { readProviderAnswer, type ProviderAnswerCode } from './provider-answer.ts';
export { checkForm, formRules, type Checked, type FormRule } from './check-form.ts';
export { portalPaths } from './paths.ts';
export type { Claims, ClaimSources, RoleSource } from './claims.ts';
export { keycloakRoles, type KeycloakRoles } from './keycloak-roles.ts';
export {
  gatewayHeader,
  gatewayLoggedOut,
  gatewayLoginQuery,
  gatewayLogout,
  gatewayOutcome,
  gatewayOutcomeParameter,
  gatewayPaths,
  gatewayProblemCodes,
  gatewaySession,
  gatewaySessionQuery,
  type GatewayLoggedOut,
  type GatewayLoginQuery,
  type GatewayLogout,
  type GatewayOutcome,
  type GatewayProblemCode,
  type GatewaySession,
  type GatewaySessionQuery,
} from './gateway.ts';
