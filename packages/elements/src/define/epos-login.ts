import { define } from '../base/epos-element.ts';
import { EposLogin } from '../login/login.ts';

export { EposLogin };

define('epos-login', EposLogin);

declare global {
  interface HTMLElementTagNameMap {
    'epos-login': EposLogin;
  }
}
