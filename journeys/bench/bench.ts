// `npm run bench`: how long a thousand tiles take in a browser, beside a plain list as yardstick. Fails where a
// screenful or a keystroke takes longer than it may, in its best run.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import { launch } from 'puppeteer-core';
import { findChromium } from '../../scripts/browsers.ts';
import type { Times } from './page.ts';

const count = 1000;
/** More than the fewest only while the budget is exceeded: what a busy machine adds falls on some runs, not on all. */
const [fewest, most] = [7, 21];
/** In milliseconds, on an ordinary machine. Held by the best run of each; the medians only tell. */
const budget = { painted: 50, key: 16 };

const { outputFiles } = await build({
  entryPoints: [path.join(import.meta.dirname, 'page.ts')],
  outdir: '/bench',
  bundle: true,
  splitting: true,
  format: 'esm',
  minify: true,
  charset: 'utf8',
  conditions: ['epos-source'],
  define: { 'process.env.NODE_ENV': '"production"' },
  write: false,
});
const files = new Map(outputFiles.map((file) => [`/${path.basename(file.path)}`, file.text]));
const page = `<!doctype html><html lang="ru"><meta charset="utf-8"><title>Bench</title>
<style>.plain-tile { display: flex; min-height: 7em } .plain-picture { width: 2.75em } ul { display: grid; grid-template-columns: repeat(4, 1fr) }</style>
<body><script type="module" src="/page.js"></script>`;

const server = createServer(({ url = '/' }, response) => {
  const script = files.get(url);
  response.setHeader('Content-Type', script === undefined ? 'text/html' : 'text/javascript; charset=utf-8');
  response.end(script ?? page);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const browser = await launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
try {
  const tab = await browser.newPage();
  await tab.setViewport({ width: 1280, height: 900 });
  await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await tab.waitForFunction('window.bench');
  const measured: Record<'element' | 'plain', Times[]> = { element: [], plain: [] };
  // By turns, so that whatever else the machine does falls on both. The first run of each only warms up.
  for (let run = 0; run <= (isOver(measured.element) ? most : fewest); run++) {
    for (const which of ['element', 'plain'] as const) {
      const times = await tab.evaluate((name, tiles) => window.bench[name](tiles), which, count);
      if (run > 0) measured[which].push(times);
    }
  }
  report(measured);
  if (isOver(measured.element)) process.exitCode = 1;
} finally {
  await browser.close();
  server.close();
}

function report({ element, plain }: Record<'element' | 'plain', Times[]>): void {
  const rows: [string, (times: Times[]) => number, number?][] = [
    ['first screenful painted, ms', (times) => median(times.map(({ painted }) => painted))],
    ['tiles in the first frame', (times) => median(times.map(({ drawn }) => drawn))],
    ['all tiles stand, ms', (times) => median(times.map(({ complete }) => complete))],
    ['a keystroke answered, median, ms', (times) => median(times.flatMap(({ keys }) => keys))],
    ['the slowest keystroke, ms', (times) => median(times.map(({ keys }) => Math.max(...keys)))],
    ['a keystroke, its best run, ms', (times) => median(bestOf(times))],
    ['first screenful, its best run, ms', bestPaint, budget.painted],
    ['the slowest keystroke, its best run', slowestKey, budget.key],
  ];
  console.log(
    `\n${`${String(count)} tiles, median of ${String(element.length)}`.padEnd(36)}  element    plain   target`,
  );
  for (const [what, of, target] of rows) {
    const cells = [of(element).toFixed(1), of(plain).toFixed(1), target === undefined ? '' : `< ${String(target)}`];
    console.log(`${what.padEnd(36)} ${cells.map((cell) => cell.padStart(8)).join(' ')}`);
  }
}

function isOver(times: Times[]): boolean {
  return bestPaint(times) >= budget.painted || slowestKey(times) >= budget.key;
}

function bestPaint(times: Times[]): number {
  return Math.min(...times.map(({ painted }) => painted));
}

function slowestKey(times: Times[]): number {
  return Math.max(...bestOf(times));
}

/** For each keystroke the fastest of all runs. */
function bestOf(times: Times[]): number[] {
  return (times[0]?.keys ?? []).map((_, index) => Math.min(...times.map(({ keys }) => keys[index] ?? Infinity)));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
