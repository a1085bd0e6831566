import '../../define/epos-context.ts';
import type { Decorator } from '@storybook/web-components-vite';
import { html } from 'lit';
import { action } from 'storybook/actions';

/**
 * Puts a story on a page in the theme, the language and the preset of the toolbar, as `<epos-context>` does it. The
 * elements' events bubble up to here and are shown in the panel «Actions».
 */
export const onPage: Decorator = (story, { globals }) => {
  const { theme, lang, preset } = globals as Record<'theme' | 'lang' | 'preset', string>;
  return html`<div
    class="story-page"
    data-theme=${theme}
    lang=${lang}
    @epos-sign-in=${action('epos-sign-in')}
    @epos-category-change=${action('epos-category-change')}
    @epos-open=${action('epos-open')}
    @epos-sign-out=${action('epos-sign-out')}
    @epos-state-change=${action('epos-state-change')}
    @epos-error=${action('epos-error')}
    @epos-search=${action('epos-search')}
    @epos-registration-open=${action('epos-registration-open')}
    @epos-register=${action('epos-register')}
    @epos-registered=${action('epos-registered')}
  >
    <epos-context theme=${theme} preset=${preset}>${story()}</epos-context>
  </div>`;
};
