import type { Category, EposState } from '@epos-login/core';
import { fixtureEpos, stateAfter, stateOf } from '@epos-login/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import '../define/epos-help.ts';
import { markup } from '../test/stories/hostile.ts';
import { signedOut } from '../test/stories/journeys.ts';

export default { title: 'Части/Инструкции (epos-help)', component: 'epos-help' } satisfies Meta;

const story = (category?: Category, topic?: string, state: EposState = signedOut()): StoryObj => ({
  render: () =>
    html`<epos-help
      category=${category ?? nothing}
      topic=${topic ?? nothing}
      child-page="https://portal.example/child"
      support-page="https://portal.example/support"
      families-page="https://portal.example/families"
      .epos=${fixtureEpos(state)}
    ></epos-help>`,
});

const openAll: StoryObj['play'] = async ({ canvasElement }) => {
  const help = canvasElement.querySelector('epos-help');
  while (help && !(await help.updateComplete));
  for (;;) {
    const closed = help?.shadowRoot?.querySelector<HTMLElement>('.toggle[aria-expanded=false]');
    if (!closed) return;
    closed.click();
    await help?.updateComplete;
  }
};

/** Nobody is signed in, so the person chooses for whom to read. */
export const Default = story();

/** The session is still looked for: what is told does not wait for it. */
export const Loading = story(undefined, undefined, stateAfter());

/** Without an address of a support there is nobody to name. */
export const Empty: StoryObj = { render: () => html`<epos-help .epos=${fixtureEpos(signedOut())}></epos-help>` };

/** The manuals' sentences have not come: they can be asked for again. */
export const Error: StoryObj = {
  render: () => {
    const element = Object.assign(document.createElement('epos-help'), { epos: fixtureEpos(signedOut()) });
    Object.defineProperty(element, 'manual', { value: undefined });
    return html`${element}`;
  },
};

export const Employee = story('employee');

export const Parent = story('parent');

export const Student = story('student');

/** The page is for pupils under 14. */
export const Under14: StoryObj = {
  render: () => html`<epos-help category="student" age="under-14"></epos-help>`,
};

/** What a page links to where sign-in fails. */
export const Failure = story('parent', 'failure');

/** A parent is signed in: theirs comes first, and the child's is one press away. */
export const SignedIn = story(undefined, 'esia', stateOf('teacherAndParent', { category: 'parent' }));

/** Every instruction open, as on paper. */
export const Many: StoryObj = { ...story('employee'), play: openAll };

export const Hostile: StoryObj = {
  render: () =>
    html`<epos-help
      category="student"
      portal-page="javascript:alert(1)"
      child-page="data:text/html,&lt;script&gt;alert(2)&lt;/script&gt;"
      support-page="javascript:alert(3)"
      .texts=${{ helpHeading: markup, manual: { studentAccount: `${markup} **${markup}** {constructor} {portal}` } }}
    ></epos-help>`,
};

export const Narrow: StoryObj = {
  ...story(),
  decorators: [(inner) => html`<div class="story-narrow">${inner()}</div>`],
  play: openAll,
};

export const Dark: StoryObj = { ...Student, globals: { theme: 'dark' } };

export const English: StoryObj = { ...Default, globals: { lang: 'en' } };
