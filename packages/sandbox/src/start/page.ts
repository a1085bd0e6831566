import { html } from 'hono/html';
import { everybody, fixturePassword, type FixturePerson } from '@epos-login/testing/people';
import type { Part } from '../origins.ts';
import { page, type Markup } from '../pages/layout.ts';
import type { SandboxClient } from '../sso/clients.ts';
import { fullName } from '../world/register.ts';
import type { StartParts } from './start.ts';
import { words, type Lang } from './words.ts';

interface StartPage extends StartParts {
  readonly lang: Lang;
}

/** What has no page of its own to begin at, only a description. */
const providers: readonly Part[] = ['sso', 'esiaGateway'];

/** Everything a newcomer needs on one page: where to try it, whom to sign in as, how to connect. */
export function startPage({ origins, demo, clients, lang }: StartPage): Markup {
  const t = words[lang];
  const links = (Object.keys(t.links) as (keyof typeof t.links)[]).map((part) => ({
    href: providers.includes(part) ? `${origins[part]}/.well-known/openid-configuration` : origins[part],
    origin: origins[part],
    words: t.links[part],
  }));
  return page({
    title: t.title,
    part: t.part,
    start: origins.start,
    lang,
    width: 'wide',
    banner: html`<header class="hero">
      <div class="wide">
        <h1>${t.title}</h1>
        <p class="lead">${t.lead}</p>
        ${
          demo.length === 0
            ? html`<p>${t.noDemo}</p>`
            : html`<p class="actions">
                ${demo.map(({ title, url }, index) => html`<a class="button big${index === 0 ? ' gold' : ' ghost'}" href="${url}">${title}</a>`)}
              </p>`
        }
        <p class="lang">
          <a
            href="/?lang=${lang === 'ru' ? 'en' : 'ru'}"
            lang="${lang === 'ru' ? 'en' : 'ru'}"
            hreflang="${lang === 'ru' ? 'en' : 'ru'}"
            >${t.other}</a
          >
        </p>
      </div>
    </header>`,
    content: html`<section aria-labelledby="people">
        <h2 id="people">${t.people}</h2>
        <div class="card">
          <p>${t.peopleCaption} <code>${fixturePassword}</code></p>
          ${peopleTable(lang)}
        </div>
      </section>
      <section aria-labelledby="parts" class="after">
        <h2 id="parts">${t.parts}</h2>
        <ul class="tiles">
          ${links.map(
            (link) =>
              html`<li>
                <a href="${link.href}"
                  ><strong>${link.words[0]}</strong><span>${link.words[1]}</span
                  ><code>${link.origin.replace('http://', '')}</code></a
                >
              </li>`,
          )}
        </ul>
      </section>
      <section aria-labelledby="clients" class="after">
        <h2 id="clients">${t.clients}</h2>
        <div class="card">
          <dl class="facts">
            <dt>${t.issuer}</dt>
            <dd><code>${origins.sso}</code></dd>
            <dt>${t.portal}</dt>
            <dd><code>${origins.portal}/api</code></dd>
          </dl>
          <p class="muted">${t.clientsLead}</p>
          ${clientsTable(clients.list, origins.control, lang)}
        </div>
      </section>`,
  });
}

function peopleTable(lang: Lang): Markup {
  const t = words[lang];
  return html`<table class="stack">
    <thead>
      <tr>
        <th scope="col">${t.person}</th>
        <th scope="col">${t.shows}</th>
        <th scope="col">РСАА</th>
        <th scope="col">ЕСИА</th>
      </tr>
    </thead>
    <tbody>
      ${everybody.map((person) => {
        const names = person.epos ?? person.esia;
        return html`<tr>
          <th scope="row">${names ? fullName(names) : person.key}</th>
          <td>${person.shows[lang]}</td>
          <td data-label="РСАА">${rsaaCell(person, lang)}</td>
          <td class="keep" data-label="ЕСИА">${esiaCell(person, lang)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

function rsaaCell({ rsaa }: FixturePerson, lang: Lang): Markup | string {
  const t = words[lang];
  if (!rsaa) return html`<span class="muted">${t.none}</span>`;
  return html`<code>${rsaa.username}</code>${rsaa.locked ? html` <span class="tag warn">${t.locked}</span>` : ''}`;
}

function esiaCell({ esia }: FixturePerson, lang: Lang): Markup {
  const t = words[lang];
  if (!esia) return html`<span class="muted">${t.none}</span>`;
  return html`<code>${esia.phone}</code><br /><code>${esia.email}</code><br /><code>${esia.snils}</code>
    ${esia.confirmation === 'sms' ? html`<br /><span class="tag">${t.code}</span>` : ''}`;
}

function clientsTable(clients: readonly SandboxClient[], control: string, lang: Lang): Markup {
  const t = words[lang];
  return html`<table class="stack">
    <thead>
      <tr>
        <th scope="col">${t.client}</th>
        <th scope="col">${t.auth}</th>
      </tr>
    </thead>
    <tbody>
      ${clients.map(
        ({ clientId, auth, clientSecret, privateKey }) =>
          html`<tr>
            <th scope="row"><code>${clientId}</code></th>
            <td>
              <code>${auth}</code>
              ${clientSecret ? html`: <code>${clientSecret}</code>` : ''}
              ${privateKey ? html`: <a href="${control}/clients/${clientId}.jwk">${t.key}</a>` : ''}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
