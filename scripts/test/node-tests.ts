import { type Counts, count, sum } from './counts.ts';

/** Runs `node --test` over files, with a report for people and the counts. */
export async function nodeTests(
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
  return sum(await count(name, process.execPath, args, env));
}
