/**
 * MSW handlers of a whole EPOS: the portal of the contract, the gateway and the SSO. Needs `msw` 3.
 *
 * @module
 */
export { authorizationResponse, type AuthorizationResponseOptions } from './authorization.ts';
export { portalFaults, type Fault } from './faults.ts';
export { gatewayHandlers, type GatewayHandlersOptions } from './gateway-handlers.ts';
export type { SignatureFault } from './jwt.ts';
export { portalHandlers, type PortalHandlersOptions } from './portal-handlers.ts';
export { ssoHandlers, type SsoHandlersOptions } from './sso-handlers.ts';
