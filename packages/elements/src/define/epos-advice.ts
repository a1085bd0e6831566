import { define } from '../base/epos-element.ts';
import { EposAdvice } from '../advice/advice.ts';

export { EposAdvice };

define('epos-advice', EposAdvice);

declare global {
  interface HTMLElementTagNameMap {
    'epos-advice': EposAdvice;
  }
}
