import { EposEvent } from './epos-event.ts';

/**
 * Fires when somebody wants the registration form that stands in `<epos-login>`. A page that has not loaded
 * `<epos-registration>` yet loads it now.
 *
 * @example
 * ```ts
 * document.addEventListener('epos-registration-open', () => import('@epos-login/elements/epos-registration'));
 * ```
 */
export class EposRegistrationOpenEvent extends EposEvent<null> {
  constructor() {
    super('epos-registration-open', null);
  }
}
