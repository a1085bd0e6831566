import { helpAddresses, helpParts, type HelpPart, type HelpPlace, type HelpTopicId } from '@epos-login/core/help';
import { html, nothing } from 'lit';
import { webAddress } from '../base/web-address.ts';
import { bound } from '../texts/bound.ts';
import { renderLink, type LinkContext } from './link.ts';

/** What a sentence needs to know of its element. */
export interface SentenceContext extends LinkContext {
  /** The page's own addresses, checked by whoever draws them. */
  readonly addresses: Readonly<Partial<Record<HelpPlace, string | undefined>>>;
  titleOf(topic: HelpTopicId): string | undefined;
  onTopic(topic: HelpTopicId): void;
}

const web = ['https:', 'http:'];

/** Where a place is: where the page says, unless that cannot be shown, else where the manual says. */
export function addressOf(place: HelpPlace, { addresses }: SentenceContext): string | undefined {
  return [addresses[place], helpAddresses[place]].find((address) => webAddress(address, web));
}

/** A sentence of the manual, with the names of buttons, the addresses and the other instructions in it. */
export function renderSentence(text: string, context: SentenceContext): unknown {
  return helpParts(text).map((part) => renderPart(part, context));
}

function renderPart(part: HelpPart, context: SentenceContext): unknown {
  switch (part.kind) {
    case 'words':
      return bound(part.text, context.language);
    case 'button':
      // Buttons are called as they are seen on EPOS's pages, in whatever language the sentence is.
      return html`<strong lang=${context.language !== 'ru' && isCyrillic(part.text) ? 'ru' : nothing}
        >${part.text}</strong
      >`;
    case 'place': {
      const address = addressOf(part.place, context);
      if (!address) return nothing;
      const label = part.short ? address.replace(/^https?:\/\//i, '') : address;
      return renderLink(label.replace(/\/$/, ''), address, context);
    }
    case 'topic': {
      const title = context.titleOf(part.topic);
      if (!title) return nothing;
      return html`<a
        class="jump"
        href="#${part.topic}"
        @click=${(event: MouseEvent) => {
          event.preventDefault();
          context.onTopic(part.topic);
        }}
        >«${bound(title, context.language)}»</a
      >`;
    }
  }
}

function isCyrillic(text: string): boolean {
  return /\p{Script=Cyrillic}/u.test(text);
}
