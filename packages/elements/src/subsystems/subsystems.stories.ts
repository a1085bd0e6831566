import type { EposState, Notes } from '@epos-login/core';
import { fixtureEpos, manySubsystems, stateOf } from '@epos-login/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../define/epos-subsystems.ts';
import { eposOver, type PortalKind } from '../test/stories/portals.ts';

export default { title: 'Части/Подсистемы (epos-subsystems)', component: 'epos-subsystems' } satisfies Meta;

const story = (state: () => EposState): StoryObj => ({
  render: () => html`<epos-subsystems .epos=${fixtureEpos(state())}></epos-subsystems>`,
});

/** The real portal client, with an answer that comes over the network. */
const network = (portal: PortalKind): StoryObj => ({
  render: () => {
    const epos = eposOver(portal);
    void epos.ready();
    return html`<epos-subsystems .epos=${epos}></epos-subsystems>`;
  },
});

export const Default = story(() => stateOf('parent'));

export const Loading = story(() => stateOf('parent', { subsystems: 'loading' }));

export const Empty = story(() => stateOf('parent', { subsystems: [] }));

export const Error = story(() => stateOf('parent', { subsystems: 'failed' }));

/** Forty subsystems in all five statuses. */
export const Many = story(() => stateOf('head', { category: 'employee' }));

/** More than fill a screen: drawn by and by. The walk over stories leaves it out, for it has seen each tile in «Many». */
export const Thousand: StoryObj = {
  ...story(() =>
    stateOf('head', {
      category: 'employee',
      subsystems: manySubsystems(1000).map((item) => ({ ...item, categories: ['employee'] })),
    }),
  ),
  tags: ['!test'],
};

export const Hostile = network('hostile');

export const List: StoryObj = {
  render: () =>
    html`<epos-subsystems
      view="list"
      .epos=${fixtureEpos(stateOf('head', { category: 'employee' }))}
    ></epos-subsystems>`,
};

/** What the person has marked and opened last. */
export const Favourites: StoryObj = {
  render: () => {
    const kept = { favourites: ['reports', 'exams'], recents: ['journal', 'contingent', 'library'] };
    const notes: Notes = { read: () => kept, write: () => undefined };
    return html`<epos-subsystems
      .notes=${notes}
      .epos=${fixtureEpos(stateOf('head', { category: 'employee' }))}
    ></epos-subsystems>`;
  },
};

export const Few = story(() => {
  const state = stateOf('parent');
  const items = state.kind === 'ready' && 'items' in state.subsystems ? state.subsystems.items : [];
  return stateOf('parent', { subsystems: items.slice(0, 3) });
});

export const Stale = story(() => stateOf('parent', { subsystems: 'stale' }));

export const Offline = story(() => stateOf('parent', { subsystems: 'stale', session: 'offline' }));

export const SlowPortal = network('slow');

export const UnavailablePortal = network('unavailable');

/** A proxy answers 200 with a page of HTML. */
export const BrokenPortal = network('broken');

export const Dark: StoryObj = { ...Default, globals: { theme: 'dark' } };

export const English: StoryObj = { ...Default, globals: { lang: 'en' } };

export const Gosuslugi: StoryObj = { ...Default, globals: { preset: 'gosuslugi' } };
