import type { EposState } from '@epos-login/core';
import { fixtureEpos, stateAfter } from '@epos-login/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import '../define/epos-providers.ts';
import { markup } from '../test/stories/hostile.ts';
import { failedWith, leavingFor, signedOut } from '../test/stories/journeys.ts';

export default { title: 'Части/Выбор входа (epos-providers)', component: 'epos-providers' } satisfies Meta;

const story = (state: () => EposState, providers?: string): StoryObj => ({
  render: () => html`<epos-providers providers=${providers ?? nothing} .epos=${fixtureEpos(state())}></epos-providers>`,
});

export const Default = story(() => signedOut());

/** The session is being restored. */
export const Loading = story(() => stateAfter());

/** A sign-in has failed: both ways are there for the next. */
export const Error = story(() => failedWith('account_mismatch'));

/** Of the providers that the page has named none is known: both are on offer. */
export const Empty = story(() => signedOut(), 'unknown');

/** Everything at once: both providers, and why the person was signed out, in a narrow column. */
export const Many: StoryObj = {
  ...story(() => signedOut('idle')),
  decorators: [(inner) => html`<div class="story-narrow">${inner()}</div>`],
};

export const LeavingForEsia = story(() => leavingFor('esia'));

export const LeavingForRsaa = story(() => leavingFor('rsaa'));

export const Hostile: StoryObj = {
  render: () =>
    html`<epos-providers
      .epos=${fixtureEpos(signedOut())}
      .texts=${{ esia: markup, rsaaNote: markup }}
    ></epos-providers>`,
};

export const SessionEnded = story(() => signedOut('ended'));

export const Idle = story(() => signedOut('idle'));

export const SignedOutElsewhere = story(() => signedOut('elsewhere'));

export const EsiaOnly = story(() => signedOut(), 'esia');

export const RsaaOnly = story(() => signedOut(), 'rsaa');

export const Dark: StoryObj = { ...Default, globals: { theme: 'dark' } };

export const English: StoryObj = { ...Default, globals: { lang: 'en' } };

export const Gosuslugi: StoryObj = { ...Default, globals: { preset: 'gosuslugi' } };
