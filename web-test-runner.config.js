import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { browserCounts } from './scripts/test/browser-counts.ts';
import { collectGarbage } from './scripts/test/collect-garbage.ts';
import { emulateMedia } from './scripts/test/emulate-media.ts';
import { chosenEngine, launchers } from './scripts/test/engines.ts';
import { hostileServer } from './scripts/test/hostile-server.ts';
import { refusedFiles } from './scripts/test/refused-files.ts';
import { serverRendering } from './scripts/test/server-rendering.ts';
import { strictPage } from './scripts/test/strict-page.ts';

const worker = fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js'));

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  files: ['packages/{core,elements,testing}/src/**/*.test.ts', '!**/*.node.test.ts'],
  nodeResolve: { exportConditions: ['epos-source', 'development', 'browser'] },
  plugins: [
    esbuildPlugin({ ts: true, target: 'es2022' }),
    emulateMedia(),
    hostileServer(),
    serverRendering(),
    strictPage(),
    collectGarbage(),
  ],
  middleware: [
    refusedFiles(),
    // A service worker governs pages below its own address only, so it has to stand at the root.
    async function serveMockServiceWorker(context, next) {
      if (context.path !== '/mockServiceWorker.js') {
        await next();
        return;
      }
      context.type = 'text/javascript';
      context.body = await readFile(worker, 'utf8');
    },
  ],
  browsers: [/** @type {import('@web/test-runner').BrowserLauncher} */ (await launchers[chosenEngine()]())],
  // More than one would put WebKit's pages into frames, where a sign-in is another thing.
  concurrency: 1,
  // Lit says so in every file: its development build tells of mistakes that the production build keeps to itself.
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  // axe and a cold start take their time on two cores.
  testFramework: { config: { timeout: 10_000 } },
  reporters: [defaultReporter(), browserCounts()],
};
