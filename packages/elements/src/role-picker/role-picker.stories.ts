import type { EposState } from '@epos-login/core';
import { fixtureEpos, stateAfter, stateOf } from '@epos-login/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../define/epos-role-picker.ts';
import { hostilePerson } from '../test/stories/hostile.ts';
import { busyPerson } from '../test/stories/journeys.ts';

export default { title: 'Части/Категория роли (epos-role-picker)', component: 'epos-role-picker' } satisfies Meta;

const story = (state: () => EposState, switching = false): StoryObj => ({
  render: () => html`<epos-role-picker ?switching=${switching} .epos=${fixtureEpos(state())}></epos-role-picker>`,
});

export const Default = story(() => stateOf('teacherAndParent'));

/** The session is being restored: nobody knows yet whether there is anything to choose. */
export const Loading = story(() => stateAfter());

/** A person with one category is never asked: the element shows nothing. */
export const Empty = story(() => stateOf('teacher'));

/** «Продолжить» with nothing marked. */
export const Error: StoryObj = {
  ...Default,
  play: async ({ canvasElement }) => {
    const picker = canvasElement.querySelector('epos-role-picker');
    while (picker && !(await picker.updateComplete));
    picker?.shadowRoot?.querySelector<HTMLElement>('[type=submit]')?.click();
  },
};

export const Many = story(() => stateOf(busyPerson));

export const Hostile = story(() => stateOf(hostilePerson));

export const Remembered = story(() => stateOf('teacherAndParent', { remembered: 'parent' }));

export const Switching = story(() => stateOf('teacherAndParent', { category: 'employee' }), true);

export const Dark: StoryObj = { ...Remembered, globals: { theme: 'dark' } };

export const English: StoryObj = { ...Default, globals: { lang: 'en' } };
