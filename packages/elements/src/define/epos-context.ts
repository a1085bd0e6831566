import { define } from '../base/epos-element.ts';
import { EposContext } from '../context/context.ts';

export { EposContext };

define('epos-context', EposContext);

declare global {
  interface HTMLElementTagNameMap {
    'epos-context': EposContext;
  }
}
