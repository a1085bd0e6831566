import { globSync } from 'node:fs';
import path from 'node:path';
import type { LazyChunks } from './loads.ts';

export interface Row {
  what: string;
  /** The program of a page, in modules as they are published. */
  program: string;
  /** What is loaded lazily and counts all the same. None by default. */
  lazy?: LazyChunks;
  /** At most, in kB (1000 bytes) after brotli. Without one the row only tells. */
  budget?: number;
}

const elements = globSync('packages/elements/src/define/epos-*.ts')
  .map((file) => path.basename(file, '.ts'))
  .sort();

export const rows: Row[] = [
  {
    what: 'createEpos + direct',
    program: use('createEpos, direct', '@epos-login/core'),
    budget: 14,
  },
  {
    what: '<epos-login> over direct, signed out: all before a click',
    program: element('epos-login'),
    lazy: { only: ['core/direct', 'core/portal'] },
  },
  {
    what: '<epos-login> over direct: all until the tiles stand',
    program: element('epos-login'),
    // Advice is for those whom sign-in fails, English for those who ask for it.
    lazy: { except: [] },
    budget: 44,
  },
  ...elements.map((name) => ({ what: `<${name}> alone, static imports`, program: element(name) })),
];

function use(names: string, from: string): string {
  return `import { ${names} } from '${from}'; console.log(${names});`;
}

function element(name: string): string {
  return `import '@epos-login/elements/${name}';`;
}
