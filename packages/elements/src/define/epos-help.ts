import { define } from '../base/epos-element.ts';
import { EposHelp } from '../help/help.ts';

export { EposHelp };

define('epos-help', EposHelp);

declare global {
  interface HTMLElementTagNameMap {
    'epos-help': EposHelp;
  }
}
