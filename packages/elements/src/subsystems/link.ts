import type { Ready, Subsystem } from '@epos-login/core';
import type { ListTexts } from '../texts/ru.list.ts';
import { dropLink, linkedSystem, wishFor } from './deep-link.ts';
import { focusTile } from './focus-tile.ts';
import type { ListAccess } from './list.ts';
import type { EposSubsystems } from './subsystems.ts';
import { isWeb } from './tile.ts';

/** Follows the wish for one subsystem that stands in the page's address, where the page has asked for that. */
export class Link {
  readonly #host: EposSubsystems;
  readonly #access: ListAccess;
  #isFollowed = false;
  #note = '';
  #pointed: Subsystem | undefined;

  constructor(host: EposSubsystems, access: ListAccess) {
    this.#host = host;
    this.#access = access;
  }

  /** Why the wish was not fulfilled. */
  get note(): string {
    return this.#note;
  }

  /** The subsystem that was wished for. */
  get pointed(): Subsystem | undefined {
    return this.#pointed;
  }

  /**
   * Follows the wish, once all tiles stand.
   *
   * @returns whether there is something new to be said or shown
   */
  follow({ subsystems }: Ready, items: readonly Subsystem[], words: ListTexts): boolean {
    const { deepLink } = this.#host;
    if (this.#isFollowed || typeof deepLink !== 'string' || !('items' in subsystems)) return false;
    const id = linkedSystem();
    this.#isFollowed = id === undefined;
    if (id === undefined) return false;
    const wish = wishFor(id, items, subsystems.items);
    // An old list that is being brought up to date may lack what the new one has.
    if (wish.kind === 'unknown' && subsystems.kind === 'stale' && !subsystems.error) return false;
    // Where the person has another category it is followed there.
    this.#isFollowed = wish.kind !== 'elsewhere';
    if (wish.kind === 'unknown') return this.#say(words.linkUnknown);
    if (wish.kind === 'elsewhere') return this.#say(words.linkElsewhere(wish.subsystem.name));
    return this.#goTo(wish.subsystem, deepLink === 'open', words);
  }

  #goTo(subsystem: Subsystem, opens: boolean, words: ListTexts): boolean {
    const { source } = this.#access;
    const address = source?.addressOf(subsystem);
    const isOpen = isWeb(address);
    if (opens && isOpen) {
      // As a click on the tile, which the page may cancel.
      const event = new Event('epos-link', { cancelable: true });
      this.#access.onOpen(event, subsystem, address);
      if (!event.defaultPrevented) {
        dropLink();
        void source?.open(subsystem).catch(() => undefined);
        return false;
      }
    }
    this.#pointed = subsystem;
    this.#say(isOpen ? '' : words.linkClosed(subsystem.name));
    focusTile(this.#host, subsystem.id, '.name', document.body);
    return true;
  }

  #say(note: string): boolean {
    const isNew = note !== this.#note || this.#pointed !== undefined;
    this.#note = note;
    if (isNew) this.#host.requestUpdate();
    return isNew;
  }
}
