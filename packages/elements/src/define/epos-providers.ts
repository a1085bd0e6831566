import { define } from '../base/epos-element.ts';
import { tellOfLone } from '../base/lone.ts';
import { EposProviders } from '../providers/providers.ts';

export { EposProviders };

define('epos-providers', EposProviders);
tellOfLone('epos-providers');

declare global {
  interface HTMLElementTagNameMap {
    'epos-providers': EposProviders;
  }
}
