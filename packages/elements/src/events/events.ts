/**
 * The events of the elements. All bubble and cross shadow roots; those that announce an action can be cancelled, and
 * then the element does not act. No `detail` holds an address or personal data: it may go into statistics as it is.
 *
 * @module
 */
import type { EposCategoryChangeEvent, EposSignOutEvent } from './actions.ts';
import type { EposErrorEvent, EposStateChangeEvent } from './news.ts';
import type { EposOpenEvent } from './open.ts';
import type { EposRegisteredEvent, EposRegisterEvent } from './registration.ts';
import type { EposRegistrationOpenEvent } from './registration-open.ts';
import type { EposSearchEvent } from './search.ts';
import type { EposSignInEvent } from './sign-in.ts';

export { EposCategoryChangeEvent, EposSignOutEvent } from './actions.ts';
export { EposErrorEvent, EposStateChangeEvent } from './news.ts';
export { EposOpenEvent } from './open.ts';
export { EposRegisteredEvent, EposRegisterEvent } from './registration.ts';
export { EposRegistrationOpenEvent } from './registration-open.ts';
export { EposSearchEvent } from './search.ts';
export { EposSignInEvent } from './sign-in.ts';

declare global {
  interface GlobalEventHandlersEventMap {
    'epos-sign-in': EposSignInEvent;
    'epos-category-change': EposCategoryChangeEvent;
    'epos-open': EposOpenEvent;
    'epos-sign-out': EposSignOutEvent;
    'epos-state-change': EposStateChangeEvent;
    'epos-error': EposErrorEvent;
    'epos-search': EposSearchEvent;
    'epos-register': EposRegisterEvent;
    'epos-registered': EposRegisteredEvent;
    'epos-registration-open': EposRegistrationOpenEvent;
  }
}
