import { globSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'tsup';
import { library, stylesheet } from '../../scripts/library.ts';
import { minifyTemplates } from '../../scripts/minify-templates.ts';

// Each defining entry is published under its own name: `@epos-login/elements/epos-login-button`.
const elements = Object.fromEntries(globSync('src/define/epos-*.ts').map((file) => [path.basename(file, '.ts'), file]));

export default defineConfig({
  ...library({ index: 'src/index.ts', ...elements }),
  esbuildPlugins: [minifyTemplates()],
  onSuccess: stylesheet('src/epos.css', 'dist/epos.css'),
});
