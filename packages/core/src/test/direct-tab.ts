import { Client } from '../direct/client.ts';
import { settle, type DirectOptions } from '../direct/options.ts';
import type { FakeBrowser, FakeDocument } from './fake-browser.ts';
import { FakePage } from './fake-page.ts';
import type { FakeSso } from './fake-sso.ts';
import { home, Tab } from './tab.ts';

export { home };
export const redirectUri = 'https://journal.example/lessons';

/** A tab that signs in at the SSO itself. */
export class DirectTab extends Tab {
  /** What a hidden frame of its pages arrives at. */
  frame: FakePage['frame'] = () => undefined;
  page!: FakePage;
  document: FakeDocument | undefined;
  client!: Client;
  readonly #sso: FakeSso;
  readonly #options: Partial<DirectOptions>;

  constructor(sso: FakeSso, options: Partial<DirectOptions> = {}, browser?: FakeBrowser) {
    super(sso, browser);
    this.#sso = sso;
    this.#options = options;
  }

  /** Loads a page: nothing but storage survives. */
  load(href: string): Client {
    this.leave();
    return this.add(href);
  }

  /** One more client in the present document, or the first in a new one. */
  add(href: string): Client {
    this.document ??= this.browser.open();
    this.page = new FakePage(href, this.session);
    this.page.vaults = this.document;
    this.page.frame = (url, signal) => this.frame(url, signal);
    this.client = new Client(
      settle({ issuer: this.#sso.issuer, clientId: this.#sso.clientId, redirectUri, ...this.#options }),
      { storage: this.browser, ...this.surroundings(() => Date.now()) },
      this.page,
    );
    return this.client;
  }

  /** Leaves the page for good. */
  leave(): void {
    this.document?.leave();
    this.document?.die();
    this.document = undefined;
  }

  /** Goes on without the page, which stays as it is. */
  setAside(): FakeDocument | undefined {
    const { document } = this;
    this.document = undefined;
    return document;
  }

  /** Another tab of the same browser. */
  beside(options = this.#options): DirectTab {
    return new DirectTab(this.#sso, options, this.browser);
  }

  /** The browser's «Duplicate tab»: another tab with a copy of this one's storage. */
  duplicate(): DirectTab {
    const copy = this.beside();
    for (const [key, value] of this.session.items) copy.session.items.set(key, value);
    return copy;
  }

  /** Signs in by the button and comes back. */
  async signIn(href = home): Promise<void> {
    await this.load(href).signIn({});
    await this.load(this.#sso.authorize(this.page.lastWent)).restore();
  }
}
