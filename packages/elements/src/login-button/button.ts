import { html, nothing, type TemplateResult } from 'lit';

export interface ButtonOptions {
  /** Where the page's own link leads; without one the button is no link. */
  readonly href: string | undefined;
  readonly label: unknown;
  /** The language of the label, where it is known: the page's own words are in the page's. */
  readonly lang: string | undefined;
  readonly busy: boolean;
  /** Whether the panel it opens stands open; left out where it opens none. */
  readonly expanded?: boolean;
  readonly onClick: (event: MouseEvent) => void;
  readonly onHint?: () => void;
}

/**
 * The one button, for `<epos-login>` and `<epos-login-button>`.
 *
 * Busy is `aria-disabled`, never `disabled`: a disabled button loses the focus it has.
 */
export function renderButton({ href, label, lang, busy, expanded, onClick, onHint }: ButtonOptions): TemplateResult {
  const popup = expanded === undefined ? nothing : 'dialog';
  const open = expanded ?? nothing;
  const content = html`<slot name="icon"></slot>${busy ? html`<span class="spinner"></span>` : nothing}<span
      class="label"
      lang=${lang ?? nothing}
      >${label}</span
    >`;
  return href
    ? html`<a
        class="button"
        part="button"
        href=${href}
        aria-haspopup=${popup}
        aria-expanded=${open}
        aria-disabled=${busy}
        @click=${onClick}
        @pointerenter=${onHint}
        @focus=${onHint}
        >${content}</a
      >`
    : html`<button
        class="button"
        part="button"
        type="button"
        aria-haspopup=${popup}
        aria-expanded=${open}
        aria-disabled=${busy}
        @click=${onClick}
        @pointerenter=${onHint}
        @focus=${onHint}
      >
        ${content}
      </button>`;
}

/** The page's own link inside the element. Looked up anew each time: a parser or a framework may bring it late. */
export function linkIn(host: HTMLElement): HTMLAnchorElement | undefined {
  return host.querySelector<HTMLAnchorElement>(':scope > a[href]') ?? undefined;
}
