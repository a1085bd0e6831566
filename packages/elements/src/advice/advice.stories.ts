import { errorMessages, type Category, type EposErrorCode, type EposState } from '@epos-login/core';
import { fixtureEpos, stateAfter, stateOf } from '@epos-login/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import '../define/epos-advice.ts';
import { hostilePerson, markup } from '../test/stories/hostile.ts';
import { failedWith, signedOut } from '../test/stories/journeys.ts';

export default { title: 'Части/Что делать (epos-advice)', component: 'epos-advice' } satisfies Meta;

const story = (state: () => EposState, category?: Category): StoryObj => ({
  render: () => html`<epos-advice category=${category ?? nothing} .epos=${fixtureEpos(state())}></epos-advice>`,
});

/** Whose fault is not known yet, so the element asks who the person is. */
export const Default = story(() => failedWith('account_mismatch'));

/** The session is being restored: nothing is advised that may not be needed. */
export const Loading = story(() => stateAfter());

/** Without a failure there is nothing to advise. */
export const Empty = story(() => signedOut());

/** The browser does not let the page copy: what the support asks for is shown, to be copied by hand. */
export const Error: StoryObj = {
  ...story(() => failedWith('account_mismatch'), 'employee'),
  play: async ({ canvasElement }) => {
    const advice = canvasElement.querySelector('epos-advice');
    while (advice && !(await advice.updateComplete));
    const { clipboard } = navigator;
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
    advice?.shadowRoot?.querySelector<HTMLElement>('.plain:not([data-action])')?.click();
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  },
};

export const Employee = story(() => failedWith('account_mismatch'), 'employee');

export const Parent = story(() => failedWith('account_mismatch'), 'parent');

export const Student = story(() => failedWith('account_unconfirmed'), 'student');

/** Every error there is. */
export const Many: StoryObj = {
  render: () =>
    html`<div class="story-stack">
      ${(Object.keys(errorMessages) as EposErrorCode[]).map(
        (code) =>
          html`<epos-advice heading-level="3" category="parent" .epos=${fixtureEpos(failedWith(code))}></epos-advice>`,
      )}
    </div>`,
};

export const Hostile = story(() => {
  const failed = failedWith('provider_error', 'esia', markup);
  return failed.kind === 'failed' ? stateOf(hostilePerson, { category: 'parent', error: failed.error }) : failed;
});

export const UnknownToEpos = story(() => failedWith('account_unknown'), 'employee');

export const ContactShared = story(() => failedWith('contact_shared'), 'parent');

export const NoRoles = story(() => stateOf('noRoles'), 'employee');

export const Declined = story(() => failedWith('access_denied', 'esia', 'ESIA-007004'));

/** The page has said where its support is. */
export const Unavailable: StoryObj = {
  render: () =>
    html`<epos-advice
      support-page="https://portal.epos.example/support"
      .epos=${fixtureEpos(failedWith('unavailable'))}
    ></epos-advice>`,
};

export const Offline = story(() => failedWith('offline'));

export const Dark: StoryObj = { ...Parent, globals: { theme: 'dark' } };

export const English: StoryObj = { ...Parent, globals: { lang: 'en' } };
