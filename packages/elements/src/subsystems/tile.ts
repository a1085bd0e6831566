import type { Subsystem, SubsystemStatus } from '@epos-login/core';
import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import { icon } from '../styles/icon.ts';
import { checkIcon } from '../styles/icons.ts';
import { arrowIcon, lockIcon, slowIcon, soonIcon, worksIcon } from './subsystems.icons.ts';
import type { Language, Texts } from '../texts/texts.ts';

export interface TileContext {
  /** Where the tile leads, while the subsystem can be opened. */
  readonly address: string | undefined;
  readonly words: Texts;
  readonly language: Language;
  /** Icons that could not be shown. */
  readonly broken: ReadonlySet<string>;
  readonly onOpen: (event: MouseEvent, subsystem: Subsystem, address: string) => void;
  readonly onBroken: (address: string) => void;
}

/** Colour only repeats what icon and words say. */
const looks: Record<SubsystemStatus['kind'], { readonly icon: SVGTemplateResult; readonly tone: string }> = {
  available: { icon: checkIcon, tone: 'good' },
  degraded: { icon: slowIcon, tone: 'warn' },
  maintenance: { icon: worksIcon, tone: 'warn' },
  'no-access': { icon: lockIcon, tone: 'bad' },
  'coming-soon': { icon: soonIcon, tone: 'calm' },
};

const hues = 6;

/**
 * One subsystem: a link on the name, stretched over the tile, so that it is read out once and pressed anywhere.
 * What cannot be opened is no link, and says why and what to do.
 */
export function renderTile(subsystem: Subsystem, context: TileContext): TemplateResult {
  const { name, description, status } = subsystem;
  const address = isWeb(context.address) ? context.address : undefined;
  return html`<li class=${address ? 'tile open' : 'tile'} part="tile" data-id=${subsystem.id}>
    ${renderPicture(subsystem, context)}
    <div class="about" lang="ru">
      ${
        address
          ? html`<a
              class="name"
              href=${address}
              @click=${(event: MouseEvent) => {
                context.onOpen(event, subsystem, address);
              }}
              >${name}</a
            >`
          : html`<span class="name">${name}</span>`
      }
      ${description ? html`<span class="muted small">${description}</span>` : nothing}
    </div>
    ${address ? html`<span class="arrow">${icon(arrowIcon)}</span>` : nothing} ${renderStatus(status, context)}
  </li>`;
}

function renderPicture({ id, name, icon: address }: Subsystem, { broken, onBroken }: TileContext): TemplateResult {
  if (address && isWeb(address) && !broken.has(address)) {
    return html`<img
      class="picture"
      src=${address}
      alt=""
      loading="lazy"
      referrerpolicy="no-referrer"
      @error=${() => {
        onBroken(address);
      }}
    />`;
  }
  const initial = /[\p{L}\p{N}]/u.exec(name.replace(/^ЭПОС\.(?=.)/u, ''))?.[0] ?? '';
  return html`<span class="picture hue-${hueOf(id)}" aria-hidden="true">${initial.toUpperCase()}</span>`;
}

function renderStatus(status: SubsystemStatus, { words, language }: TileContext): TemplateResult {
  const { icon: picture, tone } = looks[status.kind];
  const moment = momentOf(status, words, language);
  const note = status.kind !== 'available' && status.kind !== 'no-access' ? status.note : undefined;
  return html`<div class="status">
    <span class="pill ${tone}"
      >${icon(picture)} <span>${words.statuses[status.kind]}${moment ? ` ${moment}` : ''}</span></span
    >
    ${note ? html`<span class="small" lang="ru">${note}</span>` : nothing}
    ${status.kind === 'no-access' ? html`<span class="small" lang="ru">${status.reason}</span> <span class="small" lang="ru">${status.remedy}</span>` : nothing}
  </div>`;
}

function momentOf(status: SubsystemStatus, words: Texts, language: Language): string {
  if (status.kind === 'maintenance' && status.until) {
    const moment = format(status.until, language, { hour: 'numeric', minute: '2-digit' });
    return moment && words.until(moment);
  }
  if (status.kind === 'coming-soon' && status.from) {
    // A day without a time belongs to no time zone: it must not slip to the day before.
    const day = format(status.from, language, { timeZone: 'UTC' });
    return day && words.from(day);
  }
  return '';
}

function format(date: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  const moment = new Date(date);
  if (Number.isNaN(moment.getTime())) return '';
  const year = moment.getFullYear() === new Date().getFullYear() ? {} : { year: 'numeric' as const };
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', ...year, ...options }).format(moment);
}

/** The same subsystem has the same colour everywhere and always. */
function hueOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % hues;
}

/** Addresses come from a server and end in `href` and `src`: `javascript:` and its kind must not. */
function isWeb(address: string | undefined): boolean {
  return /^https?:\/\//i.test(address ?? '');
}
