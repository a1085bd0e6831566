import type { Epos, EposState, ProviderId } from '@epos-login/core';
import { html, nothing, type TemplateResult } from 'lit';
import { EposSignInEvent } from '../events/sign-in.ts';
import type { ChoiceTexts } from '../texts/ru.choice.ts';
import { externalIcon } from './providers.icons.ts';

/** The element in which the choice stands: `<epos-providers>`, or `<epos-login>` itself. */
interface Chooser extends HTMLElement {
  readonly providers: string | undefined;
  readonly returnTo: string | undefined;
}

/** Where its person stands, and by whom they sign in: looked at again when somebody presses. */
export interface Standing {
  readonly state: EposState;
  readonly source: Epos | undefined;
  /** Whether nothing has come to sign in by. */
  readonly isLone?: boolean;
  /** Told where what signs in has not come. */
  lose?(): void;
}

const known: readonly ProviderId[] = ['esia', 'rsaa'];

/** Says what Госуслуги is, to those who have never been there. */
const aboutEsia = 'https://www.gosuslugi.ru/';

/** What the live region says of the choice. */
export function announcement(state: EposState, words: ChoiceTexts): string {
  if (state.kind !== 'redirecting' || state.to !== 'sign-in') return '';
  return state.provider ? leavingFor(state.provider, words) : words.leaving;
}

/** The heading and the providers on offer, without an element, so that the first view stands on as little as can be. */
export function renderChoice(
  host: Chooser,
  standing: Standing,
  words: ChoiceTexts,
  level: number,
  note?: TemplateResult,
): TemplateResult {
  const wanted = host.providers?.split(/\s+/) ?? known;
  const offered = known.filter((provider) => wanted.includes(provider));
  const [first, second] = offered.length > 0 ? offered : known;
  const provider = (id: ProviderId, classes: string) => renderProvider(id, classes, host, standing, words);
  return html`<div class="heading" part="heading" role="heading" aria-level=${level} tabindex="-1">
      ${words.signInHeading}
    </div>
    ${note} ${first && provider(first, 'button provider')}
    ${
      second
        ? html`<div class="or"><span>${words.or}</span></div>
            ${provider(second, 'button quiet provider')}`
        : nothing
    }`;
}

function renderProvider(
  provider: ProviderId,
  classes: string,
  host: Chooser,
  standing: Standing,
  words: ChoiceTexts,
): TemplateResult {
  const { state } = standing;
  const isLeaving = state.kind === 'redirecting';
  const leaving = isLeaving && state.provider === provider;
  const [title, note] = provider === 'esia' ? [words.esia, words.esiaNote] : [words.rsaa, words.rsaaNote];
  return html`<div>
    <button
      class=${classes}
      part="provider"
      type="button"
      data-provider=${provider}
      aria-disabled=${isLeaving || !!standing.isLone}
      aria-busy=${leaving}
      @click=${() => {
        signIn(provider, host, standing);
      }}
    >
      ${leaving ? html`<span class="spinner"></span>` : nothing}
      <span class="words"
        ><span class="title">${title}</span>
        <span class="small">${leaving ? leavingFor(provider, words) : note}</span></span
      >
    </button>
    ${
      provider === 'esia'
        ? html`<p class="about small">
            <a href=${aboutEsia} target="_blank" rel="noopener noreferrer"
              >${words.whatIsEsia} ${externalIcon}<span class="heard"> ${words.newTab}</span></a
            >
          </p>`
        : nothing
    }
  </div>`;
}

function signIn(provider: ProviderId, host: Chooser, standing: Standing): void {
  const { state, source } = standing;
  const { returnTo } = host;
  if (!source || state.kind === 'redirecting' || !host.dispatchEvent(new EposSignInEvent(provider))) return;
  source.signIn({ provider, ...(returnTo && { returnTo }) }).catch((error: unknown) => {
    // A failure is a state, shown by `<epos-advice>`, unless what would know it has not come.
    if (!('code' in (error as object))) standing.lose?.();
  });
}

function leavingFor(provider: ProviderId, words: ChoiceTexts): string {
  return provider === 'esia' ? words.toEsia : words.toRsaa;
}
