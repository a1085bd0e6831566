import type { StorybookConfig } from '@storybook/web-components-vite';
import { msw } from 'msw/vite';
import { defaultClientConditions, mergeConfig } from 'vite';

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
      plugins: [msw({ mode: 'worker-only' })],
    }),
} satisfies StorybookConfig;
