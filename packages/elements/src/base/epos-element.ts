import type { Epos, EposState } from '@epos-login/core';
import { isServer, LitElement, type CSSResult, type PropertyDeclarations, type PropertyValues } from 'lit';
import type * as events from '../events/events.ts';
import type { Language } from '../texts/first.ts';
import type { Texts } from '../texts/ru.ts';
import { EposRequest, offerEvent } from './context-request.ts';
import { languageOf } from './language.ts';
import { followLanguage, followSwitcher, standing } from './page-watch.ts';
import { version } from './version.ts';

/** Attributes that change words or colours. They are properties only so that Lit hears of them: `lang` has its own. */
const watched: PropertyDeclarations = {
  _l: { attribute: 'lang' },
  _t: { attribute: 'theme' },
  _p: { attribute: 'preset' },
};

/** What can be adopted: a sheet of Lit's, or one that does without it. */
type Sheet = Pick<CSSResult, 'styleSheet'>;

/** Has a look by attribute, of those in `themes.ts`. */
const themed = '[theme],[preset]';

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
    ...watched,
  };

  /** The version of this library. */
  static readonly version: string = version;

  /** Sets the `Epos` to show. Default: that of the nearest `<epos-login>` or `<epos-context>`. */
  declare epos: Epos | undefined;

  /** Sets words of one's own in place of some of the element's. */
  declare texts: Partial<Texts> | undefined;

  /**
   * Whether to draw as a server does: from one's own attributes alone, without a state, a light child or an ancestor.
   * True on a server, and while its markup is taken over, which has to be met exactly.
   */
  protected asServed = isServer as boolean;

  #found: Epos | undefined;
  /** `null` while nothing is followed, not even the lack of an `Epos`. */
  #followed: Epos | undefined | null = null;
  #unfollow: (() => void) | undefined;

  static {
    // No styles on a server: strict CSP would block the `<style>`, and Lit would then never adopt the sheet.
    if (isServer as boolean) this.finalizeStyles = () => [];
  }

  protected get language(): Language {
    return languageOf(this, this.asServed);
  }

  /** The `Epos` shown: one's own or an ancestor's. */
  protected get source(): Epos | undefined {
    return this.epos ?? this.#found;
  }

  protected get state(): EposState {
    return (this.asServed ? undefined : this.source)?.state ?? restoring;
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
    // A page may bring its switcher late.
    followSwitcher();
    this.requestUpdate();
  }

  /** Adds the sheets of a part that was loaded later. */
  protected adopt(...sheets: readonly Sheet[]): void {
    const { shadowRoot } = this;
    const more = sheets.map(({ styleSheet }) => styleSheet as CSSStyleSheet);
    if (shadowRoot) shadowRoot.adoptedStyleSheets = [...new Set([...shadowRoot.adoptedStyleSheets, ...more])];
  }

  readonly #onOffer = (): void => {
    this.seek();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener(offerEvent, this.#onOffer);
    followLanguage(this);
    this.seek();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener(offerEvent, this.#onOffer);
    standing.delete(this);
    this.#unfollow?.();
    this.#unfollow = undefined;
    this.#followed = null;
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    // What a server has drawn stands here only without `hydrate.ts`, and Lit would draw beside it.
    this.shadowRoot?.replaceChildren();
    return super.createRenderRoot();
  }

  /** Nothing is drawn in the wrong colours first. Meanwhile what the page has put inside stays in sight. */
  protected override async scheduleUpdate(): Promise<void> {
    if (this.matches(themed)) {
      // Only pages with a theme load it; without a network the colours are the usual ones.
      const adopted = import('../styles/themes.ts').then(
        ({ themes }) => {
          this.adopt(themes);
        },
        () => undefined,
      );
      // Light is what stands there anyway.
      if (this.matches(matchMedia('(prefers-color-scheme:dark)').matches ? themed : '[theme=dark],[preset]')) {
        const slot = document.createElement('slot');
        if (!this.hasUpdated) this.renderRoot.append(slot);
        await adopted;
        slot.remove();
      }
    }
    await super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('epos') && this.isConnected) this.seek();
  }
}

/**
 * Defines an element, unless another copy of this library has done so: a second `define` would throw, and take the rest
 * of the page's bundle with it.
 */
export function define(tag: string, constructor: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, constructor);
  else
    void import('./second-copy.ts').then(({ compare }) => {
      compare(tag, constructor);
    });
}

// Beside what the declarations of every entry hold: whoever imports one element listens to its events by their types.
declare global {
  interface GlobalEventHandlersEventMap {
    'epos-sign-in': events.EposSignInEvent;
    'epos-category-change': events.EposCategoryChangeEvent;
    'epos-open': events.EposOpenEvent;
    'epos-sign-out': events.EposSignOutEvent;
    'epos-state-change': events.EposStateChangeEvent;
    'epos-error': events.EposErrorEvent;
    'epos-search': events.EposSearchEvent;
    'epos-register': events.EposRegisterEvent;
    'epos-registered': events.EposRegisteredEvent;
    'epos-registration-open': events.EposRegistrationOpenEvent;
  }
}
