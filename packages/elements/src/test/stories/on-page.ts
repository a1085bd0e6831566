import '../../define/epos-context.ts';
import type { Decorator } from '@storybook/web-components-vite';
import { html } from 'lit';

/** Puts a story on a page in the theme, the language and the preset of the toolbar, as `<epos-context>` does it. */
export const onPage: Decorator = (story, { globals }) => {
  const { theme, lang, preset } = globals as Record<'theme' | 'lang' | 'preset', string>;
  return html`<div class="story-page" data-theme=${theme} lang=${lang}>
    <epos-context theme=${theme} preset=${preset}>${story()}</epos-context>
  </div>`;
};
