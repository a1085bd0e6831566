/** The first that somebody sees who is not signed in: drawn by a function and no element, it stands on little. */
import './journey.ts';
import { html, type TemplateResult } from 'lit';
import { announcement, renderChoice } from '../providers/choice.ts';
import { providersStyles } from '../providers/providers.styles.ts';
import { renderReason } from '../providers/reason.ts';
import { restStyles } from '../styles/rest.styles.ts';
import { ruSignIn } from '../texts/ru.sign-in.ts';
import type { Journey } from './journey.ts';
import type * as Register from './register.ts';

/** Loaded for pages with a form to register by; `null` where it does not come. */
let register: typeof Register | null | undefined;

export function prepare({ access }: Journey): void {
  access.adopt(restStyles, providersStyles);
}

export function render(journey: Journey): TemplateResult | undefined {
  const { host, access, level } = journey;
  if (register === undefined && host.querySelector(':scope > [slot=registration]')) {
    const loaded = (module: typeof Register | null): void => {
      register = module;
      host.requestUpdate();
    };
    import('./register.ts').then(loaded, () => {
      loaded(null);
    });
    // The offer stands there from the first, so that nothing shifts.
    return undefined;
  }
  const words = journey.wordsOf(ruSignIn);
  return (
    register?.renderForm(journey) ??
    html`<div class="root">${renderChoice(host, access, words, level, renderReason(access.state, words))}</div>
      ${register?.renderOffer(journey)}`
  );
}

export function heard(journey: Journey): string {
  return announcement(journey.access.state, journey.wordsOf(ruSignIn));
}
