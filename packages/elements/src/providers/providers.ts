import type { ProviderId } from '@epos-login/core';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ViewElement } from '../base/view-element.ts';
import { EposSignInEvent } from '../events/actions.ts';
import { externalIcon } from './providers.icons.ts';
import { ruSignIn, type SignInTexts } from '../texts/ru.sign-in.ts';
import { providersStyles } from './providers.styles.ts';

const known: readonly ProviderId[] = ['esia', 'rsaa'];

/** Says what Госуслуги is, to those who have never been there. */
const aboutEsia = 'https://www.gosuslugi.ru/';

/**
 * @summary The choice of who checks the password: «Вход через ЕСИА», «или», «Вход для сотрудников».
 *
 * ЕСИА comes first and opens in the same tab, never in a popup: people must see the address they type a password at.
 *
 * @event {EposSignInEvent} epos-sign-in - Fires before the browser leaves for a provider. Can be cancelled.
 *
 * @csspart heading - «Вход в ЭПОС».
 * @csspart provider - A button that leads to a provider.
 */
export class EposProviders extends ViewElement<SignInTexts> {
  static override properties: PropertyDeclarations = {
    providers: {},
    returnTo: { attribute: 'return-to' },
  };

  static override styles = [...super.styles, providersStyles];

  /** Sets the providers on offer, in any order. Default: `esia rsaa`. */
  declare providers: string | undefined;

  /** Sets where to go on after signing in: an address of the page's own origin. Default: the present one. */
  declare returnTo: string | undefined;

  protected readonly russian = ruSignIn;

  get #offered(): readonly ProviderId[] {
    const wanted = this.providers?.split(/\s+/) ?? known;
    const offered = known.filter((provider) => wanted.includes(provider));
    return offered.length > 0 ? offered : known;
  }

  get #isLeaving(): boolean {
    return this.state.kind === 'redirecting';
  }

  #onSignIn(provider: ProviderId): void {
    const { source, returnTo } = this;
    if (!source || this.#isLeaving || !this.dispatchEvent(new EposSignInEvent(provider))) return;
    // A failure is a state, shown by `<epos-advice>`.
    source.signIn({ provider, ...(returnTo && { returnTo }) }).catch(() => undefined);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { state, words } = this;
    if (state.kind !== 'redirecting' || state.to !== 'sign-in') this.announce('');
    else this.announce(this.#leavingFor(state.provider) || words.leaving);
  }

  protected override render(): TemplateResult {
    const { state, words } = this;
    const [first, second] = this.#offered;
    const reason = state.kind === 'signed-out' && words.reasons[state.reason];
    return html`<div class="root" lang=${this.language}>
      ${this.renderHeading(words.signInHeading)} ${reason ? html`<p class="note">${reason}</p>` : nothing}
      ${first && this.#renderProvider(first, 'button provider')}
      ${
        second
          ? html`<div class="or"><span>${words.or}</span></div>
              ${this.#renderProvider(second, 'button quiet provider')}`
          : nothing
      }
      ${this.renderAnnouncement()}
    </div>`;
  }

  #renderProvider(provider: ProviderId, classes: string): TemplateResult {
    const { state, words } = this;
    const leaving = state.kind === 'redirecting' && state.provider === provider;
    const [title, note] = provider === 'esia' ? [words.esia, words.esiaNote] : [words.rsaa, words.rsaaNote];
    return html`<div>
      <button
        class=${classes}
        part="provider"
        type="button"
        data-provider=${provider}
        aria-disabled=${this.#isLeaving}
        aria-busy=${leaving}
        @click=${() => {
          this.#onSignIn(provider);
        }}
      >
        ${leaving ? html`<span class="spinner"></span>` : nothing}
        <span class="words"
          ><span class="title">${title}</span>
          <span class="small">${leaving ? this.#leavingFor(provider) : note}</span></span
        >
      </button>
      ${provider === 'esia' ? this.#renderAbout() : nothing}
    </div>`;
  }

  #renderAbout(): TemplateResult {
    const { words } = this;
    return html`<p class="about small">
      <a href=${aboutEsia} target="_blank" rel="noopener noreferrer"
        >${words.whatIsEsia} ${externalIcon}<span class="heard"> ${words.newTab}</span></a
      >
    </p>`;
  }

  #leavingFor(provider: ProviderId | undefined): string {
    if (!provider) return '';
    return provider === 'esia' ? this.words.toEsia : this.words.toRsaa;
  }
}
