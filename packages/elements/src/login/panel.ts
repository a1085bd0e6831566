import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../styles/icon.ts';
import { Journey, type JourneyAccess } from './journey.ts';
import type { EposLogin } from './login.ts';
import { closeIcon } from './panel.icons.ts';
import { panelStyles } from './panel.styles.ts';

/** Up to this width the panel is a sheet over the page, and modal: there is nothing beside it to go on with. */
const narrow = '(max-width: 40em)';

/** The journey in a panel that the button opens. */
export class PanelJourney extends Journey {
  constructor(host: EposLogin, access: JourneyAccess) {
    super(host, access, [panelStyles]);
  }

  override render(): TemplateResult {
    const { words } = this;
    return html`<dialog
      class="panel"
      part="panel"
      aria-label=${words.signInHeading}
      @close=${this.#close}
      @keydown=${this.#onKeydown}
      @focusout=${this.#onFocusout}
    >
      <button class="button plain close" type="button" aria-label=${words.close} @click=${this.#close}>
        ${icon(closeIcon)}
      </button>
      ${this.host.open ? this.renderContent() : nothing}
    </dialog>`;
  }

  override hostUpdated(): void {
    const dialog = this.find('dialog') as HTMLDialogElement | null;
    if (dialog && this.host.open !== dialog.open) {
      if (this.host.open) this.#show(dialog);
      else this.#hide(dialog);
    }
    super.hostUpdated();
  }

  hostConnected(): void {
    if (this.host.open) document.addEventListener('pointerdown', this.#onPointerdown);
    // A modal dialog that was taken out of the page is no longer on top of it, though it still says `open`.
    const dialog = this.find('dialog[open]') as HTMLDialogElement | null;
    if (!dialog || dialog.matches(':modal') || !matchMedia(narrow).matches) return;
    dialog.removeAttribute('open');
    dialog.showModal();
  }

  hostDisconnected(): void {
    document.removeEventListener('pointerdown', this.#onPointerdown);
  }

  #show(dialog: HTMLDialogElement): void {
    const { activeElement } = document;
    // On the side where there is room.
    const { left, right } = this.host.getBoundingClientRect();
    dialog.classList.toggle('to-end', left + right > document.documentElement.clientWidth);
    if (matchMedia(narrow).matches) dialog.showModal();
    else dialog.show();
    // Who is writing somewhere else on the page when the panel opens by itself goes on writing.
    if (!activeElement || [document.body, this.host].includes(activeElement as HTMLElement) || dialog.matches(':modal'))
      this.focus();
    else (activeElement as HTMLElement).focus();
    document.addEventListener('pointerdown', this.#onPointerdown);
  }

  #hide(dialog: HTMLDialogElement): void {
    const focusInside = !!this.host.shadowRoot?.activeElement?.closest('dialog');
    dialog.close();
    if (focusInside) this.host.focus();
    document.removeEventListener('pointerdown', this.#onPointerdown);
  }

  readonly #close = (): void => {
    this.host.open = false;
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
