import { type Counts, count } from './counts.ts';

/** Runs `node --test` over files, with a report for people and the counts. */
export function nodeTests(
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
