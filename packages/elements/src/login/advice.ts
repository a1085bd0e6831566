/**
 * Loaded by the journey, which is there by then. That this says so puts what both stand on into the journey's own
 * chunk: in a chunk apart it would travel less well compressed.
 */
import './layouts.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { EposAdvice } from '../advice/advice.ts';
import type { Journey } from './journey.ts';

export const elements = { 'epos-advice': EposAdvice };

const loadHelp = async () => (await import('./help.ts')).elements;

export function render({ host, level, access }: Journey): TemplateResult {
  const { state } = access;
  return html`<epos-advice
    data-main
    exportparts="heading, action"
    category=${host.category ?? nothing}
    heading-level=${level}
    .error=${state.kind === 'failed' ? state.error : undefined}
    .returnTo=${host.returnTo}
    .loadHelp=${loadHelp}
    .texts=${host.texts}
    @epos-retry=${(event: Event) => {
      // Nothing was built yet that could be asked again.
      event.preventDefault();
      access.rebuild();
    }}
  ></epos-advice>`;
}
