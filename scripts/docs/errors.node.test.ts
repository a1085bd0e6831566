import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { it } from 'node:test';
import { errorsFile, errorsPage } from './errors.ts';

it('docs/errors.md says what the code says: `npm run docs` writes it anew', async () => {
  assert.equal(await readFile(errorsFile, 'utf8'), await errorsPage());
});
