import type { BrokenField } from '@epos-login/core/registration';
import { html, type TemplateResult } from 'lit';
import type { RegistrationField, RegistrationTexts } from '../texts/ru.registration.ts';
import type { FormView } from './field.ts';

/** What is wrong with a field and what to do about it; the rules grow, and one that is newer than these is `invalid`. */
export function messageOf({ field, rule }: BrokenField, words: RegistrationTexts): string {
  const { registrationFields, registrationMissing, registrationRules } = words;
  const missing = ownOf(registrationMissing, field);
  if (rule === 'required' && missing) return missing;
  const say = ownOf(registrationRules, rule) ?? registrationRules.invalid;
  return say(ownOf(registrationFields, field) ?? field);
}

/** The server names fields and rules: none of them may reach what every object inherits. */
function ownOf<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/**
 * What is wrong with the form, after the pattern of GOV.UK: it takes the focus once, and its links lead to the fields.
 *
 * @param level - The level of its heading
 * @param lead - Brings a field's label into view and moves the focus to the field
 */
export function renderSummary(view: FormView, level: number, lead: (field: string) => void): TemplateResult {
  const { words, errors, idOf } = view;
  const title = idOf('summary');
  return html`<div class="epos-summary" role="group" aria-labelledby=${title} tabindex="-1">
    <div class="epos-summary-title" id=${title} role="heading" aria-level=${level}>
      ${words.summaryTitle(errors.size)}
    </div>
    <ul role="list">
      ${[...errors].map(([field, message]) =>
        isShown(field, words)
          ? html`<li>
              <a
                href="#${idOf(field)}"
                @click=${(event: Event) => {
                  // The page's address is the page's: a router may live in its fragment.
                  event.preventDefault();
                  lead(field);
                }}
                >${message}</a
              >
            </li>`
          : html`<li>${message}</li>`,
      )}
    </ul>
  </div>`;
}

function isShown(field: string, words: RegistrationTexts): field is RegistrationField {
  return Object.hasOwn(words.registrationFields, field);
}
