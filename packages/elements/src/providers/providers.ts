import { html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { isLone } from '../base/lone.ts';
import { ViewElement } from '../base/view-element.ts';
import { ruSignIn, type SignInTexts } from '../texts/ru.sign-in.ts';
import { announcement, renderChoice, type Standing } from './choice.ts';
import { providersStyles } from './providers.styles.ts';
import { renderReason } from './reason.ts';

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
    isStuck: { state: true },
  };

  static override styles = [...super.styles, providersStyles];

  /** Sets the providers on offer, in any order. Default: `esia rsaa`. */
  declare providers: string | undefined;

  /** Sets where to go on after signing in: an address of the page's own origin. Default: the present one. */
  declare returnTo: string | undefined;

  /** Whether what leaves for a provider has not come. */
  declare protected isStuck: boolean | undefined;

  protected readonly russian = ruSignIn;

  protected get isLone(): boolean {
    return isLone(this);
  }

  /** Called by the choice. */
  protected override lose(): void {
    super.lose();
    this.isStuck = true;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // Asked anew, or somewhere else in the journey.
    if (!changed.has('isStuck')) this.isStuck = false;
    this.announce(announcement(this.state, this.words));
  }

  protected override render(): TemplateResult {
    // What is protected from the page is not from the choice, which is the other half of this class.
    const standing = this as unknown as Standing;
    const note = this.isStuck ? this.renderRetry() : renderReason(this.state, this.words);
    return html`<div class="root" lang=${this.language}>
      ${renderChoice(this, standing, this.words, this.headingLevel, note)} ${this.renderAnnouncement()}
    </div>`;
  }
}
