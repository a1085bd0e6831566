/** Loaded by the journey, which is there by then; for its chunk, see `home.ts`. */
import './journey.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { defineInside } from '../base/define-inside.ts';
import { EposAdvice } from '../advice/advice.ts';
import type { Journey } from './journey.ts';

export function prepare({ host }: Journey): Promise<void> {
  return defineInside(host, { 'epos-advice': EposAdvice });
}

const loadHelp = async () => (await import('./help.ts')).elements;

export function render({ host, level, access }: Journey): TemplateResult {
  const { state } = access;
  return html`<epos-advice
    data-main
    exportparts="heading, tab, topic, action"
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
