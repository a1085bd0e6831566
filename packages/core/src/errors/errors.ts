/** Typed errors: what went wrong, during what, and whether trying again helps. @module */
export { errorMessages, type EposErrorCode, type EposPhase } from './codes.ts';
export { EposError, type EposErrorDetails } from './epos-error.ts';
