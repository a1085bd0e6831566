/**
 * For servers that render the elements with `@lit-labs/ssr`. Importing this brings every language, so that the first
 * drawing is in the right one; pages never load it.
 *
 * @module
 */
import { LitElementRenderer } from '@lit-labs/ssr/lib/lit-element-renderer.js';
import { EposElement } from '../base/epos-element.ts';
import { loadManual } from '../texts/manual.ts';
import { loadWords } from '../texts/texts.ts';

export { staticSheet } from './static-sheet.ts';

await Promise.all([loadWords('en'), loadManual('ru'), loadManual('en')]);

/**
 * Makes the renderer that links a static sheet into each shadow root, so that the elements are styled before JavaScript.
 *
 * No `<style>` is written: `style-src 'self'` would block it. The sheets are in `@epos-login/elements/styles/`; link
 * them in the page's `<head>` too (`rel="preload" as="style"`), and nothing is drawn without them first.
 *
 * @param address - where the sheet of an element is hosted, by its tag
 * @returns a renderer for the option `elementRenderers` of `render`
 *
 * @example
 * ```ts
 * import { render } from '@lit-labs/ssr';
 * import { rendererWith } from '@epos-login/elements/ssr';
 * import '@epos-login/elements/epos-login';
 *
 * const elementRenderers = [rendererWith((tag) => `/assets/${tag}.css`)];
 * const page = render(html`<epos-login gateway="/auth"><a href="/auth/login">Вход</a></epos-login>`, { elementRenderers });
 * ```
 */
export function rendererWith(address: (tag: string) => string): typeof LitElementRenderer {
  return class extends LitElementRenderer {
    override renderShadow(
      ...parameters: Parameters<LitElementRenderer['renderShadow']>
    ): ReturnType<LitElementRenderer['renderShadow']> {
      const drawn = super.renderShadow(...parameters);
      if (!drawn || !(this.element instanceof EposElement)) return drawn;
      return [`<link rel="stylesheet" href="${escape(address(this.tagName))}">`, ...drawn];
    }
  };
}

function escape(address: string): string {
  return address.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
