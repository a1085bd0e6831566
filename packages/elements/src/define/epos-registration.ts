import { define } from '../base/epos-element.ts';
import { EposRegistration } from '../registration/registration.ts';

export { EposRegistration };

define('epos-registration', EposRegistration);

declare global {
  interface HTMLElementTagNameMap {
    'epos-registration': EposRegistration;
  }
}
