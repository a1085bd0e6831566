// `npm run mutation [-- folder…]`: seeds faults into folders of the SDK and counts those that a test in Node finds, at
// least 85 %. It takes minutes a folder, so CI leaves it out. What survived stands in .cache/mutation/ too.
// SAMPLE=4 seeds faults into every fourth line only, for folders that would take hours. CONCURRENCY: how many at a time.
import { execSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { Stryker } from '@stryker-mutator/core';
import { bin } from './run.ts';

const sources = 'packages/core/src';
const step = Number(process.env.SAMPLE ?? 1);

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
].flatMap((file) => `${sources}/${file}.ts`);

/** Without the other packages, the built ones and the tests' pages: only what the tests of the SDK need is copied. */
const left = ['/*', '!/packages', '/packages/*', '!/packages/core', '/packages/core/dist', '!/scripts'];

/** Says as soon as it can whether all pass. */
const command =
  'node --conditions=epos-source --import=./scripts/test/no-shrinking.ts --test --test-reporter=./scripts/test/first-failure.ts';

const scores: { folder: string; found: number; counted: number; pace: number }[] = [];

// Stryker's processes start `node` by its name.
process.env.PATH = `${bin}:${process.env.PATH ?? ''}`;
for (const folder of process.argv.length > 2 ? process.argv.slice(2) : testedFolders()) {
  console.log(`\n— ${folder} —`);
  const tests = testsOf(folder);
  execSync(`${command} ${tests.join(' ')}`, { stdio: 'inherit' });
  const began = performance.now();
  const results: Result[] = [];
  for (const file of globSync(`${sources}/${folder}/**/*.ts`, { exclude: [...spared, '**/*.test.ts'] })) {
    results.push(...(await seed(file, inOrderFor(file, tests))));
  }
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

type Result = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

/** Seeds faults into one file, one at a time, and runs the tests over each. */
async function seed(file: string, tests: readonly string[]): Promise<Result[]> {
  const lines = step === 1 ? [file] : sample(file).map((line) => `${file}:${line}-${line}`);
  return new Stryker({
    mutate: lines,
    ignorePatterns: left,
    testRunner: 'command',
    commandRunner: { command: `node scripts/test/unless-whole.mjs || ${command} ${tests.join(' ')}` },
    coverageAnalysis: 'off',
    // Node runs the sources as they are, and nobody checks the types of a fault.
    disableTypeChecks: false,
    concurrency: Number(process.env.CONCURRENCY ?? 2),
    // A fault that makes a loop endless is found by time; a busy machine must not find others so.
    timeoutMS: 60_000,
    tempDirName: '.cache/stryker',
    cleanTempDir: 'always',
    reporters: ['clear-text', 'html'],
    clearTextReporter: {
      allowColor: false,
      logTests: false,
      reportTests: false,
      allowEmojis: false,
      reportScoreTable: false,
    },
    htmlReporter: { fileName: `.cache/mutation/${path.relative(sources, file).replaceAll('/', '-')}.html` },
  }).runMutationTest();
}

/** A folder should stand for itself, and few tests are fast. A whole sandbox for each fault would take hours. */
function testsOf(folder: string): string[] {
  const folders = [folder, ...(alsoTestedBy[folder] ?? [])];
  return globSync(
    folders.map((name) => `${sources}/${name}/**/*.node.test.ts`),
    { exclude: ['**/sandbox.node.test.ts'] },
  );
}

/** A file's own tests find most of its faults, and the properties of other files hardly any: they are slow, and last. */
function inOrderFor(file: string, tests: readonly string[]): string[] {
  const own = `${file.slice(0, -'.ts'.length)}.`;
  const place = (test: string) => (test.startsWith(own) ? 0 : test.includes('.property.') ? 2 : 1);
  return tests.toSorted((one, other) => place(one) - place(other));
}

/** Each so many lines of a file. */
function sample(file: string): number[] {
  const count = readFileSync(file, 'utf8').split('\n').length;
  return Array.from({ length: Math.floor(count / step) }, (_, index) => (index + 1) * step);
}

/** Those that have tests in Node. */
function testedFolders(): string[] {
  const tests = globSync(`${sources}/*/**/*.node.test.ts`);
  return [...new Set(tests.map((file) => path.relative(sources, file).split(path.sep)[0] ?? ''))].sort();
}
