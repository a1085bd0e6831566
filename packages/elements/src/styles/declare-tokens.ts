import { unsafeCSS, type CSSResult } from 'lit';

/**
 * Declares the private half of colour tokens (`--_text`): the page's token, else the theme's, else the light default.
 *
 * @param defaults - private name → light default
 * @param others - declarations that no theme changes
 */
export function declareTokens(defaults: Readonly<Record<string, string>>, others: string): CSSResult {
  const colors = Object.entries(defaults).map(
    ([name, value]) => `--_${name}:var(--epos-color-${name},var(--_t-${name},${value}));`,
  );
  return unsafeCSS(`:host{${colors.join('')}${others}}`);
}
