/**
 * The EPOS Login SDK: sign-in to ЭПОС for any subsystem.
 *
 * @module
 */
export * from './essentials.ts';
export { direct, type DirectOptions } from './direct/direct.ts';
export { portalApi, type Portal, type PortalContext } from './portal/portal.ts';
export { transition, initialState, categoriesOf, type EposEvent } from './state/machine.ts';
export type * from './state/state.ts';
export type * from './transport/transport.ts';
export { launchAddress, categoryParameter, type LaunchOptions } from './launch/launch.ts';
export {
  advice,
  dependsOnCategory,
  loadAdviceTexts,
  type Advice,
  type AdviceAction,
  type AdviceText,
  type AdviceTexts,
} from './advice/advice.ts';
export type {
  Category,
  Me,
  Organization,
  Person,
  Registration,
  Role,
  Subsystem,
  SubsystemStatus,
} from './contract/contract.ts';
