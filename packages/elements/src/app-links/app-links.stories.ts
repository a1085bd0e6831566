import { fixtureEpos, stateAfter } from '@epos-login/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../define/epos-app-links.ts';
import { markup } from '../test/stories/hostile.ts';

export default { title: 'Части/Мобильное приложение (epos-app-links)', component: 'epos-app-links' } satisfies Meta;

/** All five stores. */
export const Default: StoryObj = {
  render: () =>
    html`<epos-app-links
      app-store="https://app-store.example/epos"
      google-play="https://google-play.example/epos"
      app-gallery="https://app-gallery.example/epos"
      nash-store="https://nash-store.example/epos"
      rustore="https://rustore.example/epos"
    ></epos-app-links>`,
};

/** Without an address there is nothing to show. */
export const Empty: StoryObj = { render: () => html`<epos-app-links></epos-app-links>` };

/** It has nothing to load: one store stands there at once, whatever the session. */
export const Loading: StoryObj = {
  render: () =>
    html`<epos-app-links rustore="https://rustore.example/epos" .epos=${fixtureEpos(stateAfter())}></epos-app-links>`,
};

/** An address that is no address is left out; the others stay. */
export const Error: StoryObj = {
  render: () =>
    html`<epos-app-links
      google-play="google-play.example/epos"
      rustore="https://rustore.example/epos"
    ></epos-app-links>`,
};

/** There are no more than the manual's five. */
export const Many: StoryObj = { ...Default };

export const TwoStores: StoryObj = {
  render: () =>
    html`<epos-app-links
      google-play="https://google-play.example/epos"
      rustore="https://rustore.example/epos"
    ></epos-app-links>`,
};

/** Addresses that are no `https:` are not shown. */
export const Hostile: StoryObj = {
  render: () =>
    html`<epos-app-links
      app-store="javascript:alert(1)"
      google-play="http://google-play.example/epos"
      rustore="https://rustore.example/epos?q=%22%3E%3Cscript%3E"
      .texts=${{ appHeading: markup }}
    ></epos-app-links>`,
};

export const Narrow: StoryObj = {
  ...Default,
  decorators: [(inner) => html`<div class="story-narrow">${inner()}</div>`],
};

export const Dark: StoryObj = { ...Default, globals: { theme: 'dark' } };

export const English: StoryObj = { ...Default, globals: { lang: 'en' } };
