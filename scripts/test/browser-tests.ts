import { type Counts, count, type Report, sum } from './counts.ts';
import type { Engine } from './engines.ts';

/**
 * Files that are run again at most. WebKitGTK's network process dies once in a few thousand windows, and takes along
 * what the file of that moment and the next one were asking; what breaks more files than that is no accident.
 */
const accident = 2;

/** Runs @web/test-runner over files in one engine. */
export async function browserTests(engine: Engine, files: string[]): Promise<Counts> {
  const ask = (some: string[]) => count(engine, 'wtr', ['--files', ...some], { EPOS_ENGINE: engine });
  const report = await ask(files);
  const broken = Object.keys(report).filter((file) => report[file]?.failed);
  const accidental = engine === 'webkit' && broken.length <= accident && !broken.includes(engine);
  if (broken.length === 0 || !accidental) return sum(report);
  console.log(`\n— ${engine}, once more: ${broken.length} files —`);
  return sum(secondTime(report, await ask(broken)));
}

/** What is known after the files that broke have run again: what passes now is unsteady, and is told of. */
export function secondTime(first: Report, second: Report): Report {
  const known = { ...first, ...second };
  for (const [file, counts] of Object.entries(first)) {
    const again = second[file];
    if (counts.failed > 0 && again?.failed === 0) known[file] = { ...again, unsteady: counts.failures };
  }
  return known;
}
