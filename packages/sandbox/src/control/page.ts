import { html } from 'hono/html';
import { russianDate } from '../contingent/pages.ts';
import type { InformationSystem } from '../esia/esia.ts';
import type { Origins } from '../origins.ts';
import { field, focusScript } from '../pages/form.ts';
import { page, type Markup } from '../pages/layout.ts';
import type { Clients } from '../sso/clients.ts';
import { faultyParts, type FaultyPart, type Outage } from '../world/faults.ts';
import type { World } from '../world/world.ts';

interface ControlPage {
  readonly origins: Origins;
  readonly world: World;
  readonly clients: Clients;
  /** Systems that go to ESIA directly. */
  readonly systems: readonly InformationSystem[];
  readonly done?: string | undefined;
  readonly problem?: string;
}

const partNames: Record<FaultyPart, string> = {
  sso: 'Единый вход (SSO)',
  rsaa: 'РСАА',
  esia: 'ЕСИА',
  portal: 'Портал',
};

const outageNames: Record<Outage, string> = {
  none: 'работает',
  unavailable: 'не работает (503)',
  dropped: 'обрывает соединение',
  limited: 'просит подождать (429)',
};

export function controlPage({ origins, world, clients, systems, done, problem }: ControlPage): Markup {
  return page({
    title: 'Пульт песочницы',
    part: 'Пульт',
    start: origins.start,
    width: 'wide',
    head: focusScript(),
    content: html`<h1>Пульт песочницы</h1>
      ${done ? html`<div class="done" role="status" tabindex="-1" data-focus><p>${done}</p></div>` : ''}
      ${problem ? html`<div class="summary" role="alert" tabindex="-1" data-focus><p>${problem}</p></div>` : ''}
      <div class="grid">
        ${calendarCard(world, origins)} ${clockCard(world)} ${tokensCard(world)} ${sessionsCard(clients)}
        ${esiaCard(systems)}
        <section class="card">
          <h2>Начать сначала</h2>
          <p>Люди, письма, часы, сеансы и неисправности вернутся к исходному состоянию.</p>
          ${button('/reset', 'Вернуть всё к началу', 'danger')}
        </section>
      </div>
      ${faultsCard(world)}`,
  });
}

function calendarCard({ calendar, register }: World, origins: Origins): Markup {
  const waiting = register.pending().length;
  return html`<section class="card">
    <h2>Календарь Контингента</h2>
    <p>Сегодня <strong>${russianDate(calendar.today())}</strong></p>
    <p class="muted">
      ${waiting === 0 ? 'Изменений, ждущих завтрашнего дня, нет.' : html`Изменений ждёт завтрашнего дня: ${waiting}.`}
      <a href="${origins.contingent}">Контингент</a>
    </p>
    ${button('/calendar', 'Следующий день')}
  </section>`;
}

function clockCard({ clock }: World): Markup {
  const minutes = Math.round(clock.offset / 60);
  return html`<section class="card">
    <h2>Часы токенов</h2>
    <p>
      ${minutes === 0 ? 'Идут точно.' : html`${minutes > 0 ? 'Спешат' : 'Отстают'} на <strong>${Math.abs(minutes)}</strong> мин.`}
      По ним единый вход и портал выдают и проверяют токены и ставят заголовок <code>Date</code>.
    </p>
    <form class="row" method="post" action="/clock">
      ${field({ name: 'minutes', label: 'Сдвиг, минут', type: 'number', value: String(minutes) })}
      <button type="submit">Переставить</button>
    </form>
  </section>`;
}

function tokensCard({ tokens }: World): Markup {
  return html`<section class="card">
    <h2>Токены</h2>
    <form class="row" method="post" action="/tokens/lifetime">
      ${field({ name: 'seconds', label: 'Срок токена доступа, секунд', type: 'number', value: String(tokens.lifetime) })}
      <button class="quiet" type="submit">Изменить</button>
    </form>
    <div class="actions after">
      ${button('/tokens/expire', 'Просрочить токены доступа', 'quiet')}
      ${button('/tokens/revoke', 'Отозвать токены обновления', 'quiet')}
    </div>
  </section>`;
}

function sessionsCard(clients: Clients): Markup {
  return html`<section class="card">
    <h2>Сеансы</h2>
    <form method="post" action="/sessions/end">
      <div class="check field">
        <input type="checkbox" id="notify" name="notify" value="yes" checked />
        <label for="notify">Уведомить подсистемы (back-channel logout)</label>
      </div>
      <button class="quiet" type="submit">Завершить все сеансы</button>
    </form>
    <h3 class="after">Куда уведомлять о выходе</h3>
    <form method="post" action="/backchannel">
      <div class="field">
        <label for="client">Клиент</label>
        <select id="client" name="client">
          ${clients.list.map(
            ({ clientId }) =>
              html`<option value="${clientId}">
                ${clientId}: ${clients.backchannelLogout(clientId) ?? 'не уведомлять'}
              </option>`,
          )}
        </select>
      </div>
      ${field({ name: 'uri', label: 'Адрес на этом компьютере', hint: 'Пустое поле отменяет уведомления', placeholder: 'http://localhost:3000/…' })}
      <button class="quiet" type="submit">Сохранить</button>
    </form>
  </section>`;
}

/** For a gateway that goes to ESIA past the SSO: the real ESIA has its technological portal for this. */
function esiaCard(systems: readonly InformationSystem[]): Markup {
  return html`<section class="card">
    <h2>Система в ЕСИА</h2>
    <p class="muted">
      ${
        systems.length === 0
          ? 'Нужна подсистеме, которая обращается к ЕСИА сама, без единого входа.'
          : html`Зарегистрированы: ${systems.map(({ mnemonic }) => mnemonic).join(', ')}.`
      }
    </p>
    <form method="post" action="/esia">
      ${field({ name: 'mnemonic', label: 'Мнемоника', placeholder: 'EPOS_DEV', maxlength: 30 })}
      ${field({ name: 'redirect_uri', label: 'Адрес возврата', placeholder: 'http://localhost:3000/…', maxlength: 500 })}
      ${field({ name: 'certificate', label: 'Сертификат (PEM)', placeholder: '-----BEGIN CERTIFICATE-----…', maxlength: 10_000 })}
      <button class="quiet" type="submit">Зарегистрировать</button>
    </form>
  </section>`;
}

function faultsCard({ faults }: World): Markup {
  return html`<section class="card faults">
    <h2>Неисправности</h2>
    ${faultyParts.map((part) => {
      const { delay, outage, coop } = faults.of(part);
      const isSound = delay === 0 && outage === 'none' && !coop;
      return html`<form method="post" action="/faults" class="fault">
        <h3>
          ${partNames[part]}
          <span class="tag ${isSound ? 'ok' : 'warn'}">${isSound ? 'в порядке' : 'неисправность'}</span>
        </h3>
        <input type="hidden" name="part" value="${part}" />
        <div class="row">
          <div class="field">
            <label for="${part}-outage">Состояние</label>
            <select id="${part}-outage" name="outage">
              ${Object.entries(outageNames).map(
                ([value, name]) =>
                  html`<option value="${value}" ${value === outage ? html`selected` : ''}>${name}</option>`,
              )}
            </select>
          </div>
          <div class="field">
            <label for="${part}-delay">Задержка, мс</label>
            <input id="${part}-delay" name="delay" type="number" min="0" max="60000" value="${delay}" />
          </div>
          <button class="quiet" type="submit">Установить</button>
        </div>
        <div class="check">
          <input type="checkbox" id="${part}-coop" name="coop" value="yes" ${coop ? html`checked` : ''} />
          <label for="${part}-coop">Отрезает открывшее её окно (<code>Cross-Origin-Opener-Policy</code>)</label>
        </div>
      </form>`;
    })}
    ${button('/faults/reset', 'Исправить всё', 'quiet')}
  </section>`;
}

function button(action: string, label: string, look: 'quiet' | 'danger' | '' = ''): Markup {
  return html`<form method="post" action="${action}"><button class="${look}" type="submit">${label}</button></form>`;
}
