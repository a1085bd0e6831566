import type { Category, EposError, EposState, Person, Role } from '@epos-login/core';
import { isSignedIn } from '@epos-login/core/essentials';
import {
  advice,
  dependsOnCategory,
  loadAdviceTexts,
  type AdviceAction,
  type AdviceText,
  type AdviceTexts,
} from '@epos-login/core/advice';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { defineInside, type Elements } from '../base/define-inside.ts';
import { ViewElement } from '../base/view-element.ts';
import { EposSignOutEvent } from '../events/actions.ts';
import { EposSignInEvent } from '../events/sign-in.ts';
import { alertIcon, checkIcon } from '../styles/icons.ts';
import { copyIcon } from './advice.icons.ts';
import { linkStyles } from '../help/link.styles.ts';
import { renderLink, supportPage } from '../help/link.ts';
import { bound } from '../texts/bound.ts';
import type { Language } from '../texts/first.ts';
import { ruAdvice, type AdviceElementTexts } from '../texts/ru.advice.ts';
import { adviceStyles } from './advice.styles.ts';
import { isLost } from './lost-files.ts';
import { tellOfSetUp } from './set-up.ts';
import { ticket } from './ticket.ts';

const categories: readonly Category[] = ['employee', 'parent', 'student'];

/**
 * @summary What to do when something has failed: the cause, what to check, whom to ask, and when it will work.
 *
 * Whom to ask differs between employees and families, so where the category is not known the element asks «Кто вы?».
 *
 * @event {EposSignInEvent} epos-sign-in - Fires before the browser leaves for a provider. Can be cancelled.
 * @event {EposSignOutEvent} epos-sign-out - Fires before the person is signed out. Can be cancelled.
 *
 * @attr portal-page - The address of the portal in the instructions, as in `<epos-help>`.
 * @attr registration-page - The address at which employees register, as in `<epos-help>`.
 * @attr child-page - The address of the guide for children's accounts, as in `<epos-help>`.
 * @attr support-page - The address of «Написать в техподдержку», as in `<epos-help>`.
 * @attr families-page - The address of the portal for families, as in `<epos-help>`.
 *
 * @csspart heading - The cause, and the heading of the instructions.
 * @csspart tab - For whom the instructions are.
 * @csspart topic - One instruction.
 * @csspart action - «Повторить вход» and the other buttons.
 */
export class EposAdvice extends ViewElement<AdviceElementTexts> {
  static override properties: PropertyDeclarations = {
    error: { attribute: false },
    category: {},
    returnTo: { attribute: 'return-to' },
    loadHelp: { attribute: false },
    answered: { state: true },
    copied: { state: true },
    hasHelp: { state: true },
  };

  static override styles = [...super.styles, linkStyles, adviceStyles];

  /** Sets the error to advise on. Default: the one that the journey has failed with. */
  declare error: EposError | undefined;

  /** Sets whom the advice is for. Default: the category chosen, else the person is asked. */
  declare category: Category | undefined;

  /** Sets where to go on after signing in: an address of the page's own origin. Default: the present one. */
  declare returnTo: string | undefined;

  /**
   * Sets what brings `<epos-help>`, so that the manuals' instructions are offered too. Default: they are, where the page
   * has defined that element.
   */
  declare loadHelp: (() => Promise<Elements>) | undefined;

  /** What was answered to «Кто вы?». */
  declare protected answered: Category | undefined;

  /** How the copying went; `by-hand` where the browser gives no clipboard. */
  declare protected copied: 'done' | 'by-hand' | undefined;

  /** Whether the instructions are wanted. */
  declare protected hasHelp: boolean;

  protected readonly russian = ruAdvice;

  #texts: AdviceTexts | undefined;
  #textsOf: Language | undefined;
  #shown: EposError | undefined;
  /** Whether only a new page helps. */
  #isLost = false;
  #since = new Date();

  get #error(): EposError | undefined {
    const { state } = this;
    return this.error ?? (state.kind === 'failed' ? state.error : undefined);
  }

  get #canHelp(): boolean {
    return this.loadHelp !== undefined || customElements.get('epos-help') !== undefined;
  }

  /** Who asks, as far as it is known: the one signed in, else the one the page is for, else the answer. */
  get #category(): Category | undefined {
    const { state } = this;
    const from = state.kind === 'failed' ? state.from : state;
    const leftFor = from.kind === 'redirecting' && from.provider === 'rsaa' ? 'employee' : undefined;
    return (from.kind === 'ready' ? from.category : undefined) ?? this.category ?? leftFor ?? this.answered;
  }

  readonly #onAnswer = (event: Event): void => {
    this.answered = (event.target as HTMLInputElement).value as Category;
  };

  readonly #onAction = (action: AdviceAction): void => {
    const { source, state } = this;
    if (action === 'retry') {
      if (this.#isLost) location.reload();
      else if (source) void source.refresh();
      // No event for pages: `login/advice.ts` alone hears it.
      else if (this.dispatchEvent(new Event('epos-retry', { cancelable: true }))) location.reload();
    } else if (action === 'sign-out') {
      if (source && this.dispatchEvent(new EposSignOutEvent())) source.signOut().catch(() => undefined);
    } else if (state.kind === 'failed' && !isSignedIn(state.from)) {
      // Back to the choice of provider: «повторить авторизацию через стартовую страницу».
      source?.dismiss();
    } else if (source && this.dispatchEvent(new EposSignInEvent())) {
      const { returnTo } = this;
      source.signIn(returnTo ? { returnTo } : {}).catch(() => undefined);
    }
  };

  readonly #onCopy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.#ticket());
      this.copied = 'done';
      this.#announceAgain(this.words.copied);
    } catch {
      this.copied = 'by-hand';
      await this.updateComplete;
      this.renderRoot.querySelector('textarea')?.select();
    }
  };

  readonly #onHelp = async (): Promise<void> => {
    // What has not come is asked for again by the next opening, which is of no use in Firefox.
    const elements = await this.loadHelp?.().catch(() => undefined);
    if (elements) await defineInside(this, elements);
    this.hasHelp = true;
  };

  /** Says something anew, be it what was said last. */
  #announceAgain(message: string): void {
    this.announce('');
    setTimeout(() => {
      this.announce(message);
    }, 100);
  }

  #ticket(): string {
    const error = this.#error;
    if (!error) return '';
    const { person, roles } = knownOf(this.state);
    const category = this.#category;
    const role = roles.find((candidate) => candidate.category === category) ?? roles[0];
    return ticket(this.words, {
      problem: this.#texts?.[advice(error, category).cause],
      person: person?.name,
      role: [category && this.words.categories[category], role?.title].filter(Boolean).join(', '),
      territory: role?.organization?.territory,
      organization: role?.organization?.name,
      code: [error.code, error.phase, error.providerCode, error.status].filter(Boolean).join(' · '),
      // By the numbers, for whoever reads it may sit in another zone: support does, in Perm.
      time: this.#since.toLocaleString(this.language, { timeZoneName: 'shortOffset' }),
    });
  }

  /** Drawn once the texts are here: a heading without words would be read out as one. */
  protected override async scheduleUpdate(): Promise<void> {
    const { language } = this;
    if (this.#error && this.#textsOf !== language) {
      try {
        this.#texts = await loadAdviceTexts(language);
        this.#textsOf = language;
      } catch {
        this.lose();
      }
    }
    await super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.#error === this.#shown) return;
    this.#shown = this.#error;
    this.#isLost = this.#shown !== undefined && isLost(this.#shown);
    if (this.#shown) tellOfSetUp(this, this.#shown);
    this.#since = new Date();
    this.copied = undefined;
  }

  protected override updated(): void {
    // An error that came while an update was under way: nobody has asked for its texts yet.
    if (this.#error && !this.#texts && !this.hasLost) this.requestUpdate();
  }

  protected override render(): TemplateResult | typeof nothing {
    const error = this.#error;
    const texts = this.#texts;
    if (!error || !(texts || this.hasLost)) return nothing;
    const category = this.#category;
    const asks = dependsOnCategory(error) && (!category || category === this.answered);
    const { actions, ...parts } = advice(error, category);
    const known = !dependsOnCategory(error) || category;
    return html`<div class="root" lang=${this.language}>
      <div class="cause">
        ${alertIcon} ${this.renderHeading(texts ? bound(texts[parts.cause], this.language) : this.words.adviceFailed)}
      </div>
      ${texts && asks ? this.#renderQuestion() : nothing} ${texts && known ? this.#renderParts(parts, texts) : nothing}
      <div class="actions">
        ${texts ? actions.map((action, index) => this.#renderAction(action, index === 0)) : this.#renderLost(actions)}
        <button class="button plain" part="action" type="button" @click=${this.#onCopy}>
          ${this.copied === 'done' ? checkIcon : copyIcon}
          ${this.copied === 'done' ? this.words.copied : this.words.copy}
        </button>
        ${this.#renderSupport()}
      </div>
      ${this.copied === 'by-hand' ? this.#renderTicket() : nothing}
      ${dependsOnCategory(error) && this.#canHelp ? this.#renderHelp(category) : nothing} ${this.renderAnnouncement()}
    </div>`;
  }

  /** What there is to press as long as the texts have not come. */
  #renderLost(actions: readonly AdviceAction[]): TemplateResult {
    // Two buttons that say the same would be one too many: it asks for the texts, and for what has failed.
    const onRetry = (): void => {
      if (actions.includes('retry')) this.#onAction('retry');
    };
    return html`<div @click=${onRetry}>${this.renderRetry()}</div>
      ${actions.map((action) => (action === 'retry' ? nothing : this.#renderAction(action, false)))}`;
  }

  #renderQuestion(): TemplateResult {
    const { words } = this;
    return html`<fieldset @change=${this.#onAnswer}>
      <legend>${words.who}</legend>
      <div class="answers">
        ${categories.map(
          (category) =>
            html`<label class="answer"
              ><input type="radio" name="who" value=${category} .checked=${this.answered === category} /><span
                class="face"
              ></span>
              <span>${words.categories[category]}</span></label
            >`,
        )}
      </div>
      <p class="muted small">${words.whoWhy}</p>
    </fieldset>`;
  }

  #renderParts(
    { check, ask, when }: { check?: AdviceText; ask?: AdviceText; when?: AdviceText },
    texts: AdviceTexts,
  ): TemplateResult {
    const { words } = this;
    const parts: [string, AdviceText | undefined][] = [
      [words.check, check],
      [words.ask, ask],
      [words.when, when],
    ];
    const given = parts.filter(([, text]) => text);
    if (given.length === 0) return html``;
    return html`<ol>
      ${given.map(
        ([title, text]) =>
          html`<li><strong>${title}</strong> <span>${text && bound(texts[text], this.language)}</span></li>`,
      )}
    </ol>`;
  }

  /** The way to the support, where the page has named one: beside the details that it asks for. */
  #renderSupport(): TemplateResult | typeof nothing {
    const { words, language } = this;
    const address = supportPage(this);
    if (!address) return nothing;
    return html`<div class="support">
      ${renderLink(words.writeToSupport, address, { language, newTab: words.newTab })}
    </div>`;
  }

  #renderAction(action: AdviceAction, main: boolean): TemplateResult {
    const { words } = this;
    const labels: Record<AdviceAction, string> = {
      'sign-in': words.again,
      retry: this.#isLost ? words.reload : words.retry,
      'other-provider': words.otherProvider,
      'sign-out': words.signOut,
    };
    return html`<button
      class=${main ? 'button' : 'button quiet'}
      part="action"
      type="button"
      data-action=${action}
      @click=${() => {
        this.#onAction(action);
      }}
    >
      ${labels[action]}
    </button>`;
  }

  /** The manuals' instructions, for whoever wants to see how it is meant to go. They load when they are opened. */
  #renderHelp(category: Category | undefined): TemplateResult {
    return html`<details @toggle=${this.#onHelp}>
      <summary class="button plain" part="action">${this.words.howTo}</summary>
      ${
        this.hasHelp
          ? html`<epos-help
              exportparts="heading, tab, topic, action"
              category=${category ?? nothing}
              heading-level=${Math.min(this.headingLevel + 1, 6)}
              .texts=${this.texts}
            ></epos-help>`
          : nothing
      }
    </details>`;
  }

  #renderTicket(): TemplateResult {
    return html`<label class="ticket"
      >${this.words.copyByHand}<textarea readonly rows="9" .value=${this.#ticket()}></textarea>
    </label>`;
  }
}

/** The person and roles, as far as the state knows them. */
function knownOf(state: EposState): { readonly person?: Person | undefined; readonly roles: readonly Role[] } {
  if (isSignedIn(state)) return state;
  if (state.kind !== 'failed') return { roles: [] };
  const from = knownOf(state.from);
  return { person: state.person ?? from.person, roles: from.roles };
}
