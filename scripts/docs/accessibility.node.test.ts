import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../packages.ts';
import { engineFiles } from '../test/engine-matrix.ts';

const page = path.join(root, 'docs/accessibility.md');

/** The success criteria of WCAG 2.2, levels A and AA (W3C Recommendation of 12.12.2024). */
const levelA =
  '1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 ' +
  '2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2';
const levelAA =
  '1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2 ' +
  '3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3';
/** Not in WCAG 2.1, and so not in ГОСТ Р 52872-2019. */
const newIn22 = '2.4.11 2.5.7 2.5.8 3.2.6 3.3.7 3.3.8';

const numbers = (text: string): string[] => text.split(' ');

interface Row {
  readonly number: string;
  readonly level: string;
  readonly result: string;
  readonly text: string;
}

/** The rows of the page: «### 1.1.1 Non-text Content (A): met», and what follows. */
function rowsOf(text: string): Row[] {
  return text
    .split(/^(?=#{2,3} )/m)
    .map((part) => ({ part, head: /^### (\d+\.\d+\.\d+) .+ \((A{1,2})\): (.+)$/m.exec(part) }))
    .flatMap(({ part, head }) =>
      head ? [{ number: head[1]!, level: head[2]!, result: head[3]!, text: part.slice(head[0].length) }] : [],
    );
}

/** The tests that a part of the page names, by file. A hole in a title is written «…». */
function testsIn(text: string): { file: string; title: string }[] {
  return [...text.matchAll(/^- \[[^\]]+\]\(([^)]+\.ts)\): (.+)$/gm)].flatMap(([, file, titles]) =>
    titles!.split('; ').map((title) => {
      const quoted = /^"(.+)"$/.exec(title);
      assert.ok(quoted, `stands in quotes: ${title}`);
      return { file: path.join(root, 'docs', file!), title: quoted[1]! };
    }),
  );
}

/** The titles of a file's tests, as they are written. */
function titlesIn(source: string): Set<string> {
  const calls = source.matchAll(/\bit\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g);
  return new Set([...calls].map(([, , title]) => title!.replaceAll(/\$\{[^}]*\}/g, '…').replaceAll(/\\(.)/g, '$1')));
}

/** What is wrong with a page that says so. */
async function faultsOf(text: string): Promise<string[]> {
  const rows = rowsOf(text);
  const faults: string[] = [];
  for (const [level, wanted] of Object.entries({ A: numbers(levelA), AA: numbers(levelAA) })) {
    const found = rows.filter((row) => row.level === level).map(({ number }) => number);
    for (const number of wanted) if (!found.includes(number)) faults.push(`${number} (${level}) is missing`);
    for (const number of found)
      if (!wanted.includes(number)) faults.push(`${number} is no criterion of level ${level}`);
  }
  for (const { number, result, text: row } of rows) {
    if (['met', 'partial'].includes(result) && testsIn(row).length === 0) faults.push(`${number} names no test`);
    if (row.includes('New in 2.2.') !== numbers(newIn22).includes(number))
      faults.push(`${number}: whether it is new in 2.2`);
  }
  for (const result of ['Met', 'Partial', 'The page’s', 'Not applicable']) {
    const count = rows.filter((row) => row.result.replace("'", '’') === result.toLowerCase()).length;
    if (!text.replaceAll("'", '’').includes(`${result}: ${count}.`)) faults.push(`${result}: ${count}`);
  }
  for (const { file, title } of testsIn(text)) {
    const isThere = existsSync(file) && titlesIn(await readFile(file, 'utf8')).has(title);
    if (!isThere) faults.push(`${path.relative(root, file)} has no test “${title}”`);
  }
  return faults;
}

describe('docs/accessibility.md', () => {
  it('names every criterion of levels A and AA, with tests that there are', async () => {
    assert.deepEqual(await faultsOf(await readFile(page, 'utf8')), []);
  });

  it('leads to files that there are', async () => {
    const links = [...(await readFile(page, 'utf8')).matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, link]) => link!);
    const missing = links.filter((link) => !/^https?:/.test(link) && !existsSync(path.join(root, 'docs', link)));
    assert.deepEqual(missing, []);
  });

  it('says which of the tests it names an engine leaves out', async () => {
    const text = await readFile(page, 'utf8');
    const named = [...new Set(testsIn(text).map(({ file }) => path.relative(root, file)))];
    const inBrowsers = named.filter((file) => /^packages\/elements\/.+(?<!\.node)\.test\.ts$/.test(file));
    for (const [title, engine] of [
      ['Chromium', 'chromium'],
      ['Firefox', 'firefox'],
      ['WebKit', 'webkit'],
    ] as const) {
      const [, line = ''] = new RegExp(`^- \\*\\*${title}\\*\\*: (.+)$`, 'm').exec(text) ?? [];
      const told = [...line.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file]) => file!);
      const run = engineFiles(engine, true);
      assert.deepEqual(told.sort(), inBrowsers.filter((file) => !run.includes(file)).sort(), title);
    }
  });

  const change = async (from: string, to: string): Promise<string[]> => {
    const text = await readFile(page, 'utf8');
    assert.ok(text.includes(from), from);
    return faultsOf(text.replace(from, to));
  };

  it('would be found out without a criterion', async () => {
    const [fault, counts] = await change('### 1.3.4 Orientation (AA): met', '### Orientation');
    assert.equal(fault, '1.3.4 (AA) is missing');
    assert.match(counts!, /^Met: \d+$/);
  });

  it('would be found out with a test that there is not', async () => {
    const [fault] = await change('"is the same however the device is held', '"was the same however the device is held');
    assert.match(fault!, /meaning\.test\.ts has no test “was the same/);
  });

  it('would be found out with a criterion of another level, or one that is new and does not say so', async () => {
    assert.ok((await change('2.5.7 Dragging Movements (AA)', '2.5.7 Dragging Movements (A)')).length > 0);
    assert.deepEqual(await change('New in 2.2. Nothing is dragged.', 'Nothing is dragged.'), [
      '2.5.7: whether it is new in 2.2',
    ]);
  });
});
