import type { BrokenField } from '@epos-login/core/registration';
import { html, nothing, type TemplateResult } from 'lit';
import { renderForm, type FormOptions } from './form.ts';
import { letterIcon } from './registration.icons.ts';
import { pageAddress } from './settings.ts';
import { renderSummary } from './summary.ts';

/** Where the form stands. What is typed is in its fields alone. */
export type Phase =
  | { readonly kind: 'filling'; readonly broken?: readonly BrokenField[]; readonly failure?: string }
  | { readonly kind: 'sending' }
  | { readonly kind: 'sent'; readonly email: string };

/** What the light child shows, and what it reports to. */
export interface ViewOptions extends Omit<FormOptions, 'policy' | 'sending' | 'failure'> {
  readonly phase: Phase;
  /** The level of the heading. */
  readonly level: number;
  /** Whether the operator has supplied everything. */
  readonly isSetUp: boolean;
  readonly policy: string | undefined;
  /** The live region. */
  readonly announcement: TemplateResult;
  readonly canSignIn: boolean;
  readonly onLead: (field: string) => void;
  readonly onSignIn: () => void;
}

export function renderView(options: ViewOptions): TemplateResult {
  const { phase, isSetUp, announcement } = options;
  const content =
    phase.kind === 'sent' ? renderSent(options, phase.email) : isSetUp ? renderFilling(options) : renderOff(options);
  return html`<div class="epos-root">${content}${announcement}</div>`;
}

function renderHeading({ view, level }: ViewOptions, text: string): TemplateResult {
  return html`<div class="epos-heading" id=${view.idOf('heading')} role="heading" aria-level=${level} tabindex="-1">
    ${text}
  </div>`;
}

function renderFilling(options: ViewOptions): TemplateResult {
  const { view, phase, level, policy, onLead } = options;
  const { words, errors } = view;
  return html`${renderHeading(options, words.registrationHeading)}
    <p class="epos-hint">${words.requiredFields}</p>
    ${errors.size > 0 ? renderSummary(view, Math.min(level + 1, 6), onLead) : nothing}
    ${renderForm({
      ...options,
      policy: pageAddress(policy) ?? '',
      sending: phase.kind === 'sending',
      failure: phase.kind === 'filling' ? phase.failure : undefined,
    })}`;
}

/** Neutral: whoever only wants in can do nothing about it. */
function renderOff(options: ViewOptions): TemplateResult {
  const { words } = options.view;
  return html`${renderHeading(options, words.registrationHeading)}
    <p class="epos-note">${words.registrationOff}</p>`;
}

function renderSent(options: ViewOptions, email: string): TemplateResult {
  const { view, canSignIn, onSignIn } = options;
  const { words } = view;
  return html`<div class="epos-sent">${letterIcon} ${renderHeading(options, words.registered)}</div>
    <p>${words.letterComes}</p>
    <p class="epos-address">${words.letterAddress} <strong>${email}</strong></p>
    <p class="epos-hint">${words.letterMissing}</p>
    ${canSignIn ? html`<div class="epos-actions"><button class="epos-button" type="button" @click=${onSignIn}>${words.rsaa}</button></div>` : nothing}`;
}
