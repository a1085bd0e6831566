import { define } from '../base/epos-element.ts';
import { tellOfLone } from '../base/lone.ts';
import { EposUserMenu } from '../user-menu/user-menu.ts';

export { EposUserMenu };

EposUserMenu.bring = () => import('../user-menu/menu.ts');
define('epos-user-menu', EposUserMenu);
tellOfLone('epos-user-menu');

declare global {
  interface HTMLElementTagNameMap {
    'epos-user-menu': EposUserMenu;
  }
}
