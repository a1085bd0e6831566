/**
 * A whole EPOS on one's own machine: SSO, RSAA, ESIA, portal, Контингент, mail.
 *
 * @module
 */
export { startSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';
export type { SandboxControl } from './control/control.ts';
export type { SandboxClient } from './sso/clients.ts';
export type { EsiaForClients } from './esia-part.ts';
export type { ConsentType, InformationSystem, TokenAlgorithm } from './esia/esia.ts';
export type { DemoPage } from './start/start.ts';
export type { Origins, Part } from './origins.ts';
export type { TrustedIssuer } from './portal/access.ts';
export type { Fault, FaultyPart, Outage } from './world/faults.ts';
export type { Letter } from './world/outbox.ts';
export type { EditableField, Mending, PendingChange } from './world/register.ts';
