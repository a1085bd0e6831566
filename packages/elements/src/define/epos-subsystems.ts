import { define } from '../base/epos-element.ts';
import { tellOfLone } from '../base/lone.ts';
import { EposSubsystems } from '../subsystems/subsystems.ts';

export { EposSubsystems };

EposSubsystems.bring = () => import('../subsystems/list.ts');
define('epos-subsystems', EposSubsystems);
tellOfLone('epos-subsystems');

declare global {
  interface HTMLElementTagNameMap {
    'epos-subsystems': EposSubsystems;
  }
}
