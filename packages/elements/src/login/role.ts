/** Loaded by the journey, which is there by then; for its chunk, see `home.ts`. */
import './journey.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { defineInside } from '../base/define-inside.ts';
import { EposRolePicker } from '../role-picker/role-picker.ts';
import type { Journey } from './journey.ts';
import { roleStyles } from './role.styles.ts';

export function prepare({ access, host }: Journey): Promise<void> {
  access.adopt(roleStyles);
  return defineInside(host, { 'epos-role-picker': EposRolePicker });
}

export function render({ host, level }: Journey): TemplateResult {
  return html`<epos-role-picker
    data-main
    exportparts="heading, category, action"
    category=${host.category ?? nothing}
    heading-level=${level}
    .texts=${host.texts}
  ></epos-role-picker>`;
}
