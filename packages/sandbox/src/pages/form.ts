import { html, raw } from 'hono/html';
import type { Markup } from './layout.ts';

export interface FieldOptions {
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly type?: 'text' | 'email' | 'password' | 'date' | 'number' | 'tel';
  readonly required?: boolean;
  readonly autocomplete?: string;
  readonly inputmode?: 'numeric' | 'email' | 'tel';
  readonly maxlength?: number;
}

/** A labelled text field with its hint and its error, both tied to it for screen readers. */
export function field(options: FieldOptions): Markup {
  const {
    name,
    label,
    value,
    error,
    hint,
    placeholder,
    type = 'text',
    required,
    autocomplete,
    inputmode,
    maxlength,
  } = options;
  const described = [hint ? `${name}-hint` : '', error ? `${name}-error` : ''].filter(Boolean).join(' ');
  return html`<div class="field${error ? ' invalid' : ''}">
    <label for="${name}">${label}${required ? star() : ''}</label>
    ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ''} ${errorText(name, error)}
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${value ?? ''}"
      ${attribute('placeholder', placeholder)}
      ${attribute('autocomplete', autocomplete)}
      ${attribute('inputmode', inputmode)}
      ${attribute('maxlength', maxlength === undefined ? undefined : String(maxlength))}
      ${attribute('aria-describedby', described || undefined)}
      ${error ? html`aria-invalid="true"` : ''}
      ${required ? html`aria-required="true"` : ''}
    />
  </div>`;
}

/** The asterisk of an obligatory field; `aria-required` says it to screen readers. */
export function star(): Markup {
  return html`<span class="star" aria-hidden="true">*</span>`;
}

export function errorText(name: string, error: string | undefined): Markup | string {
  return error ? html`<p class="error" id="${name}-error">${error}</p>` : '';
}

/** One attribute if it has a value. The name is the code's own; only the value is escaped, hence `raw` for the name. */
function attribute(name: string, value: string | undefined): Markup | string {
  return value === undefined ? '' : html`${raw(name)}="${value}"`;
}

export interface FieldError {
  readonly field: string;
  readonly text: string;
}

/** The list of errors above a form; each leads to its field (GOV.UK's error summary). Give the page `focus.js`. */
export function errorSummary(errors: readonly FieldError[], heading = 'Исправьте ошибки'): Markup | string {
  if (errors.length === 0) return '';
  return html`<div class="summary" role="alert" tabindex="-1" data-focus aria-labelledby="summary-heading">
    <h2 id="summary-heading">${heading}</h2>
    <ul>
      ${errors.map(({ field: name, text }) => html`<li><a href="#${name}">${text}</a></li>`)}
    </ul>
  </div>`;
}

/** The script that brings the focus to the list of errors. */
export function focusScript(): Markup {
  return html`<script src="/assets/focus.js" defer></script>`;
}

/** The text of each field of a sent form. Files are not taken. */
export function texts(body: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
  );
}
