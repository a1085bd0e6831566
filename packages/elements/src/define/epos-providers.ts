import { define } from '../base/epos-element.ts';
import { EposProviders } from '../providers/providers.ts';

export { EposProviders };

define('epos-providers', EposProviders);

declare global {
  interface HTMLElementTagNameMap {
    'epos-providers': EposProviders;
  }
}
