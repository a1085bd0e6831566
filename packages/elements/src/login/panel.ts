import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { Journey, type JourneyAccess } from './journey.ts';
import type { EposLogin } from './login.ts';
/** So that the sheet is in one chunk with what else comes after the first view. */
import '../base/view-element.ts';
import { restStyles } from '../styles/rest.styles.ts';
import { ruPanel } from '../texts/ru.panel.ts';
import { closeIcon } from './panel.icons.ts';
import { panelStyles } from './panel.styles.ts';

/** Up to this width the panel is a sheet over the page, and modal: there is nothing beside it to go on with. */
const narrow = '(max-width: 40em)';

/** The journey in a panel that the button opens. */
export class PanelJourney extends Journey {
  #focusInside = false;

  constructor(host: EposLogin, access: JourneyAccess) {
    super(host, access);
    access.adopt(restStyles, panelStyles);
  }

  protected override renderLayout(): TemplateResult {
    const words = this.wordsOf(ruPanel);
    return html`<dialog
      class="panel"
      part="panel"
      @close=${this.#onClose}
      @keydown=${this.#onKeydown}
      @focusout=${this.#onFocusout}
    >
      <button class="button plain close" type="button" aria-label=${words.close} @click=${this.#close}>
        ${closeIcon}
      </button>
      ${this.host.open ? this.renderContent() : nothing}
    </dialog>`;
  }

  override hostUpdate(): void {
    super.hostUpdate();
    this.#focusInside = this.hasFocusIn('dialog');
  }

  override hostUpdated(): void {
    this.#follow();
    super.hostUpdated();
  }

  hostConnected(): void {
    if (this.host.open) document.addEventListener('pointerdown', this.#onPointerdown);
    this.#follow();
    // A modal dialog that was taken out of the page is no longer on top of it, though it still says `open`.
    const dialog = this.find('dialog[open]') as HTMLDialogElement | null;
    if (!dialog || dialog.matches(':modal') || !matchMedia(narrow).matches) return;
    dialog.removeAttribute('open');
    dialog.showModal();
  }

  hostDisconnected(): void {
    document.removeEventListener('pointerdown', this.#onPointerdown);
  }

  /** Shows or hides what was drawn. Outside a page nothing can be shown: a drawing may come after a removal. */
  #follow(): void {
    const dialog = this.find('dialog') as HTMLDialogElement | null;
    if (!dialog || !this.host.isConnected) return;
    if (this.host.open !== dialog.open) {
      if (this.host.open) this.#show(dialog);
      else this.#hide(dialog);
    }
    void this.#name(dialog);
  }

  /** Calls the panel what its heading says, once that is drawn: some views are elements with words to load. */
  async #name(dialog: HTMLDialogElement): Promise<void> {
    const main = this.find('[data-main]') as LitElement | null;
    await main?.updateComplete;
    const heading = (main?.shadowRoot ?? dialog).querySelector('.heading')?.textContent.trim();
    dialog.ariaLabel = heading || this.wordsOf(ruPanel).signInHeading;
  }

  #show(dialog: HTMLDialogElement): void {
    // On the side where there is room.
    const { left, right } = this.host.getBoundingClientRect();
    dialog.classList.toggle('to-end', left + right > document.documentElement.clientWidth);
    if (matchMedia(narrow).matches) dialog.showModal();
    // Not `show()`, which would take the focus from whoever is writing elsewhere when the panel opens by itself.
    else dialog.open = true;
    const { activeElement } = document;
    if (!activeElement || [document.body, this.host].includes(activeElement as HTMLElement)) this.focus();
    document.addEventListener('pointerdown', this.#onPointerdown);
  }

  #hide(dialog: HTMLDialogElement): void {
    dialog.close();
    if (this.#focusInside) this.host.focus();
    document.removeEventListener('pointerdown', this.#onPointerdown);
  }

  readonly #close = (): void => {
    this.host.open = false;
  };

  /** The event comes late: by then the panel may stand open again. */
  readonly #onClose = ({ target }: Event): void => {
    if (!(target as HTMLDialogElement).open) this.#close();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    this.#close();
  };

  /** Tabbing out of the panel closes it: nothing that has the focus may lie hidden beneath (WCAG 2.4.11). */
  readonly #onFocusout = ({ relatedTarget }: FocusEvent): void => {
    const to = relatedTarget as Node | null;
    if (to && !this.host.contains(to) && !this.host.shadowRoot?.contains(to)) this.#close();
  };

  readonly #onPointerdown = (event: PointerEvent): void => {
    if (!event.composedPath().includes(this.host)) this.#close();
  };
}
