import type { Epos, EposState } from '@epos-login/core';
import {
  adoptStyles,
  isServer,
  LitElement,
  type CSSResultGroup,
  type CSSResultOrNative,
  type PropertyDeclarations,
  type PropertyValues,
} from 'lit';
import type { Language } from '../texts/first.ts';
import type { Texts } from '../texts/ru.ts';
import { EposRequest, offerEvent } from './context-request.ts';
import { languageOf, watchLanguage } from './language.ts';

/** Attributes that change colours, by a sheet that only pages with a theme load. */
const looks = ['theme', 'preset'];

const restoring: EposState = { kind: 'restoring' };

/**
 * What every element stands on: it finds its `Epos`, follows the state and knows its language.
 *
 * The `Epos` is the element's own property, else that of the nearest `<epos-login>` or `<epos-context>`. Connecting and
 * disconnecting any number of times, in any order of upgrades, ends in one subscription or none.
 */
export abstract class EposElement extends LitElement {
  static override properties: PropertyDeclarations = {
    epos: { attribute: false },
    texts: { attribute: false },
  };

  /** Sets the `Epos` to show. Default: that of the nearest `<epos-login>` or `<epos-context>`. */
  declare epos: Epos | undefined;

  /** Sets words of one's own in place of some of the element's. */
  declare texts: Partial<Texts> | undefined;

  #found: Epos | undefined;
  #followed: Epos | undefined;
  #unfollow: (() => void) | undefined;
  #unwatch: (() => void) | undefined;

  /** `lang` keeps its native property: Lit only has to hear of the attribute. */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang', ...looks];
  }

  /** No styles on a server: strict CSP would block the `<style>`, and Lit would then never adopt the sheet. */
  protected static override finalizeStyles(styles?: CSSResultGroup): CSSResultOrNative[] {
    return isServer ? [] : super.finalizeStyles(styles);
  }

  protected get language(): Language {
    return languageOf(this);
  }

  /** The `Epos` shown: one's own or an ancestor's. */
  protected get source(): Epos | undefined {
    return this.epos ?? this.#found;
  }

  protected get state(): EposState {
    return this.source?.state ?? restoring;
  }

  /** Looks for the `Epos` again and follows it. */
  protected seek(): void {
    this.#found = undefined;
    if (!this.epos) {
      this.dispatchEvent(
        new EposRequest((epos) => {
          this.#found = epos;
        }),
      );
    }
    const { source } = this;
    if (source === this.#followed) return;
    this.#unfollow?.();
    this.#followed = source;
    this.#unfollow = source?.subscribe(() => {
      this.stateChanged();
    });
    this.stateChanged();
  }

  /** Called after each change of the state. */
  protected stateChanged(): void {
    this.requestUpdate();
  }

  async #dress(): Promise<void> {
    const { themes } = await import('../styles/themes.ts');
    await this.updateComplete;
    const { styleSheet } = themes;
    const root = this.renderRoot as ShadowRoot;
    if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
    }
  }

  readonly #onOffer = (): void => {
    this.seek();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener(offerEvent, this.#onOffer);
    this.#unwatch ??= watchLanguage(() => {
      this.requestUpdate();
    });
    this.seek();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener(offerEvent, this.#onOffer);
    this.#unwatch?.();
    this.#unfollow?.();
    this.#unwatch = this.#unfollow = this.#followed = undefined;
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    super.attributeChangedCallback(name, before, now);
    if (name === 'lang') this.requestUpdate();
    if (looks.includes(name) && now) void this.#dress();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const declared = this.shadowRoot;
    const root = super.createRenderRoot();
    // A shadow root that came with the page: Lit takes the styles for rendered and would not adopt them.
    if (declared) adoptStyles(declared, (this.constructor as typeof EposElement).elementStyles);
    return root;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('epos') && this.isConnected) this.seek();
  }
}
