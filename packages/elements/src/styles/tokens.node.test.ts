import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { tokens } from './tokens.ts';

const src = path.resolve(import.meta.dirname, '..');
const find = (pattern: string): string[] => globSync(pattern, { cwd: src }).sort();

/** What every sheet says, those of parts that load later too. */
async function sheets(): Promise<string> {
  const modules = find('**/*.{styles,tokens}.ts').map((file) => import(path.join(src, file)) as Promise<object>);
  const texts = (await Promise.all(modules)).flatMap((module) => Object.values(module).map(String));
  return [...texts, readFileSync(path.join(src, 'epos.css'), 'utf8')].join('\n');
}

describe('tokens', () => {
  it('are 25 at most', () => {
    const names: readonly string[] = tokens;
    assert.ok(names.length <= 25);
  });

  it('are all that the sheets read', async () => {
    const read = new Set((await sheets()).match(/--epos-[a-z-]+/g));
    assert.deepEqual([...read].sort(), [...tokens].sort());
  });

  it('are read in sheets alone', () => {
    const readers = find('**/*.ts').filter((file) =>
      readFileSync(path.join(src, file), 'utf8').includes('var(--epos-'),
    );
    const elsewhere = readers.filter((file) => !/\.(styles|tokens|test|stories)\.ts$/.test(file));
    assert.deepEqual(elsewhere, ['styles/declare-tokens.ts']);
  });
});
