import type { SubsystemStatus } from '@epos-login/core';
import { html, nothing, type TemplateResult } from 'lit';
import { bound } from '../texts/bound.ts';
import type { Language } from '../texts/first.ts';
import type { ListTexts } from '../texts/ru.list.ts';
import { lockIcon, slowIcon, soonIcon, worksIcon } from './list.icons.ts';

type Unusual = Exclude<SubsystemStatus, { kind: 'available' }>;

/** Colour only repeats what icon and words say. */
const looks: Record<Unusual['kind'], { readonly icon: TemplateResult; readonly tone: string }> = {
  degraded: { icon: slowIcon, tone: 'warn' },
  maintenance: { icon: worksIcon, tone: 'warn' },
  'no-access': { icon: lockIcon, tone: 'bad' },
  'coming-soon': { icon: soonIcon, tone: 'calm' },
};

/** What keeps a subsystem from being used as ever, in words; why, and what to do. */
export function renderStatus(status: Unusual, words: ListTexts, language: Language, id: string): TemplateResult {
  const { icon, tone } = looks[status.kind];
  const moment = momentOf(status, words, language);
  const notes = status.kind === 'no-access' ? [status.reason, status.remedy] : [status.note];
  return html`<div class="status" id=${id}>
    <span class="pill ${tone}">${icon} <span>${words.statuses[status.kind]}${moment ? ` ${moment}` : ''}</span></span>
    ${notes.map((note) => (note ? html`<span class="small" lang="ru">${note}</span> ` : nothing))}
  </div>`;
}

function momentOf(status: Unusual, words: ListTexts, language: Language): string {
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
  const told = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', ...year, ...options }).format(moment);
  // «11 января», «2027 г.» and «в 8:00» stay in one line each.
  return bound(told, language);
}
