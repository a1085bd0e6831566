import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadedSize } from './loads.ts';
import type { Bundle } from './measure.ts';

type Output = Bundle['outputs'][string];
type Imports = Record<string, Output['imports'][number]['kind']>;

function output(entryPoint: string | undefined, imports: Imports = {}): Output {
  return {
    bytes: 0,
    inputs: {},
    exports: [],
    imports: Object.entries(imports).map(([path, kind]) => ({ path, kind })),
    ...(entryPoint === undefined ? {} : { entryPoint }),
  };
}

const page: Bundle = {
  outputs: {
    'size/stdin.js': output('<stdin>', {
      'size/shared.js': 'import-statement',
      'size/tiles-1.js': 'dynamic-import',
      'size/help-1.js': 'dynamic-import',
    }),
    'size/shared.js': output(undefined),
    'size/tiles-1.js': output('packages/elements/dist/tiles-3XCYI76B.js', {
      'size/shared.js': 'import-statement',
      'size/tile.js': 'import-statement',
    }),
    'size/tile.js': output(undefined),
    'size/help-1.js': output('packages/core/dist/help.js'),
  },
  sizes: new Map([
    ['stdin.js', 1],
    ['shared.js', 10],
    ['tiles-1.js', 100],
    ['tile.js', 1000],
    ['help-1.js', 10_000],
  ]),
};

describe('loadedSize', () => {
  it('counts the entry and what it imports statically', () => {
    assert.equal(loadedSize(page, { only: [] }), 11);
  });

  it('counts a named lazy chunk with its own imports, and what is shared once', () => {
    assert.equal(loadedSize(page, { only: ['elements/tiles'] }), 1111);
  });

  it('counts every lazy chunk but the excepted ones', () => {
    assert.equal(loadedSize(page, { except: ['core/help'] }), 1111);
    assert.equal(loadedSize(page, { except: [] }), 11_111);
  });

  it('refuses a name that nothing bears', () => {
    assert.throws(() => loadedSize(page, { only: ['core/gone'] }), /No lazy chunk is called core\/gone/);
  });
});
