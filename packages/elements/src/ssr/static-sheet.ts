import type { CSSResult } from 'lit';
import type { EposElement } from '../base/epos-element.ts';

type Sheets = CSSResult | readonly Sheets[];

/**
 * What an element adopts in a browser, as the text of a static sheet.
 *
 * @param element - the class of the element
 * @returns the text; `@epos-login/elements/styles/` holds it, minified
 */
export function staticSheet(element: typeof EposElement): string {
  // On a server the list that Lit keeps is empty: nothing is to be written into pages.
  return [(element.styles ?? []) as Sheets]
    .flat(Infinity as 1)
    .map((sheet) => (sheet as CSSResult).cssText)
    .join('\n');
}
