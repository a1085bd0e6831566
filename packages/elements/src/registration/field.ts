import { html, nothing, type TemplateResult } from 'lit';
import type { RegistrationField, RegistrationTexts } from '../texts/ru.registration.ts';
import type { FieldOptions } from './fields.ts';
import { alertIcon } from '../styles/icons.ts';

/** What the parts of the form are drawn by. */
export interface FormView {
  readonly words: RegistrationTexts;
  /** The identifiers stand in the page's own tree, and several forms may. */
  readonly idOf: (name: string) => string;
  /** What is wrong with which field. */
  readonly errors: ReadonlyMap<string, string>;
}

/** What a control says of itself. */
export interface Described {
  readonly id: string;
  readonly describedBy: string | typeof nothing;
  readonly invalid: 'true' | typeof nothing;
}

/** Label, hint, error and control in one tree, so that they can point at each other. */
export function renderFrame(
  view: FormView,
  name: RegistrationField,
  optional: boolean,
  control: (described: Described) => TemplateResult,
): TemplateResult {
  const { words, errors } = view;
  const described = describe(view, name);
  const hint = words.registrationHints[name];
  return html`<div class="epos-field" data-field=${name} ?data-invalid=${errors.has(name)}>
    <label class="epos-label" for=${described.id}
      >${words.registrationFields[name]}${optional ? nothing : html`<span aria-hidden="true">*</span>`}</label
    >
    ${hint ? html`<p class="epos-hint" id="${described.id}-hint">${hint}</p>` : nothing} ${renderError(view, name)}
    ${control(described)}
  </div>`;
}

export function describe({ words, idOf, errors }: FormView, name: RegistrationField): Described {
  const id = idOf(name);
  const invalid = errors.has(name);
  const parts = [words.registrationHints[name] && `${id}-hint`, invalid && `${id}-error`].filter(Boolean);
  return { id, describedBy: parts.join(' ') || nothing, invalid: invalid ? 'true' : nothing };
}

export function renderError({ words, idOf, errors }: FormView, name: RegistrationField): unknown {
  const error = errors.get(name);
  if (error === undefined) return nothing;
  return html`<p class="epos-error" id="${idOf(name)}-error">
    ${alertIcon}<span><span class="epos-heard">${words.errorPrefix} </span>${error}</span>
  </p>`;
}

/** `aria-required`, not `required`: with that, screen readers call a form invalid that nobody has touched yet. */
export function renderTyped(view: FormView, field: FieldOptions): TemplateResult {
  const { name, optional = false } = field;
  return renderFrame(
    view,
    name,
    optional,
    ({ id, describedBy, invalid }) =>
      html`<input
        class="epos-input"
        id=${id}
        name=${name}
        type=${field.type ?? 'text'}
        autocomplete=${field.autocomplete}
        inputmode=${field.inputmode ?? nothing}
        autocapitalize=${field.autocapitalize ?? nothing}
        spellcheck=${name === 'position' ? nothing : 'false'}
        placeholder=${view.words.registrationPlaceholders[name] ?? nothing}
        aria-required=${optional ? nothing : 'true'}
        aria-describedby=${describedBy}
        aria-invalid=${invalid}
      />`,
  );
}
