import { createEpos, transition, type Epos, type EposState } from '@epos-login/core';
import { fixtureEpos, fixtureTransport, stateAfter, stateOf } from '@epos-login/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../define/epos-login.ts';
import '../define/epos-registration.ts';
import { hostilePerson } from '../test/stories/hostile.ts';
import { failedWith, leavingFor, signedOut } from '../test/stories/journeys.ts';
import { eposOver } from '../test/stories/portals.ts';
import type { EposLogin } from './login.ts';

type Layout = EposLogin['layout'];

export default { title: 'Вход/Весь вход (epos-login)', component: 'epos-login' } satisfies Meta;

const drawn = (epos: () => Epos, layout: Layout, open = false): StoryObj => ({
  render: () => html`<epos-login layout=${layout} ?open=${open} .epos=${epos()}></epos-login>`,
});

const story = (state: () => EposState, layout: Layout = 'panel'): StoryObj => drawn(() => fixtureEpos(state()), layout);

/** The button of the page's header; its panel is opened by the person. */
export const Default = story(() => signedOut(), 'button');

export const Loading = story(() => stateAfter());

/** Signed in, with no role anywhere. */
export const Empty = story(() => stateOf('noRoles'));

export const Error = story(() => failedWith('account_mismatch'));

export const Many = story(() => stateOf('head', { category: 'employee' }), 'page');

export const Hostile = drawn(() => eposOver('hostile'), 'page');

export const HostilePerson = story(() => stateOf(hostilePerson, { category: 'parent' }), 'button');

export const LayoutButtonOpen = drawn(() => fixtureEpos(signedOut()), 'button', true);

export const LayoutButtonSignedIn = story(() => stateOf('teacher'), 'button');

export const LayoutButtonSignedInOpen = drawn(() => fixtureEpos(stateOf('teacher')), 'button', true);

export const LayoutPanel = story(() => signedOut());

export const LayoutPanelSignedIn = story(() => stateOf('teacherAndParent', { category: 'employee' }));

export const LayoutPage = story(() => signedOut(), 'page');

export const LayoutPageSignedIn = story(() => stateOf('teacherAndParent', { category: 'employee' }), 'page');

/** The page's own picture in place of the mark, as high as `epos.css` makes it on pages. */
export const WithLogo: StoryObj = {
  render: () =>
    html`<epos-login layout="page" .epos=${fixtureEpos(signedOut())}>
      <svg slot="logo" viewBox="0 0 32 16" width="90" height="45" role="img" aria-label="Школа № 12">
        <path fill="#b3261e" d="M0 16V6l8-6 8 6v10zm20 0a6 6 0 1 1 12 0z" />
      </svg>
    </epos-login>`,
};

/** The page's own form is offered. */
export const WithRegistration: StoryObj = {
  render: () =>
    html`<epos-login layout="panel" .epos=${fixtureEpos(signedOut())}>
      <epos-registration
        slot="registration"
        portal="/portals/office-prompt"
        consent-version="2026-09"
        policy="https://portal.epos.example/policy"
      ></epos-registration>
    </epos-login>`,
};

/** The form in place of the choice, with a way back. */
export const Registering: StoryObj = {
  ...WithRegistration,
  play: async ({ canvasElement }) => {
    let offer: HTMLElement | null | undefined;
    do {
      await new Promise(requestAnimationFrame);
      offer = canvasElement.querySelector('epos-login')?.shadowRoot?.querySelector<HTMLElement>('.offer button');
    } while (!offer || offer.getClientRects().length === 0);
    offer.click();
  },
};

export const Leaving = story(() => leavingFor('esia'));

export const SessionEnded = story(() => signedOut('ended'));

export const ChoosingCategory = story(() => stateOf('teacherAndParent'), 'page');

export const SubsystemsLoading = story(() => stateOf('parent', { subsystems: 'loading' }), 'page');

export const Offline = story(() => stateOf('parent', { subsystems: 'stale', session: 'offline' }), 'page');

/** A shared computer that nobody touches. */
export const Idle = story(() => transition(stateOf('parent'), { type: 'idle', signOutAt: 1 }), 'page');

export const PortalDown: StoryObj = {
  ...drawn(() => eposOver('down'), 'page'),
  async play({ canvasElement }) {
    // The portal is asked again for some seconds before it is given up.
    const login = canvasElement.querySelector('epos-login');
    while (!login?.shadowRoot?.querySelector('epos-advice')) await new Promise(requestAnimationFrame);
  },
};

/** Attributes that lack something: the developer reads the console, the person is not left with nothing. */
export const Misconfigured: StoryObj = {
  render: () => html`<epos-login layout="panel" issuer="https://sso.epos.example"></epos-login>`,
};

/** A session to play with, from «Вход» to the tiles and back: signing in stays on the page. */
export const Simulation = drawn(() => {
  const session = fixtureTransport({ person: 'teacherAndParent', latency: 700 });
  return createEpos({ transport: session, portal: session.portal });
}, 'button');

export const Dark: StoryObj = { ...LayoutPageSignedIn, globals: { theme: 'dark' } };

export const English: StoryObj = { ...LayoutPageSignedIn, globals: { lang: 'en' } };

export const Gosuslugi: StoryObj = { ...LayoutPanel, globals: { preset: 'gosuslugi' } };
