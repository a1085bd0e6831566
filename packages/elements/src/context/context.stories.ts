import { createEpos, type Epos, type EposState } from '@epos-login/core';
import { fixtureEpos, fixtureTransport, stateOf } from '@epos-login/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import '../index.ts';
import { hostilePerson } from '../test/stories/hostile.ts';
import { failedWith, signedOut } from '../test/stories/journeys.ts';

export default { title: 'Всё вместе/Общий вход (epos-context)', component: 'epos-context' } satisfies Meta;

/** A page of one's own, put together from parts: none of them is told where to sign in, the context is. */
const page = (epos: Epos): TemplateResult =>
  html`<epos-context .epos=${epos}>
    <div class="story-stack">
      <epos-user-menu></epos-user-menu>
      <epos-role-picker></epos-role-picker>
      <epos-advice></epos-advice>
      <epos-subsystems></epos-subsystems>
      <epos-login-button></epos-login-button>
    </div>
  </epos-context>`;

const story = (state: () => EposState): StoryObj => ({ render: () => page(fixtureEpos(state())) });

export const Default = story(() => stateOf('parent'));

export const Loading = story(() => stateOf('parent', { subsystems: 'loading' }));

export const Error = story(() => failedWith('account_mismatch'));

/** Signed in, with no role anywhere. */
export const Empty = story(() => stateOf('noRoles'));

export const Many = story(() => stateOf('head', { category: 'employee' }));

export const Hostile = story(() => stateOf(hostilePerson, { category: 'parent' }));

export const SignedOut = story(() => signedOut());

export const ChoosingCategory = story(() => stateOf('teacherAndParent'));

/** A session to play with: signing in stays on the page. */
export const Simulation: StoryObj = {
  render: () => {
    const session = fixtureTransport({ person: 'teacherAndParent', latency: 700 });
    return page(createEpos({ transport: session, portal: session.portal }));
  },
};
