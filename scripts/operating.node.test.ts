// docs/operating.md promises operators what the tests show: it may not name what is not there.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Metrics } from '../packages/gateway/src/command/watch/metrics.ts';

const operating = readFileSync('docs/operating.md', 'utf8');
const threats = operating.slice(operating.indexOf('## Threat model'));

/** The first words of every test and suite. */
const titles = globSync(['packages/*/src/**/*.test.ts', 'packages/*/src/test/*.ts', 'journeys/**/*.redis.ts'], {
  exclude: ['**/node_modules/**'],
})
  .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
  // Tables of cases hold their titles too.
  .filter((line) => /\b(it|test|describe|storeRules)\(|^\s*\[['`]/.test(line));

/** Names whose middle or end is left out by «…». */
function stands(name: string): boolean {
  const parts = name.split('…').map((part) => part.trim());
  return titles.some((title) => {
    let at = 0;
    return parts.every((part) => {
      at = title.indexOf(part, at);
      return at++ !== -1;
    });
  });
}

test('the threat model names tests that there are', () => {
  const shownBy = threats.split('\n').map((row) => row.split('|')[4] ?? '');
  const names = shownBy
    .flatMap((cell) => [...cell.matchAll(/(?:^|[\s(])_([^_]+)_(?=[\s,;.)]|$)/g)])
    .map(([, name]) => name!);
  assert.ok(names.length > 30, `${names.length}`);
  assert.deepEqual(
    names.filter((name) => !stands(name)),
    [],
  );
});

test('the list of metrics is what is measured', async () => {
  const measured = (await new Metrics().registry.getMetricsAsJSON()).map(({ name }) => name);
  const named = [...operating.matchAll(/^\| `(epos_gateway_\w+)`/gm)].map(([, name]) => name!);
  assert.deepEqual(named.toSorted(), measured.filter((name) => name.startsWith('epos_gateway_')).toSorted());
});
