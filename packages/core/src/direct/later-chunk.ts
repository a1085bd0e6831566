/** What {@linkcode loadLater} loads. @module */
export { providerError } from './provider-errors.ts';
export { leaveForSignOut, revoke } from './sign-out.ts';
export { askSilently } from './silent.ts';
