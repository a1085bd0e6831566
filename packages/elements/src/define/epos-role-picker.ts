import { define } from '../base/epos-element.ts';
import { tellOfLone } from '../base/lone.ts';
import { EposRolePicker } from '../role-picker/role-picker.ts';

export { EposRolePicker };

define('epos-role-picker', EposRolePicker);
tellOfLone('epos-role-picker');

declare global {
  interface HTMLElementTagNameMap {
    'epos-role-picker': EposRolePicker;
  }
}
