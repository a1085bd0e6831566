import { addons } from 'storybook/manager-api';
import { create } from 'storybook/theming';

addons.setConfig({
  theme: create({ base: 'light', brandTitle: 'EPOS Login', colorPrimary: '#0f56d2', colorSecondary: '#0f56d2' }),
});
