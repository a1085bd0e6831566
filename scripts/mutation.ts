// `npm run mutation [-- folder…]`: seeds faults into folders of the SDK and counts those that a test in Node finds, at
// least 85 %. It takes minutes a folder, so CI leaves it out. What survived stands in .cache/mutation/<folder>.html too.
import { globSync } from 'node:fs';
import process from 'node:process';
import { Stryker } from '@stryker-mutator/core';
import { bin } from './run.ts';

/**
 * What is tested in Node, and the folders whose tests are run for it: its own, since fewer are faster and a folder
 * should stand for itself, unless others are its only users.
 */
const folders: Readonly<Record<string, readonly string[]>> = {
  state: ['state'],
  contract: ['contract'],
  launch: ['launch'],
  advice: ['advice'],
  errors: ['errors', 'direct', 'portal'],
  roles: ['roles', 'epos'],
  remember: ['remember', 'epos'],
  storage: ['storage', 'direct', 'epos'],
  portal: ['portal'],
  registration: ['registration'],
  direct: ['direct'],
  epos: ['epos', 'tabs', 'shared-computer'],
};

/** Without the other packages, the built ones and the tests' pages: only what the tests of the SDK need is copied. */
const left = ['/*', '!/packages', '/packages/*', '!/packages/core', '/packages/core/dist', '!/scripts'];

/** Says as soon as it can whether all pass. */
const command =
  'node --conditions=epos-source --import=./scripts/test/no-shrinking.ts --test --test-reporter=./scripts/test/first-failure.ts';

// Stryker's processes start `node` by its name.
process.env.PATH = `${bin}:${process.env.PATH ?? ''}`;
for (const folder of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(folders)) {
  // A whole sandbox for each fault would take hours.
  const tests = globSync(
    (folders[folder] ?? [folder]).map((name) => `packages/core/src/${name}/**/*.node.test.ts`),
    { exclude: ['**/sandbox.node.test.ts'] },
  );
  console.log(`\n— ${folder} —`);
  const began = performance.now();
  const results = await new Stryker({
    // The sentences are compared with the manuals by people.
    mutate: [`packages/core/src/${folder}/**/*.ts`, '!**/*.test.ts', '!**/{codes,ru,en}.ts'],
    ignorePatterns: left,
    testRunner: 'command',
    commandRunner: { command: `${command} ${tests.join(' ')}` },
    coverageAnalysis: 'off',
    // Node runs the sources as they are, and nobody checks the types of a fault.
    disableTypeChecks: false,
    concurrency: 2,
    // A fault that makes a loop endless is found by time; a busy machine must not find others so.
    timeoutMS: 20_000,
    tempDirName: '.cache/stryker',
    cleanTempDir: 'always',
    reporters: ['clear-text', 'progress-append-only', 'html'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false, allowEmojis: false },
    htmlReporter: { fileName: `.cache/mutation/${folder}.html` },
    thresholds: { high: 95, low: 85, break: 85 },
  }).runMutationTest();
  console.log(`${((performance.now() - began) / 1000 / results.length).toFixed(1)} s a fault`);
}
