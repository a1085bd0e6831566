import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { ViewElement } from '../base/view-element.ts';
import { webAddress } from '../base/web-address.ts';
import { ruAppLinks, type AppLinksTexts } from '../texts/ru.app-links.ts';
import { appIcon } from './app-links.icons.ts';
import { appLinksStyles } from './app-links.styles.ts';
import { ownStore, stores, type StoreId } from './device.ts';

interface Link {
  readonly id: StoreId;
  readonly name: string;
  readonly address: string;
}

/**
 * @summary Where to get the mobile application «ЭПОС»: the five stores of the manual, as far as their addresses are given.
 *
 * The store of the person's own device comes first. Addresses other than `https:` are refused; without any, nothing is
 * shown.
 *
 * @csspart heading - «Мобильное приложение ЭПОС — цифровой помощник в образовательном процессе».
 * @csspart store - The link to a store.
 */
export class EposAppLinks extends ViewElement<AppLinksTexts> {
  static override properties: PropertyDeclarations = {
    appStore: { attribute: 'app-store' },
    googlePlay: { attribute: 'google-play' },
    appGallery: { attribute: 'app-gallery' },
    nashStore: { attribute: 'nash-store' },
    rustore: {},
  };

  static override styles = [...super.styles, appLinksStyles];

  /** Sets the application's address in App Store. */
  declare appStore: string | undefined;

  /** Sets the application's address in Google Play. */
  declare googlePlay: string | undefined;

  /** Sets the application's address in AppGallery. */
  declare appGallery: string | undefined;

  /** Sets the application's address in NashStore. */
  declare nashStore: string | undefined;

  /** Sets the application's address in RuStore. */
  declare rustore: string | undefined;

  protected readonly russian = ruAppLinks;

  #warned = '';

  /** The device's own store first, the others in the manual's order. A server does not know the device. */
  get #links(): readonly Link[] {
    const own = this.asServed ? undefined : ownStore(navigator);
    const links = stores.flatMap(({ id, name }) => {
      const address = webAddress(this[id], ['https:']);
      return address ? [{ id, name, address }] : [];
    });
    return [...links.filter(({ id }) => id === own), ...links.filter(({ id }) => id !== own)];
  }

  /** Whoever wrote the page has to hear of what nobody sees. */
  protected override updated(): void {
    if (this.asServed) return;
    const refused = stores.filter(({ id }) => this[id] && !webAddress(this[id], ['https:'])).map(({ name }) => name);
    const none = stores.every(({ id }) => !this[id]);
    const warning = none
      ? 'no store has an address, so nothing is shown. Set app-store, google-play, app-gallery, nash-store or rustore.'
      : refused.length > 0
        ? `the address for ${refused.join(', ')} is not shown: it has to begin with https://.`
        : '';
    // eslint-disable-next-line no-console -- there is nobody else to tell: nothing has failed for the person
    if (warning && warning !== this.#warned) console.warn(`<epos-app-links>: ${warning}`);
    this.#warned = warning;
  }

  protected override render(): TemplateResult | typeof nothing {
    const links = this.#links;
    if (links.length === 0) return nothing;
    return html`<div class="root" lang=${this.language}>
      ${this.renderHeading(this.words.appHeading)}
      <ul role="list">
        ${links.map((link) => this.#renderLink(link))}
      </ul>
    </div>`;
  }

  #renderLink({ id, name, address }: Link): TemplateResult {
    const { words } = this;
    const verb = words.appStores[id];
    return html`<li>
      <a
        class="button quiet store"
        part="store"
        data-store=${id}
        href=${address}
        target="_blank"
        rel="noopener noreferrer"
        >${appIcon}<span class="words"
          >${verb ? html`<span class="verb small">${verb}</span> ` : nothing}<span lang="en">${name}</span>
          <span class="heard">${words.newTab}</span></span
        ></a
      >
    </li>`;
  }
}
