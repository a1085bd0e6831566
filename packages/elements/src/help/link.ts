import { html, type TemplateResult } from 'lit';
import { settingOf } from '../base/setting.ts';
import { webAddress } from '../base/web-address.ts';
import { externalIcon } from '../providers/providers.icons.ts';
import { bound } from '../texts/bound.ts';
import type { Language } from '../texts/first.ts';

/** What a link needs to know of its element. */
export interface LinkContext {
  readonly language: Language;
  /** Said after a link that opens elsewhere. */
  readonly newTab: string;
}

/** A link that opens elsewhere, and says so; a letter opens nothing of the browser's. */
export function renderLink(label: string, address: string, { language, newTab }: LinkContext): TemplateResult {
  if (address.startsWith('mailto:')) return html`<a href=${address}>${bound(label, language)}</a>`;
  // The mark hangs on the last letter: before a picture a line may break, even after U+2060 (Chromium 156).
  const [, start, end] = /^(.*?)(.?)$/su.exec(bound(label, language)) ?? [];
  return html`<a href=${address} target="_blank" rel="noopener noreferrer"
    >${start}<span class="end">${end}${externalIcon}</span><span class="heard"> ${newTab}</span></a
  >`;
}

/** Where «Написать в техподдержку» leads, if the page has said so. */
export function supportPage(element: Element & { readonly supportPage?: string | undefined }): string | undefined {
  return webAddress(element.supportPage ?? settingOf(element, 'support-page'), ['https:', 'http:', 'mailto:']);
}
