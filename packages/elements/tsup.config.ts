import { globSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'tsup';
import { browserFloor, lazyParts, library, stylesheet, versionOf } from '../../scripts/library.ts';
import { manifest } from '../../scripts/manifest.ts';
import { minifyTemplates } from '../../scripts/minify-templates.ts';
import { ownCopies } from '../../scripts/own-copies.ts';
import { staticSheets } from '../../scripts/static-sheets.ts';

// Each defining entry is published under its own name, `@epos-login/elements/epos-login-button`, and the class that it
// defines under `@epos-login/elements/classes/epos-login-button`.
const tags = globSync('src/define/epos-*.ts').map((file) => path.basename(file, '.ts'));
const elements = Object.fromEntries(tags.map((tag) => [tag, `src/define/${tag}.ts`]));
const classes = Object.fromEntries(tags.map((tag) => [`classes/${tag}`, `src/classes/${tag}.ts`]));

export default defineConfig({
  ...library(
    {
      index: 'src/index.ts',
      languages: 'src/languages/languages.ts',
      ssr: 'src/ssr/ssr.ts',
      hydrate: 'src/ssr/hydrate.ts',
      ...elements,
      ...classes,
    },
    browserFloor,
    lazyParts(),
  ),
  define: versionOf('package.json'),
  esbuildPlugins: [
    minifyTemplates(),
    // The first that most people see is one file. Before the others: copies are the first's that asks for them.
    ownCopies('login/first-view.ts', [
      'login/journey.styles.ts',
      'login/page.styles.ts',
      'providers/choice.ts',
      'providers/providers.icons.ts',
      'providers/providers.styles.ts',
      'styles/basic-sheets.ts',
      'styles/basic.styles.ts',
      'styles/spinner.styles.ts',
      'styles/view.tokens.ts',
      'texts/ru.choice.ts',
      'texts/ru.journey.ts',
    ]),
    ownCopies('context/over-gateway.ts', ['context/shared-epos.ts']),
    // So that whoever is signed in loads the tiles in one piece, and whoever is not nothing of what these stand on.
    ownCopies('subsystems/subsystems.ts', ['base/view-element.ts', 'styles/view-sheets.ts', 'styles/rest.styles.ts']),
    ownCopies('login/home.ts', ['base/define-inside.ts']),
    ownCopies('login/journey.ts', ['subsystems/place.ts']),
    ownCopies('providers/choice.ts', ['providers/providers.icons.ts']),
  ],
  async onSuccess() {
    await stylesheet('src/epos.css', 'dist/epos.css')();
    await staticSheets('dist');
    await manifest('dist');
  },
});
