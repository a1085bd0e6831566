/**
 * Loaded by the journey, which is there by then. That this says so puts what both stand on into the journey's own
 * chunk: in a chunk apart it would travel less well compressed.
 */
import './layouts.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { EposProviders } from '../providers/providers.ts';
import type { Journey } from './journey.ts';

export const elements = { 'epos-providers': EposProviders };

export function render({ host, level }: Journey): TemplateResult {
  return html`<epos-providers
    data-main
    exportparts="heading, provider"
    providers=${host.providers ?? nothing}
    heading-level=${level}
    .returnTo=${host.returnTo}
    .texts=${host.texts}
  ></epos-providers>`;
}
