/**
 * Loaded by the journey, which is there by then. That this says so puts what both stand on into the journey's own
 * chunk: in a chunk apart it would travel less well compressed.
 */
import './layouts.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { EposRolePicker } from '../role-picker/role-picker.ts';
import type { Journey } from './journey.ts';

export const elements = { 'epos-role-picker': EposRolePicker };

export function render({ host, level }: Journey): TemplateResult {
  return html`<epos-role-picker
    data-main
    exportparts="heading, category, action"
    category=${host.category ?? nothing}
    heading-level=${level}
    .texts=${host.texts}
  ></epos-role-picker>`;
}
