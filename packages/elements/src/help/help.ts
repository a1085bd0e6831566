import type { Category, EposState } from '@epos-login/core';
import {
  help,
  type HelpStep,
  type HelpTexts,
  type HelpTopic,
  type HelpTopicId,
  type PupilAge,
} from '@epos-login/core/help';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { settingOf } from '../base/setting.ts';
import { ViewElement } from '../base/view-element.ts';
import { webAddress } from '../base/web-address.ts';
import { loadManual, manualIn } from '../texts/manual.ts';
import { ruHelp, type HelpElementTexts } from '../texts/ru.help.ts';
import { openIcon } from './help.icons.ts';
import { linkStyles } from './link.styles.ts';
import { renderLink, supportPage } from './link.ts';
import { alertIcon } from '../styles/icons.ts';
import { helpStyles } from './help.styles.ts';
import { addressOf, renderSentence, type SentenceContext } from './sentence.ts';
import { categories, renderTabs } from './tabs.ts';

const ages: readonly PupilAge[] = ['under-14', 'from-14'];

/**
 * @summary The manuals' instructions in steps: how an employee, a parent and a pupil sign in and register, and what to do
 * when sign-in fails.
 *
 * For whom, the page says by `category`; else the person chooses, beginning with the category they are signed in with.
 *
 * @csspart heading - «Инструкции по входу».
 * @csspart tab - For whom the instructions are.
 * @csspart topic - One instruction.
 * @csspart action - The title that opens an instruction, and other buttons.
 */
export class EposHelp extends ViewElement<HelpElementTexts> {
  static override properties: PropertyDeclarations = {
    category: {},
    topic: {},
    age: {},
    portalPage: { attribute: 'portal-page' },
    registrationPage: { attribute: 'registration-page' },
    childPage: { attribute: 'child-page' },
    supportPage: { attribute: 'support-page' },
    familiesPage: { attribute: 'families-page' },
    chosen: { state: true },
    opened: { state: true },
  };

  static override styles = [...super.styles, linkStyles, helpStyles];

  /** Sets whom the instructions are for. Default: the person may choose. */
  declare category: Category | undefined;

  /** Sets the instruction that stands open: `rsaa`, `esia`, `failure` or `registration`. Default: the first. */
  declare topic: HelpTopicId | undefined;

  /** Sets how old the pupil is: `under-14` or `from-14`. Default: both are told, and the person may choose. */
  declare age: PupilAge | undefined;

  /** Sets the address of the portal. Default: the manuals'. */
  declare portalPage: string | undefined;

  /** Sets the address at which employees register in РСАА. Default: the manual's. */
  declare registrationPage: string | undefined;

  /** Sets the address of «Как создать и подтвердить учётную запись на Госуслугах для детей». Default: not shown. */
  declare childPage: string | undefined;

  /** Sets the address of «Написать в техподдержку», `mailto:` too. Default: not shown. */
  declare supportPage: string | undefined;

  /** Sets the address of «Портал ЭПОС «Родителям и учащимся»». Default: not shown. */
  declare familiesPage: string | undefined;

  /** For whom the person wants to read. */
  declare protected chosen: Category | undefined;

  /** Which instructions the person has left open. */
  declare protected opened: readonly HelpTopicId[] | undefined;

  protected readonly russian = ruHelp;

  /** The category that the page has fixed; a word that means none does not. */
  get #fixed(): Category | undefined {
    return categories.find((category) => category === this.category);
  }

  get #shown(): Category {
    return this.#fixed ?? this.chosen ?? signedInAs(this.state) ?? 'employee';
  }

  /** The manuals' sentences, with the page's own in place; none while there is no network to bring them. */
  protected get manual(): HelpTexts | undefined {
    const manual = manualIn(this.language);
    return manual && { ...manual, ...this.words.manual };
  }

  /** Drawn once the manuals' sentences are here: titles without words would be read out as such. */
  protected override async scheduleUpdate(): Promise<void> {
    await loadManual(this.language);
    if (!manualIn(this.language)) this.lose();
    await super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('topic') || changed.has('category')) this.opened = undefined;
  }

  readonly #onSelect = (category: Category): void => {
    if (category === this.#shown) return;
    this.chosen = category;
    this.opened = undefined;
  };

  /** What somebody reads is not exchanged for another's when a session is confirmed. Safari focuses no button on a press. */
  readonly #onUse = (): void => {
    this.chosen ??= this.#shown;
  };

  #openOf(topics: readonly HelpTopic[]): readonly HelpTopicId[] {
    const wanted = topics.find(({ id }) => id === this.topic) ?? topics[0];
    return this.opened ?? (wanted ? [wanted.id] : []);
  }

  #toggle(topic: HelpTopicId, open: readonly HelpTopicId[]): void {
    this.opened = open.includes(topic) ? open.filter((id) => id !== topic) : [...open, topic];
  }

  /** Opens another instruction and goes on reading there. */
  async #goTo(topic: HelpTopicId, open: readonly HelpTopicId[]): Promise<void> {
    this.opened = [...new Set([...open, topic])];
    await this.updateComplete;
    const toggle = this.renderRoot.querySelector<HTMLElement>(`[data-topic=${topic}] .toggle`);
    toggle?.focus();
  }

  protected override render(): TemplateResult {
    const { words } = this;
    const fixed = this.#fixed;
    const heading = fixed ? `${words.helpHeading} ${words.helpFor[fixed]}` : words.helpHeading;
    return html`<div class="root" lang=${this.language} @focusin=${this.#onUse} @click=${this.#onUse}>
      ${this.renderHeading(heading)}
      ${
        fixed
          ? html`<div class="panel">${this.#renderContent()}</div>`
          : html`${renderTabs(this.#shown, words, this.#onSelect)}
              <div class="panel" role="tabpanel" id="panel" aria-labelledby="tab-${this.#shown}">
                ${this.#renderContent()}
              </div>`
      }
    </div>`;
  }

  #renderContent(): TemplateResult | typeof nothing {
    const { words } = this;
    const texts = this.manual;
    if (!texts) {
      return html`<div class="note">${words.helpFailed} ${this.renderRetry()}</div>`;
    }
    const topics = help(
      this.#shown,
      ages.find((age) => age === this.age),
    );
    const open = this.#openOf(topics);
    const context: SentenceContext = {
      language: this.language,
      newTab: words.newTab,
      addresses: {
        portal: this.portalPage ?? settingOf(this, 'portal-page'),
        rsaaRegistration: this.registrationPage ?? settingOf(this, 'registration-page'),
        childGuide: this.childPage ?? settingOf(this, 'child-page'),
      },
      titleOf: (id) => {
        const title = topics.find((topic) => topic.id === id)?.title;
        return title && texts[title];
      },
      onTopic: (id) => {
        void this.#goTo(id, open);
      },
    };
    // Each category's in a place of its own: the same element elsewhere would be a shift to the browser. Not `keyed`,
    // for which Lit would have to show its insides, which then travel before the first click.
    return html`${categories.map((category) =>
      category === this.#shown ? topics.map((topic) => this.#renderTopic(topic, open, texts, context)) : nothing,
    )}
    ${this.#renderQuestions(texts, context)}`;
  }

  #renderTopic(
    { id, title, steps }: HelpTopic,
    open: readonly HelpTopicId[],
    texts: HelpTexts,
    context: SentenceContext,
  ): TemplateResult {
    const isOpen = open.includes(id);
    const level = Math.min(this.headingLevel + 1, 6);
    return html`<div class=${isOpen ? 'topic open' : 'topic'} part="topic" data-topic=${id}>
      <div role="heading" aria-level=${level}>
        <button
          class="toggle"
          part="action"
          type="button"
          aria-expanded=${isOpen}
          aria-controls="steps-${id}"
          @click=${() => {
            this.#toggle(id, open);
          }}
        >
          <span>${texts[title]}</span>${openIcon}
        </button>
      </div>
      <div class="steps" id="steps-${id}">
        ${id === 'registration' && this.#shown === 'student' ? this.#renderAges() : nothing}
        <ol role="list">
          ${steps.map((step) => this.#renderStep(step, texts, context))}
        </ol>
      </div>
    </div>`;
  }

  #renderStep(
    { sentences, points, notice, more }: HelpStep,
    texts: HelpTexts,
    context: SentenceContext,
  ): TemplateResult {
    const moreAddress = more && addressOf(more.place, context);
    return html`<li>
      ${sentences.map((name) => html`${renderSentence(texts[name], context)} `)}
      ${
        points
          ? html`<ul>
              ${points.map((name) => html`<li>${renderSentence(texts[name], context)}</li> `)}
            </ul>`
          : nothing
      }
      ${more && moreAddress ? html`<p class="more">${renderLink(texts[more.text], moreAddress, context)}</p>` : nothing}
      ${notice ? html`<p class="note notice">${alertIcon}<span>${renderSentence(texts[notice], context)}</span></p>` : nothing}
    </li>`;
  }

  /** Pressed again, an answer is taken back: then both ages are told, as in the manual. */
  #renderAges(): TemplateResult {
    const { words } = this;
    return html`<div class="ages" role="group" aria-labelledby="age">
      <span class="small muted" id="age">${words.pupilAge}</span>
      ${ages.map(
        (age) =>
          html`<button
            class="button quiet age"
            part="action"
            type="button"
            aria-pressed=${age === this.age}
            @click=${() => {
              this.age = age === this.age ? undefined : age;
            }}
          >
            ${words.ages[age]}
          </button>`,
      )}
    </div>`;
  }

  #renderQuestions(texts: HelpTexts, context: SentenceContext): TemplateResult | typeof nothing {
    const support = supportPage(this);
    const families =
      this.#shown !== 'employee' &&
      webAddress(this.familiesPage ?? settingOf(this, 'families-page'), ['https:', 'http:']);
    if (!support && !families) return nothing;
    return html`<p class="questions">
      <strong>${texts.questions}</strong>
      ${support ? renderLink(texts.support, support, context) : nothing}
      ${families ? renderLink(texts.families, families, context) : nothing}
    </p>`;
  }
}

/** The category of the session, whatever has happened to it since. */
function signedInAs(state: EposState): Category | undefined {
  if (state.kind === 'failed') return signedInAs(state.from);
  return state.kind === 'ready' ? state.category : undefined;
}
