import type { EposState } from '@epos-login/core';
import { fixtureEpos, stateAfter, stateOf } from '@epos-login/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../define/epos-login-button.ts';
import { markup } from '../test/stories/hostile.ts';
import { failedWith, leavingFor, signedOut } from '../test/stories/journeys.ts';

export default { title: 'Части/Кнопка «Вход» (epos-login-button)', component: 'epos-login-button' } satisfies Meta;

const story = (state: () => EposState): StoryObj => ({
  render: () => html`<epos-login-button .epos=${fixtureEpos(state())}></epos-login-button>`,
});

export const Default = story(() => signedOut());

export const Loading = story(() => stateAfter());

/** Somebody is signed in, and the page has nothing to show instead. */
export const Empty = story(() => stateOf('teacher'));

/** A sign-in has failed: the button is there for the next. */
export const Error = story(() => failedWith('account_mismatch'));

/** Several on one page, each for a provider of its own. */
export const Many: StoryObj = {
  render: () => {
    const epos = fixtureEpos(signedOut());
    return html`<div class="story-stack">
      <epos-login-button .epos=${epos}></epos-login-button>
      <epos-login-button provider="esia" .epos=${epos} .texts=${{ signIn: 'Вход через ЕСИА' }}></epos-login-button>
      <epos-login-button provider="rsaa" .epos=${epos} .texts=${{ signIn: 'Вход для сотрудников' }}></epos-login-button>
    </div>`;
  },
};

export const Leaving = story(() => leavingFor('esia'));

export const Hostile: StoryObj = {
  render: () =>
    html`<epos-login-button .epos=${fixtureEpos(signedOut())} .texts=${{ signIn: markup }}></epos-login-button>`,
};

export const WithLink: StoryObj = {
  render: () =>
    html`<epos-login-button .epos=${fixtureEpos(signedOut())}
      ><a href="#sign-in">Войти в дневник</a></epos-login-button
    >`,
};

export const WithIcon: StoryObj = {
  render: () =>
    html`<epos-login-button .epos=${fixtureEpos(signedOut())}>
      <svg slot="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path fill="none" stroke="currentColor" stroke-width="2" d="M6 3h7v10H6M1 8h8M6 5l3 3-3 3" />
      </svg>
    </epos-login-button>`,
};

export const SignedIn: StoryObj = {
  render: () =>
    html`<epos-login-button .epos=${fixtureEpos(stateOf('teacher'))}>
      <a slot="signed-in" href="#journal">Открыть журнал</a>
    </epos-login-button>`,
};

export const Dark: StoryObj = { ...Default, globals: { theme: 'dark' } };

export const English: StoryObj = { ...Default, globals: { lang: 'en' } };
