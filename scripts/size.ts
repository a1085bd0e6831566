// `npm run size`: what a page pays, measured on what is published; fails where it is more than design.md's budgets.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { buildIfStale } from './packages.ts';
import { loadedSize } from './size/loads.ts';
import { bundle, compressedSize } from './size/measure.ts';
import { rows } from './size/rows.ts';

interface Result {
  what: string;
  bytes: number;
  budget?: number | undefined;
}

await buildIfStale('core');
const dist = await buildIfStale('elements');

const stylesheet = await readFile(path.join(dist, 'epos.css'));
const results: Result[] = [{ what: 'epos.css', bytes: await compressedSize(stylesheet), budget: 1 }];
for (const { what, program, lazy = { only: [] }, defines, budget } of rows) {
  const page = await bundle(program);
  if (defines && !page.text.includes(`"${defines}"`)) throw new Error(`The bundle of ${what} does not define it.`);
  results.push({ what, bytes: loadedSize(page, lazy), budget });
}

const width = Math.max(...results.map(({ what }) => what.length));
console.log(`\n${'what'.padEnd(width)}  ${'kB'.padStart(6)}  ${'budget'.padStart(6)}`);
for (const { what, bytes, budget } of results) {
  const over = isOver({ what, bytes, budget }) ? '  over budget' : '';
  console.log(
    `${what.padEnd(width)}  ${(bytes / 1000).toFixed(2).padStart(6)}  ${String(budget ?? '').padStart(6)}${over}`,
  );
}
if (results.some(isOver)) process.exitCode = 1;

function isOver({ bytes, budget }: Result): boolean {
  return budget !== undefined && bytes > budget * 1000;
}
