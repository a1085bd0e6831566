import { define } from '../base/epos-element.ts';
import { EposRolePicker } from '../role-picker/role-picker.ts';

export { EposRolePicker };

define('epos-role-picker', EposRolePicker);

declare global {
  interface HTMLElementTagNameMap {
    'epos-role-picker': EposRolePicker;
  }
}
