// `npm run mutation [-- folder…]`: seeds faults into folders of the SDK and counts those that a test in Node finds, at
// least 85 %. It takes minutes a folder, so CI leaves it out. What survived stands in .cache/mutation/<folder>.html too.
import { globSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { Stryker } from '@stryker-mutator/core';
import { bin } from './run.ts';

const sources = 'packages/core/src';

/** Folders whose tests hold another one too. */
const alsoTestedBy: Readonly<Record<string, readonly string[]>> = {
  epos: ['remember', 'tabs', 'shared-computer'],
  http: ['portal', 'registration'],
  par: ['dpop'],
  remember: ['epos'],
  'shared-computer': ['epos'],
  tabs: ['epos', 'shared-computer'],
};

/** What only a browser can test, and sentences, which people compare with the manuals. */
const spared = [
  ...[
    'direct/{page,later-page,form-post,silent-frame,on-demand}',
    'vault/browser',
    'popup/browser',
    'dpop/browser-keys',
  ],
  ...['epos/surroundings', 'errors/codes', 'advice/{ru,en}'],
].map((file) => `!${sources}/${file}.ts`);

/** Without the other packages, the built ones and the tests' pages: only what the tests of the SDK need is copied. */
const left = ['/*', '!/packages', '/packages/*', '!/packages/core', '/packages/core/dist', '!/scripts'];

/** Says as soon as it can whether all pass. */
const command =
  'node --conditions=epos-source --import=./scripts/test/no-shrinking.ts --test --test-reporter=./scripts/test/first-failure.ts';

const scores: { folder: string; found: number; counted: number; pace: number }[] = [];

// Stryker's processes start `node` by its name.
process.env.PATH = `${bin}:${process.env.PATH ?? ''}`;
for (const folder of process.argv.length > 2 ? process.argv.slice(2) : testedFolders()) {
  // A folder should stand for itself, and few tests are fast. A whole sandbox for each fault would take hours.
  const folders = [folder, ...(alsoTestedBy[folder] ?? [])];
  const tests = globSync(
    folders.map((name) => `${sources}/${name}/**/*.node.test.ts`),
    { exclude: ['**/sandbox.node.test.ts'] },
  ).sort((one, other) => haste(one) - haste(other));
  console.log(`\n— ${folder} —`);
  const began = performance.now();
  const results = await new Stryker({
    mutate: [`${sources}/${folder}/**/*.ts`, '!**/*.test.ts', ...spared],
    ignorePatterns: left,
    testRunner: 'command',
    commandRunner: { command: `${command} ${tests.join(' ')}` },
    coverageAnalysis: 'off',
    // Node runs the sources as they are, and nobody checks the types of a fault.
    disableTypeChecks: false,
    concurrency: Number(process.env.CONCURRENCY ?? 2),
    // A fault that makes a loop endless is found by time; a busy machine must not find others so.
    timeoutMS: 20_000,
    tempDirName: '.cache/stryker',
    cleanTempDir: 'always',
    reporters: ['clear-text', 'progress-append-only', 'html'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false, allowEmojis: false },
    htmlReporter: { fileName: `.cache/mutation/${folder}.html` },
    thresholds: { high: 95, low: 85, break: 85 },
  }).runMutationTest();
  const found = results.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
  const counted = found + results.filter(({ status }) => status === 'Survived' || status === 'NoCoverage').length;
  scores.push({ folder, found, counted, pace: (performance.now() - began) / 1000 / counted });
}

const all = { folder: 'all', found: sum('found'), counted: sum('counted'), pace: Number.NaN };
for (const { folder, found, counted, pace } of [...scores, all]) {
  const score = `${((100 * found) / counted).toFixed(1)} % of ${counted} faults found`;
  console.log(`${folder.padEnd(16)} ${score}${Number.isNaN(pace) ? '' : `, ${pace.toFixed(1)} s each`}`);
}

function sum(name: 'found' | 'counted'): number {
  return scores.reduce((total, score) => total + score[name], 0);
}

/** Most faults are found by the first tests: properties are slow. */
function haste(test: string): number {
  return Number(test.includes('.property.'));
}

/** Those that have tests in Node. */
function testedFolders(): string[] {
  const tests = globSync(`${sources}/*/**/*.node.test.ts`);
  return [...new Set(tests.map((file) => path.relative(sources, file).split(path.sep)[0] ?? ''))].sort();
}
