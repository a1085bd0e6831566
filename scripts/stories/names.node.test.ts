import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../packages.ts';

/** What every element is shown in. */
const names = ['Default', 'Loading', 'Empty', 'Error', 'Many', 'Hostile'];

const sources = path.join(root, 'packages/elements/src');
const read = (file: string): string => readFileSync(path.join(sources, file), 'utf8');
const tags = globSync('define/epos-*.ts', { cwd: sources }).map((file) => path.basename(file, '.ts'));

/** Which of the names a file of stories lacks. */
function missingIn(text: string): string[] {
  return names.filter((name) => !new RegExp(`^export const ${name}\\b`, 'm').test(text));
}

describe('the stories', () => {
  for (const tag of tags) {
    const folder = tag.replace('epos-', '');
    it(`of <${tag}> have the names of all`, () => {
      assert.deepEqual(missingIn(read(`${folder}/${folder}.stories.ts`)), []);
    });

    // The context draws nothing.
    if (tag !== 'epos-context') {
      it(`of languages show <${tag}>`, () => {
        assert.match(read('languages/languages.stories.ts'), new RegExp(`<${tag}\\s`));
      });
    }
  }

  it('would be told of a name that is missing', () => {
    assert.deepEqual(missingIn('export const Default = 1;\nexport const ManyMore = 2;'), names.slice(1));
  });
});
