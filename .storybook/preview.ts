import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import { mswLoader } from 'msw-storybook-addon/csf3';
import { setupWorker } from 'msw/browser';
import manifest from 'virtual:custom-elements';
import { onPage } from '../packages/elements/src/test/stories/on-page.ts';
import { portals } from '../packages/elements/src/test/stories/portals.ts';
import './preview.css';

// The reference on each element's page: attributes, properties, slots, events, parts.
setCustomElementsManifest(manifest);

export default {
  tags: ['autodocs'],
  decorators: [onPage],
  loaders: [
    mswLoader(async () => {
      // Every story's portal has an address of its own, so that a page of many stories needs no turns.
      const worker = setupWorker(...portals);
      await worker.start({ quiet: true, onUnhandledFrame: 'bypass' });
      return worker;
    }),
  ],
  initialGlobals: { theme: 'light', lang: 'ru', preset: 'epos' },
  globalTypes: {
    theme: {
      description: 'Тема',
      toolbar: {
        icon: 'mirror',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Светлая' },
          { value: 'dark', title: 'Тёмная' },
          { value: 'auto', title: 'Как в системе' },
        ],
      },
    },
    lang: {
      description: 'Язык',
      toolbar: {
        icon: 'globe',
        dynamicTitle: true,
        items: [
          { value: 'ru', title: 'Русский' },
          { value: 'en', title: 'English' },
        ],
      },
    },
    preset: {
      description: 'Набор цветов',
      toolbar: {
        icon: 'paintbrush',
        dynamicTitle: true,
        items: [
          { value: 'epos', title: 'ЭПОС' },
          { value: 'gosuslugi', title: 'Госуслуги' },
        ],
      },
    },
  },
  parameters: {
    // The page behind the elements follows the theme; a second switch for it would only contradict.
    backgrounds: { disabled: true },
    controls: { expanded: true },
    // Serious findings fail a test run over the stories, not only a panel nobody opens.
    a11y: { test: 'error' },
    options: { storySort: { order: ['Правила размещения', 'Вход', 'Части', 'Всё вместе'] } },
  },
} satisfies Preview;
