// `npm test`: every test of the workspace. `npm test -- unit|browser|firefox|webkit|journeys [part of a path]` runs one
// part of them. `browser` is Chromium; what the other engines run stands in `test/engine-matrix.ts`.
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { findChromium } from './browsers.ts';
import { findGostEngine } from './gost-engine.ts';
import { buildIfStale } from './packages.ts';
import { browserTests } from './test/browser-tests.ts';
import { add, type Counts, fail, noCounts, tell } from './test/counts.ts';
import { engineFiles } from './test/engine-matrix.ts';
import { type Engine, findEngine } from './test/engines.ts';
import { nodeTests } from './test/node-tests.ts';

interface Part {
  files: () => string[];
  run: (files: string[]) => Promise<Counts>;
}

/** One after another: on two cores a browser and a second runner only take turns, and time limits run out. */
const parts: Record<string, Part> = {
  unit: {
    files: () =>
      globSync(['packages/*/src/**/*.node.test.ts', 'scripts/**/*.node.test.ts', 'examples/*/*.node.test.ts']),
    async run(files) {
      findGostEngine();
      if (files.some((file) => file.startsWith('scripts/'))) {
        // Several of these read the built packages and start at once: two builds in one folder would clash.
        await buildIfStale('core');
        await buildIfStale('elements');
      }
      // Node leaves one core to itself, which on two cores is half of them.
      return nodeTests('unit', files, [`--test-concurrency=${availableParallelism()}`, '--test-timeout=120000']);
    },
  },
  browser: browser('chromium'),
  firefox: browser('firefox'),
  webkit: browser('webkit'),
  journeys: {
    files: () => globSync(['journeys/**/*.journey.ts'], { exclude: ['**/node_modules/**'] }),
    // In one process, so that all journeys share one demo and one browser.
    run: (files) =>
      nodeTests('journeys', files, ['--test-isolation=none', '--test-timeout=120000'], { CHROME_PATH: findChromium() }),
  },
};

function browser(engine: Engine): Part {
  return {
    files: () => engineFiles(engine),
    async run(files) {
      findEngine[engine]();
      return browserTests(engine, files);
    },
  };
}

async function main([name, filter = '']: string[]): Promise<number> {
  if (name !== undefined && !(name in parts)) {
    console.error(`No part is called ${name}. Type: npm test -- [${Object.keys(parts).join('|')}] [part of a path]`);
    return 1;
  }
  const total = noCounts();
  for (const [part, { files: filesOf, run }] of Object.entries(parts)) {
    if (name !== undefined && name !== part) continue;
    const files = filesOf().filter((file) => file.includes(filter));
    if (files.length === 0) continue;
    console.log(`\n— ${part}: ${files.length} files —`);
    const counts = await run(files).catch((error: unknown): Counts => {
      const broken = noCounts();
      fail(broken, `${part}: ${String(error)}`);
      return broken;
    });
    add(total, counts);
  }
  return tell(total);
}

process.exit(await main(process.argv.slice(2)));
