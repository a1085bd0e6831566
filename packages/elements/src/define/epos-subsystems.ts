import { define } from '../base/epos-element.ts';
import { EposSubsystems } from '../subsystems/subsystems.ts';

export { EposSubsystems };

define('epos-subsystems', EposSubsystems);

declare global {
  interface HTMLElementTagNameMap {
    'epos-subsystems': EposSubsystems;
  }
}
