/** What {@linkcode loadLater} loads. @module */
export { findAgain } from './find-again.ts';
export { readInitiation, withoutInitiation } from '../page/initiation.ts';
export { providerError } from './provider-errors.ts';
export { Renewal } from './renewal.ts';
export { signedOutAddress } from './signed-out.ts';
export { leaveForSignOut } from './sign-out.ts';
