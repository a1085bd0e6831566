/** Loaded by the journey, which is there by then; for its chunk, see `home.ts`. */
import './journey.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { EposRegistrationOpenEvent } from '../events/registration-open.ts';
import type { EposRegistration } from '../registration/registration.ts';
/** So that the sheet is in one chunk with what else comes after the first view. */
import '../base/view-element.ts';
import { restStyles } from '../styles/rest.styles.ts';
import { ruRegister } from '../texts/ru.register.ts';
import type { Journey } from './journey.ts';
import { backIcon } from './register.icons.ts';
import { registerStyles } from './register.styles.ts';

/** Where the form is shown, or on its way. */
const shown = new WeakMap<Journey, 'loading' | 'open'>();

/** The page's own form: a child of `<epos-login>`, so that it stands in no shadow root. */
function formOf({ host }: Journey): EposRegistration | null {
  return host.querySelector<EposRegistration>(':scope > epos-registration[slot=registration]');
}

/** «Если у сотрудника еще нет учетной записи в РСАА, создайте ее»: beside «Вход для сотрудников». */
export function renderOffer(journey: Journey): TemplateResult | typeof nothing {
  if (!formOf(journey)) return nothing;
  const { access } = journey;
  access.adopt(restStyles, registerStyles);
  const words = journey.wordsOf(ruRegister);
  const loading = shown.get(journey) === 'loading';
  return html`<div class="offer">
    <span class="muted">${words.noAccount}</span>
    <button
      class="button plain"
      part="action"
      type="button"
      aria-disabled=${access.state.kind === 'redirecting'}
      aria-busy=${loading}
      @click=${() => {
        if (access.state.kind !== 'redirecting') void open(journey);
      }}
    >
      ${loading ? html`<span class="spinner"></span>` : nothing}${words.registration}
    </button>
  </div>`;
}

/** The form in place of the choice, with a way back; nothing while it is not wanted. */
export function renderForm(journey: Journey): TemplateResult | undefined {
  const form = formOf(journey);
  // Whoever leaves for a provider sees that they do.
  if (!form || journey.access.state.kind === 'redirecting') shown.delete(journey);
  if (!form || shown.get(journey) !== 'open') return undefined;
  // The page's outline, unless the form has its own.
  if (!form.hasAttribute('heading-level')) form.headingLevel = journey.level;
  return html`<button
      class="button plain back"
      part="action"
      type="button"
      @click=${() => {
        close(journey);
      }}
    >
      ${backIcon} ${journey.wordsOf(ruRegister).backToSignIn}
    </button>
    <slot name="registration"></slot>`;
}

/** The form is the page's to load, now at the latest; another press asks again. */
async function open(journey: Journey): Promise<void> {
  const { host } = journey;
  const again = shown.get(journey) === 'loading';
  shown.set(journey, 'loading');
  host.requestUpdate();
  host.dispatchEvent(new EposRegistrationOpenEvent());
  if (again) return;
  await customElements.whenDefined('epos-registration');
  // Whoever has left for a provider meanwhile is not called back.
  const form = shown.has(journey) && formOf(journey);
  if (!form) return;
  shown.set(journey, 'open');
  host.requestUpdate();
  await host.updateComplete;
  await form.focusHeading();
}

function close(journey: Journey): void {
  const { host } = journey;
  shown.delete(journey);
  host.requestUpdate();
  void host.updateComplete.then(() => {
    journey.focus();
  });
}
