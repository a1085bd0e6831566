import type { ProviderId } from '@epos-login/core';
import { html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { EposElement } from '../base/epos-element.ts';
import { setState } from '../base/states.ts';
import { EposSignInEvent } from '../events/sign-in.ts';
import { firstSheets } from '../styles/first-sheets.ts';
import { spinnerStyles } from '../styles/spinner.styles.ts';
import { first } from '../texts/first.ts';
import { renderButton, linkIn } from './button.ts';
import { loginButtonStyles } from './login-button.styles.ts';

/**
 * @summary The button «Вход» alone: one press, and the browser is on its way to the provider.
 *
 * The link inside works before and without JavaScript.
 *
 * @slot - A link to sign in by, for the time before JavaScript and for pages without it.
 * @slot signed-in - What to show once somebody is signed in. Default: nothing, in the place of the button.
 * @slot icon - A picture before the words.
 *
 * @event {EposSignInEvent} epos-sign-in - Fires before the browser leaves for a provider. Can be cancelled.
 *
 * @csspart button - The button, a link where one was given.
 *
 * @cssstate signed-in - Somebody is signed in.
 */
export class EposLoginButton extends EposElement {
  static override properties: PropertyDeclarations = {
    provider: {},
    returnTo: { attribute: 'return-to' },
  };

  static override styles = [...firstSheets, spinnerStyles, loginButtonStyles];

  /** Sets who checks the password, `rsaa` or `esia`. Default: the SSO offers the choice. */
  declare provider: ProviderId | undefined;

  /** Sets where to go on after signing in: an address of the page's own origin. Default: the present one. */
  declare returnTo: string | undefined;

  #hadFocus = false;

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.button')?.focus(options);
  }

  readonly #onClick = (event: MouseEvent): void => {
    const { source } = this;
    // Without a working sign-in the link does what links do; a new tab is the browser's affair.
    if (!source || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (source.state.kind === 'redirecting' || !this.dispatchEvent(new EposSignInEvent(this.provider))) return;
    const { provider, returnTo } = this;
    source.signIn({ ...(provider && { provider }), ...(returnTo && { returnTo }) }).catch((error: unknown) => {
      // A failure is a state, shown by `<epos-advice>`. Where what would know it has not come, the page's link is left.
      if (!('code' in (error as object))) linkIn(this)?.click();
    });
  };

  override connectedCallback(): void {
    this.#hadFocus ||= linkIn(this) === document.activeElement;
    super.connectedCallback();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.asServed) this.#hadFocus ||= linkIn(this) === document.activeElement;
    setState(this, 'signed-in', 'person' in this.state);
  }

  protected override updated(): void {
    if (!this.#hadFocus || this.asServed) return;
    this.#hadFocus = false;
    this.focus();
  }

  protected override render(): TemplateResult {
    // The page's own link is what works before JavaScript does.
    if (this.asServed) return html`<slot>${this.#renderButton()}</slot>`;
    return this.#renderButton();
  }

  #renderButton(): TemplateResult {
    const { state } = this;
    const words = { ...first[this.language], ...this.texts };
    const link = this.asServed ? undefined : linkIn(this);
    const busy = state.kind === 'redirecting';
    const own = !busy && link?.textContent.trim();
    const label = own || (busy ? words.leaving : words.signIn);
    if ('person' in state) {
      // The button stood there until the session was confirmed: without its place the page would shift.
      return html`<slot name="signed-in"
        ><span class="button kept"><slot name="icon"></slot><span class="label">${label}</span></span></slot
      >`;
    }
    return html`${renderButton({
        href: link?.href,
        label,
        lang: own ? undefined : this.language,
        busy,
        onClick: this.#onClick,
      })}
      <div class="heard" role="status" lang=${this.language}>${busy ? label : ''}</div>`;
  }
}
