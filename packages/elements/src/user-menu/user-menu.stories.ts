import { EposError, type EposState } from '@epos-login/core';
import { fixtureEpos, stateAfter, stateOf } from '@epos-login/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../define/epos-user-menu.ts';
import { hostilePerson } from '../test/stories/hostile.ts';
import { busyPerson, signedOut } from '../test/stories/journeys.ts';

export default { title: 'Части/Меню пользователя (epos-user-menu)', component: 'epos-user-menu' } satisfies Meta;

const story = (state: () => EposState, inline = false): StoryObj => ({
  render: () => html`<epos-user-menu ?inline=${inline} .epos=${fixtureEpos(state())}></epos-user-menu>`,
});

const opened: StoryObj['play'] = async ({ canvasElement }) => {
  const menu = canvasElement.querySelector('epos-user-menu');
  while (menu && !(await menu.updateComplete));
  menu?.shadowRoot?.querySelector('button')?.click();
};

export const Default = story(() => stateOf('teacherAndParent', { category: 'employee' }));

/** The session is being restored: no name is shown before it is confirmed. */
export const Loading = story(() => stateAfter());

/** The journey has failed: there is a way out, and none to another category. */
export const Error = story(() =>
  stateOf('teacher', { category: 'employee', error: new EposError('unavailable', 'portal') }),
);

/** Nobody is signed in: there is no name to show. */
export const Empty = story(() => signedOut());

export const Many: StoryObj = { ...story(() => stateOf(busyPerson, { category: 'student' })), play: opened };

export const Hostile: StoryObj = { ...story(() => stateOf(hostilePerson, { category: 'parent' })), play: opened };

export const OneCategory: StoryObj = { ...story(() => stateOf('student')), play: opened };

export const Choosing = story(() => stateOf('teacherAndParent'));

export const Inline = story(() => stateOf('teacherAndParent', { category: 'parent' }), true);

export const Dark: StoryObj = { ...Default, play: opened, globals: { theme: 'dark' } };

export const English: StoryObj = { ...Default, play: opened, globals: { lang: 'en' } };
