/**
 * Loaded by the journey, which is there by then. That this says so puts what both stand on into the journey's own
 * chunk: in a chunk apart it would travel less well compressed.
 */
import './layouts.ts';
import { html, type TemplateResult } from 'lit';
import { EposSubsystems } from '../subsystems/subsystems.ts';
import type { Journey } from './journey.ts';

export const elements = { 'epos-subsystems': EposSubsystems };

export function render(journey: Journey): TemplateResult {
  const { host, level, access, words } = journey;
  const { state } = access;
  // The tiles are what the person came for; the name has its place kept and comes right after them.
  if ('subsystems' in state && state.subsystems.kind !== 'loading') void journey.loadUser();
  const person = 'person' in state ? state.person : undefined;
  const name = [person?.given_name, person?.middle_name].filter(Boolean).join(' ');
  return html`<div class="heading" part="heading" role="heading" aria-level=${level} tabindex="-1">
      ${words.hello(name)}
    </div>
    ${journey.renderGreeting()}
    <epos-subsystems
      exportparts="tile, action"
      heading-level=${Math.min(level + 1, 6)}
      .deepLink=${host.getAttribute('deep-link') ?? undefined}
      .texts=${host.texts}
    ></epos-subsystems>`;
}
