import { define } from '../base/epos-element.ts';
import { tellOfLone } from '../base/lone.ts';
import { EposLoginButton } from '../login-button/login-button.ts';

export { EposLoginButton };

define('epos-login-button', EposLoginButton);
tellOfLone('epos-login-button');

declare global {
  interface HTMLElementTagNameMap {
    'epos-login-button': EposLoginButton;
  }
}
