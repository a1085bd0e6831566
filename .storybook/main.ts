import type { StorybookConfig } from '@storybook/web-components-vite';
import { msw } from 'msw/vite';
import { defaultClientConditions, mergeConfig, type Plugin } from 'vite';
import { manifestOfSources } from '../scripts/manifest.ts';

/** What the sources say of each element, for the reference on its page. */
const reference: Plugin = {
  name: 'epos-reference',
  resolveId: (id) => (id === 'virtual:custom-elements' ? `\0${id}` : undefined),
  load: (id) =>
    id === '\0virtual:custom-elements'
      ? `export default ${JSON.stringify(manifestOfSources('packages/elements'))}`
      : undefined,
};

export default {
  framework: '@storybook/web-components-vite',
  stories: ['./docs/*.mdx', '../packages/elements/src/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', 'msw-storybook-addon'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (config) =>
    mergeConfig(config, {
      // The packages' sources, without building them first.
      resolve: { conditions: ['epos-source', ...defaultClientConditions] },
      // Serves the service worker that answers for the portal.
      plugins: [msw({ mode: 'worker-only' }), reference],
    }),
} satisfies StorybookConfig;
