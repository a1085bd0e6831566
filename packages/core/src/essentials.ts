/**
 * What views need at once: `createEpos`, errors, and the questions one asks of a state. Transports, portal and advice
 * have entries of their own, so that a page can load each when its moment comes.
 *
 * @module
 */
export { createEpos, type Epos, type EposOptions, type WaitOptions } from './epos/epos.ts';
export * from './errors/errors.ts';
export type { Notes } from './remember/notes.ts';
export type { SharedComputerOptions } from './shared-computer/options.ts';
export { rolesIn, subsystemsIn } from './roles/roles.ts';
export { isSignedIn } from './state/machine.ts';
