import { html, nothing, type TemplateResult } from 'lit';
import { externalIcon } from '../providers/providers.icons.ts';
import { describe, renderError, renderTyped, type FormView } from './field.ts';
import { consentName, organizationFields, personFields } from './fields.ts';
import type { OrganizationSearch } from './organization-search.ts';
import { alertIcon } from '../styles/icons.ts';

/** What the form is drawn by, besides its fields. */
export interface FormOptions {
  readonly view: FormView;
  readonly search: OrganizationSearch;
  /** The operator's wording of the consent, if there is one on the page. */
  readonly consent: Node | undefined;
  readonly policy: string;
  readonly sending: boolean;
  /** Why the form was not sent, where no field is to blame. */
  readonly failure: string | undefined;
  readonly onSubmit: (event: SubmitEvent) => void;
  readonly onReset: (event: Event) => void;
  readonly onInput: (event: Event) => void;
}

/**
 * RSAA's form, field by field as the manual has it.
 *
 * `method="dialog"` outside a dialog does nothing: an extension that calls `form.submit()`, which fires no event, must
 * not send personal data to wherever the page stands.
 */
export function renderForm(options: FormOptions): TemplateResult {
  const { view, search, sending, failure } = options;
  const { words } = view;
  return html`<form
    class="epos-form"
    method="dialog"
    autocomplete="on"
    novalidate
    aria-labelledby=${view.idOf('heading')}
    aria-busy=${sending}
    @submit=${options.onSubmit}
    @reset=${options.onReset}
    @input=${options.onInput}
    @change=${options.onInput}
  >
    ${personFields.map((field) => renderTyped(view, field))} ${search.render()}
    ${organizationFields.map((field) => renderTyped(view, field))} ${renderConsent(options)}
    <p class="epos-hint">${words.letterWill}</p>
    <div class="epos-failure" role="alert">
      ${failure ? html`${alertIcon}<span><strong>${words.registrationFailed}</strong> ${failure}</span>` : nothing}
    </div>
    <div class="epos-actions">
      <button class="epos-button" type="submit" aria-disabled=${sending}>
        ${sending ? html`<span class="epos-spinner"></span> ${words.registering}` : words.register}
      </button>
      <button class="epos-button epos-plain" type="reset">${words.clearForm}</button>
    </div>
  </form>`;
}

/** The link stands outside the label: a press on the label ticks, a press on the link reads. */
function renderConsent({ view, consent, policy }: FormOptions): TemplateResult {
  const { words } = view;
  const { id, describedBy, invalid } = describe(view, 'consent_version');
  return html`<div class="epos-field" data-field="consent_version" ?data-invalid=${invalid === 'true'}>
    ${renderError(view, 'consent_version')}
    <label class="epos-consent" for=${id}>
      <input
        id=${id}
        name=${consentName}
        type="checkbox"
        autocomplete="off"
        aria-required="true"
        aria-describedby=${describedBy}
        aria-invalid=${invalid}
      />
      <span>${consent ?? words.consent}<span aria-hidden="true">*</span></span>
    </label>
    <p class="epos-policy">
      <a href=${policy} target="_blank" rel="noopener noreferrer"
        >${words.policy} ${externalIcon}<span class="epos-heard"> ${words.newTab}</span></a
      >
    </p>
  </div>`;
}
