import { define } from '../base/epos-element.ts';
import { EposSubsystems } from '../subsystems/subsystems.ts';

export { EposSubsystems };

EposSubsystems.bring = () => import('../subsystems/list.ts');
define('epos-subsystems', EposSubsystems);

declare global {
  interface HTMLElementTagNameMap {
    'epos-subsystems': EposSubsystems;
  }
}
