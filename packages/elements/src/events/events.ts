/**
 * The events of the elements. All bubble and cross shadow roots; those that announce an action can be cancelled, and
 * then the element does not act. No `detail` holds an address or personal data: it may go into statistics as it is.
 *
 * @module
 */
export { EposCategoryChangeEvent, EposSignOutEvent } from './actions.ts';
export { EposErrorEvent, EposStateChangeEvent } from './news.ts';
export { EposOpenEvent } from './open.ts';
export { EposRegisteredEvent, EposRegisterEvent } from './registration.ts';
export { EposRegistrationOpenEvent } from './registration-open.ts';
export { EposSearchEvent } from './search.ts';
export { EposSignInEvent } from './sign-in.ts';
