import type { Epos, EposState } from '@epos-login/core';
import {
  adoptStyles,
  isServer,
  LitElement,
  type CSSResult,
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
  /** `null` while nothing is followed, not even the lack of an `Epos`. */
  #followed: Epos | undefined | null = null;
  #dressing: Promise<CSSResult> | undefined;
  #unfollow: (() => void) | undefined;
  #unwatch: (() => void) | undefined;

  /** `lang` keeps its native property: Lit only has to hear of the attribute. */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang', ...looks];
  }

  /** No styles on a server: strict CSP would block the `<style>`, and Lit would then never adopt the sheet. */
  protected static override finalizeStyles(styles?: CSSResultGroup): CSSResultOrNative[] {
    return (isServer as boolean) ? [] : super.finalizeStyles(styles);
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

  #adopt({ styleSheet }: CSSResult): void {
    const { shadowRoot } = this;
    if (!styleSheet || !shadowRoot || shadowRoot.adoptedStyleSheets.includes(styleSheet)) return;
    shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, styleSheet];
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
    this.#unwatch = this.#unfollow = undefined;
    this.#followed = null;
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    super.attributeChangedCallback(name, before, now);
    if (looks.includes(name) && now) this.#dressing ??= import('../styles/themes.ts').then(({ themes }) => themes);
    if (name === 'lang' || looks.includes(name)) this.requestUpdate();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const declared = this.shadowRoot;
    const root = super.createRenderRoot();
    // A shadow root that came with the page: Lit takes the styles for rendered and would not adopt them.
    if (declared) adoptStyles(declared, (this.constructor as typeof EposElement).elementStyles);
    return root;
  }

  /** Nothing is drawn in the wrong colours first. */
  protected override async scheduleUpdate(): Promise<void> {
    // Without a network the colours are the usual ones.
    const themes = this.#dressing && (await this.#dressing.catch(() => undefined));
    if (themes) this.#adopt(themes);
    await super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('epos') && this.isConnected) this.seek();
  }
}
