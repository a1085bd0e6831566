import { html, type CSSResult, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { viewSheets } from '../styles/view-sheets.ts';
import { loadWords, wordsIn, type FirstTexts } from '../texts/texts.ts';
import { EposElement } from './epos-element.ts';

/** How long a live region stands empty before it speaks, in milliseconds: readers have to know it by then. */
const moment = 100;

/** Where it is: in the shadow root, or in the form that stands in the page. */
const regions = '.heard[role=status]';

/** What the elements that speak in sentences stand on: their words, their heading and their live region. */
export abstract class ViewElement<Words extends object> extends EposElement {
  static override properties: PropertyDeclarations = {
    headingLevel: { attribute: 'heading-level', type: Number },
    hasLost: { state: true },
  };

  static override styles: CSSResult[] = viewSheets;

  /** Sets the level of the heading, 1 to 6, to fit the page's outline. Default: 2. */
  declare headingLevel: number;

  /** The words in the element's language, with the page's own in place. */
  declare protected words: FirstTexts & Words;

  /** The words in Russian. */
  protected abstract readonly russian: Words;

  /** Whether a file has not come that is needed to draw. */
  declare protected hasLost: boolean | undefined;

  #announced = '';
  /** How often was asked anew for a file that has not come. */
  #tries = 0;
  #region: Element | undefined;

  constructor() {
    super();
    this.headingLevel = 2;
  }

  /** Moves the focus to the heading, so that a reader begins there after the view has changed. */
  async focusHeading(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.heading')?.focus();
  }

  /** A pack in the element's language, with the page's own words in place. */
  protected wordsOf<Pack extends object>(russian: Pack): FirstTexts & Pack {
    return { ...wordsIn(this.language, russian), ...this.texts };
  }

  /** Says something by the live region. */
  protected announce(message: string): void {
    if (message === this.#announced) return;
    this.#announced = message;
    this.requestUpdate();
  }

  protected renderHeading(text: unknown, level = this.headingLevel): TemplateResult {
    return html`<div class="heading" part="heading" role="heading" aria-level=${level} tabindex="-1">${text}</div>`;
  }

  /** Where a file has not come: it is asked for anew, at the latest once there is a network again. */
  protected lose(): void {
    this.hasLost = true;
    addEventListener('online', this.#again, { once: true });
  }

  readonly #again = (): void => {
    this.#tries++;
    this.requestUpdate();
  };

  readonly #onRetry = async (): Promise<void> => {
    if (this.#tries) location.reload();
    this.#again();
    await this.updateComplete;
    // What was pressed is gone, and the focus with it.
    if (!this.shadowRoot?.activeElement) await this.focusHeading();
  };

  /**
   * The way on where a file has not come. Firefox never fetches a module again that has failed (whatwg/html#6768), so
   * the second time it is a new page.
   */
  protected renderRetry(): TemplateResult {
    return html`<div role="alert">
      <button class="button" part="action" type="button" @click=${this.#onRetry}>
        ${this.words[this.#tries ? 'reload' : 'retry']}
      </button>
    </div>`;
  }

  /** The live region. It has to stand before it speaks, so it is part of every view, and drawn empty. */
  protected renderAnnouncement(): TemplateResult {
    return html`<div class="heard" role="status"></div>`;
  }

  #speak(): void {
    const region = this.renderRoot.querySelector(regions) ?? this.querySelector(regions);
    if (!region) return;
    if (region !== this.#region) {
      this.#region = region;
      setTimeout(() => {
        this.#speak();
      }, moment);
    }
    // The same words anew would be read out again.
    else if (region.textContent !== this.#announced) region.textContent = this.#announced;
  }

  /** Nothing is drawn in a wrong language: drawing waits until the words are here. */
  protected override async scheduleUpdate(): Promise<void> {
    await loadWords(this.language);
    await super.scheduleUpdate();
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    this.#speak();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.words = this.wordsOf(this.russian);
  }
}
