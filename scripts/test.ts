// `npm test`: every test of the workspace. `npm test -- unit|browser|journeys [part of a path]` runs one part of them.
import { globSync } from 'node:fs';
import { findChromium } from './browsers.ts';
import { type Counts, count } from './test/counts.ts';

type Part = (files: string[]) => Promise<Counts>;

/** One after another: on two cores a browser and a second runner only take turns, and time limits run out. */
const parts: Record<string, { pattern: string[]; exclude: string[]; runPart: Part }> = {
  unit: { pattern: ['packages/*/src/**/*.node.test.ts', 'scripts/**/*.node.test.ts'], exclude: [], runPart: unit },
  browser: {
    pattern: ['packages/{core,elements,testing}/src/**/*.test.ts'],
    exclude: ['**/*.node.test.ts'],
    runPart: browser,
  },
  journeys: { pattern: ['journeys/**/*.journey.ts'], exclude: ['**/node_modules/**'], runPart: journeys },
};

function unit(files: string[]): Promise<Counts> {
  return nodeTests('unit', files);
}

function browser(files: string[]): Promise<Counts> {
  return count('browser', 'wtr', ['--files', ...files], { CHROME_PATH: findChromium() });
}

/** In one process, so that all journeys share one demo and one browser. */
function journeys(files: string[]): Promise<Counts> {
  return nodeTests('journeys', files, ['--test-isolation=none', '--test-timeout=120000'], {
    CHROME_PATH: findChromium(),
  });
}

function nodeTests(
  name: string,
  files: string[],
  options: string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Counts> {
  const reporters = [
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...['--test-reporter=./scripts/test/node-counts.ts', '--test-reporter-destination=stderr'],
  ];
  const args = ['--conditions=epos-source', '--test', ...reporters, ...options, ...files];
  return count(name, process.execPath, args, env);
}

async function main([name, filter = '']: string[]): Promise<number> {
  if (name !== undefined && !(name in parts)) {
    console.error(`No part is called ${name}. Type: npm test -- [${Object.keys(parts).join('|')}] [part of a path]`);
    return 1;
  }
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [part, { pattern, exclude, runPart }] of Object.entries(parts)) {
    if (name !== undefined && name !== part) continue;
    const files = globSync(pattern, { exclude }).filter((file) => file.includes(filter));
    if (files.length === 0) continue;
    console.log(`\n— ${part}: ${files.length} files —`);
    const counts = await runPart(files).catch((error: unknown): Counts => {
      console.error(error);
      return { passed: 0, failed: 1, skipped: 0 };
    });
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  }
  if (total.skipped > 0) console.log(`\n${total.skipped} skipped`);
  if (total.passed + total.failed === 0) console.error('No test was found.');
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

process.exit(await main(process.argv.slice(2)));
