// docs/operating.md promises operators what the tests show: it may not name what is not there.
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Metrics } from '../packages/gateway/src/command/watch/metrics.ts';

const gateway = 'packages/gateway/src';
const operating = readFileSync('docs/operating.md', 'utf8');
const threats = operating.slice(operating.indexOf('## Threat model'));
/** Who, what they try, what stops them, and what shows it. */
const rows = threats
  .split('\n')
  .slice(threats.split('\n').findIndex((line) => line.startsWith('| ---')) + 1)
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split('|').slice(1, -1));

interface Titles {
  readonly file: string;
  /** The first words of every test and suite. */
  readonly lines: readonly string[];
  /** Them alone. */
  readonly titles: readonly { readonly text: string; is(name: string): boolean }[];
}

const literal = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** What begins, goes on and ends like these parts. */
function pattern(parts: readonly string[]): (text: string) => boolean {
  const [whole = '', ...more] = parts;
  if (more.length === 0) return (text) => text === whole;
  const expression = new RegExp(`^${parts.map(literal).join('.*')}$`);
  return (text) => expression.test(text);
}

const files: readonly Titles[] = globSync(
  ['packages/*/src/**/*.test.ts', 'packages/*/src/test/*.ts', 'journeys/**/*.redis.ts'],
  { exclude: ['**/node_modules/**'] },
).map((file) => {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    // Tables of cases hold their titles too.
    .filter((line) => /\b(it|test|describe|storeRules)\(|^\s*\[['`]/.test(line));
  const quoted = lines.flatMap((line) => [...line.matchAll(/(['"`])((?:(?!\1).)+)\1/g)]);
  // What the code puts in may be anything.
  const titles = quoted.map(([, , text = '']) => ({ text, is: pattern(text.split(/\$\{[^}]*\}/)) }));
  return { file, lines, titles };
});

/** Names whose middle or end is left out by «…». */
function stands(name: string, { lines }: Titles): boolean {
  const parts = name.split('…').map((part) => part.trim());
  return lines.some((title) => {
    let at = 0;
    return parts.every((part) => {
      at = title.indexOf(part, at);
      return at++ !== -1;
    });
  });
}

/** Where the tests of this suite are; a name with a slash is a folder. */
function suite(name: string): readonly Titles[] {
  const isMeant = pattern(name.split('…'));
  if (!name.includes('/')) {
    return files.filter(({ titles }) => titles.some((title) => title.is(name) || isMeant(title.text)));
  }
  const folder = path.join(gateway, name);
  return existsSync(folder) ? files.filter(({ file }) => file.startsWith(`${folder}/`)) : [];
}

/** `suite`: _test_, _test_; `suite`: …; _a test of wherever_. What of them is nowhere. */
function missing(cell: string): string[] {
  return cell.split(/;\s/).flatMap((part) => {
    const suites = [...part.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
    const names = [...part.matchAll(/(?:^|[\s(])_([^_]+)_(?=[\s,;.)]|$)/g)].map(([, name]) => name!);
    const places = suites.length > 0 ? suites.flatMap(suite) : files;
    return [
      ...suites.filter((name) => suite(name).length === 0),
      ...names.filter((name) => !places.some((place) => stands(name, place))),
    ];
  });
}

test('the threat model names suites that there are, and tests that stand in them', () => {
  const shownBy = rows.map((cells) => cells[3] ?? '');
  const named = shownBy.join().match(/`[^`]+`|\s_[^_]+_/g) ?? [];
  assert.ok(named.length > 80, `${named.length}`);
  assert.deepEqual(shownBy.flatMap(missing), []);
});

test('a suite or a test that there is not is noticed, and so is a test of another suite', () => {
  assert.deepEqual(missing('`Sealer`: _opens no bomb_; _opens …_ (`esia/tokens`)'), ['opens …']);
  assert.deepEqual(missing('`Seal`: _opens no bomb_'), ['Seal', 'opens no bomb']);
  assert.deepEqual(missing('`the proxy`: _opens no bomb_, _follows no redirect, and hands none on_'), [
    'opens no bomb',
  ]);
  assert.deepEqual(missing('`esia/tokens`, `esia/nowhere`'), ['esia/nowhere']);
  assert.deepEqual(missing('_opens every door_'), ['opens every door']);
});

const code = globSync(`${gateway}/**/*.ts`)
  .filter((file) => !/\/test\/|\.test\.ts$/.test(file))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** Options, error codes, headers, claims: whatever case a header is written in. */
const inCode = (name: string) => new RegExp(String.raw`(?<![\w-])${name.replaceAll('"', '')}(?![\w-])`, 'i').test(code);

test('the threat model names options, codes and headers that the gateway knows', () => {
  const names = rows.flatMap((cells) =>
    [
      ...cells
        .slice(0, 3)
        .join()
        .matchAll(/`([^`]+)`/g),
    ].map(([, name]) => name!),
  );
  assert.ok(names.length > 20, `${names.length}`);
  assert.deepEqual(
    names.filter((name) => !inCode(name)),
    [],
  );
  assert.equal(inCode('trustedProxy'), false);
});

test('the list of metrics is what is measured, and alerts are about nothing else', async () => {
  const all = await new Metrics().registry.getMetricsAsJSON();
  const measured = all.map(({ name }) => name).filter((name) => name.startsWith('epos_gateway_'));
  const named = [...operating.matchAll(/^\| `(epos_gateway_\w+)` /gm)].map(([, name]) => name!);
  assert.deepEqual(named.toSorted(), measured.toSorted());
  const mentioned = [...operating.matchAll(/\bepos_gateway_\w+/g)].map(([name]) =>
    name.replace(/_(count|bucket|sum)$/, ''),
  );
  assert.deepEqual(
    mentioned.filter((name) => !measured.includes(name)),
    [],
  );
});
