import { define } from '../base/epos-element.ts';
import { EposAppLinks } from '../app-links/app-links.ts';

export { EposAppLinks };

define('epos-app-links', EposAppLinks);

declare global {
  interface HTMLElementTagNameMap {
    'epos-app-links': EposAppLinks;
  }
}
