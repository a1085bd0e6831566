import { define } from '../base/epos-element.ts';
import { EposLoginButton } from '../login-button/login-button.ts';

export { EposLoginButton };

define('epos-login-button', EposLoginButton);

declare global {
  interface HTMLElementTagNameMap {
    'epos-login-button': EposLoginButton;
  }
}
