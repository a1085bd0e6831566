/**
 * Loaded by the journey, which is there by then. That this says so puts what both stand on into the journey's own
 * chunk: in a chunk apart it would travel less well compressed.
 */
import './layouts.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { EposProviders } from '../providers/providers.ts';
import type { Journey } from './journey.ts';
import type * as Register from './register.ts';

export const elements = { 'epos-providers': EposProviders };

/** Loaded for pages with a form to register by; `null` where it does not come. */
let register: typeof Register | null | undefined;

export function render(journey: Journey): TemplateResult | undefined {
  const { host, level } = journey;
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
  return (
    register?.renderForm(journey) ??
    html`<epos-providers
        data-main
        exportparts="heading, provider"
        providers=${host.providers ?? nothing}
        heading-level=${level}
        .returnTo=${host.returnTo}
        .texts=${host.texts}
      ></epos-providers
      >${register?.renderOffer(journey)}`
  );
}
