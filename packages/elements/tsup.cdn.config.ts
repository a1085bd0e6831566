import { defineConfig } from 'tsup';
import { browserFloor, stylesheet, versionOf } from '../../scripts/library.ts';
import { minifyTemplates } from '../../scripts/minify-templates.ts';

/** For pages without a build: chunks and dependencies inside, to be hosted by the page itself. */
export default defineConfig({
  entry: { 'epos-login': 'src/cdn.ts' },
  outDir: 'cdn',
  target: browserFloor,
  format: 'esm',
  platform: 'browser',
  splitting: true,
  minify: true,
  clean: true,
  tsconfig: 'tsconfig.build.json',
  noExternal: [/./],
  define: versionOf('package.json'),
  esbuildPlugins: [minifyTemplates()],
  esbuildOptions(options) {
    options.charset = 'utf8';
    options.legalComments = 'linked';
    // Takes the SDK's sources, so that this bundle does not wait for the SDK's own build.
    options.conditions = ['epos-source'];
  },
  onSuccess: stylesheet('src/epos.css', 'cdn/epos.css'),
});
