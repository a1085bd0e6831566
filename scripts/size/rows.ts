import { globSync } from 'node:fs';
import path from 'node:path';
import type { LazyChunks } from './loads.ts';

export interface Row {
  what: string;
  /** The program of a page, in modules as they are published. */
  program: string;
  /** What is loaded lazily and counts all the same. None by default. */
  lazy?: LazyChunks;
  /** The element that the program must define: bundlers drop it where `sideEffects` does not name its chunk. */
  defines?: string;
  /** At most, in kB (1000 bytes) after brotli. Without one the row only tells. */
  budget?: number;
}

const elements = globSync('packages/elements/src/define/epos-*.ts')
  .map((file) => path.basename(file, '.ts'))
  .sort();

/** What markup with `issuer` fetches to find out whether somebody is signed in. */
const directTransport = ['elements/shared-epos', 'core/direct', 'core/portal'];

const otherLayouts = ['elements/panel', 'elements/journey'];
const adviceTexts = ['core/ru', 'core/en'];
const english = ['elements/en', 'elements/en.sign-in'];

export const rows: Row[] = [
  {
    what: 'createEpos + direct, every check on',
    program: use('createEpos, direct', '@epos-login/core'),
    lazy: { only: ['core/direct-client'] },
    budget: 14,
  },
  {
    what: '<epos-login layout="button"> over direct, first visit: all before a click',
    program: element('epos-login'),
    lazy: { only: directTransport },
  },
  {
    what: 'the same, layout="panel"',
    program: element('epos-login'),
    lazy: { only: [...directTransport, 'elements/journey', 'elements/epos-providers'] },
  },
  {
    what: 'the same, layout="page"',
    program: element('epos-login'),
    lazy: { only: [...directTransport, 'elements/page', 'elements/epos-providers'] },
  },
  {
    what: '<epos-login layout="page"> over direct: all until the tiles stand',
    program: element('epos-login'),
    // Whatever is not named counts, so that a new chunk does.
    lazy: { except: [...otherLayouts, ...adviceTexts, ...english, 'elements/epos-advice', 'elements/themes'] },
    budget: 44,
  },
  ...elements.map((name) => ({ what: `<${name}> alone, at once`, program: element(name), defines: name })),
];

function use(names: string, from: string): string {
  return `import { ${names} } from '${from}'; console.log(${names});`;
}

function element(name: string): string {
  return `import '@epos-login/elements/${name}';`;
}
