import { define } from '../base/define.ts';
import { EposLoginButton } from '../login-button/login-button.ts';

export { EposLoginButton };

define('epos-login-button', EposLoginButton);

declare global {
  interface HTMLElementTagNameMap {
    'epos-login-button': EposLoginButton;
  }
}
