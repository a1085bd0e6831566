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
const transport = ['elements/over-direct'];
/** What markup with `gateway` fetches to find out whether somebody is signed in. */
const firstQuestion = ['elements/over-gateway'];
/** The transports of a page that uses the other. */
const [overDirect, overGateway] = [
  ['elements/over-direct', 'core/client', 'core/later-chunk'],
  ['elements/over-gateway', 'elements/gateway-epos', 'core/gateway-client', 'core/gateway-later'],
];

const allElements = `import '@epos-login/elements';`;

const advice = ['elements/advice', 'elements/help', 'core/ru', 'core/en'];
/** What a list of available subsystems stands without, and loads once it does. */
const afterTiles = [
  'core/gateway-later',
  'elements/tiles',
  'elements/menu',
  'elements/user',
  'core/keeper',
  'core/notes',
];
/** The page on which somebody with a session and one category arrives, where tiles have stood before, needs none. */
const otherViews = ['elements/first-view', 'elements/sign-in', 'elements/role'];
/** What somebody has to ask for, by an option. */
const optional = ['core/shared-computer', 'core/vaults'];
/** What a page has to put in for people without an account. */
const registration = ['elements/register'];
/** What a page brings along that has a switcher for low vision, a registry of its own, or two copies of the elements. */
const unusualPages = ['elements/low-vision', 'elements/scoped', 'elements/second-copy'];
/** What a portal that does not answer brings along. */
const failure = ['core/try-again'];
const notForTiles = [
  ...unusualPages,
  'elements/panel',
  'elements/en',
  'elements/themes',
  ...optional,
  ...registration,
  ...failure,
  ...advice,
];

export const rows: Row[] = [
  {
    what: 'createEpos + direct, every check on',
    program: use('createEpos, direct', '@epos-login/core'),
    budget: 14,
  },
  {
    what: 'the same, with all that loads later: renewals, silent questions, sign-out, tabs, every option',
    program: use('createEpos, direct', '@epos-login/core'),
    lazy: { only: ['core/later-chunk', 'core/keeper', ...optional] },
  },
  {
    what: 'createEpos + direct with DPoP and PAR',
    program: [
      use('createEpos, direct', '@epos-login/core'),
      use('dpop', '@epos-login/core/dpop'),
      use('par', '@epos-login/core/par'),
    ].join('\n'),
    budget: 17,
  },
  {
    what: 'createEpos + gateway, without portal',
    program: [use('createEpos', '@epos-login/core/essentials'), use('gateway', '@epos-login/core/gateway')].join('\n'),
    budget: 4,
  },
  {
    what: 'the same, with all that loads while the gateway answers, and later',
    program: [use('createEpos', '@epos-login/core/essentials'), use('gateway', '@epos-login/core/gateway')].join('\n'),
    lazy: { only: ['core/gateway-client', 'core/gateway-later', 'core/keeper'] },
  },
  {
    what: '<epos-login layout="button"> over the gateway, signed out: all before a click',
    program: element('epos-login'),
    lazy: { only: firstQuestion },
    budget: 10,
  },
  {
    what: 'the same with theme="auto"',
    program: element('epos-login'),
    lazy: { only: [...firstQuestion, 'elements/themes'] },
  },
  {
    what: 'the same, layout="panel" or "page"',
    program: element('epos-login'),
    lazy: { only: [...firstQuestion, 'elements/first-view'] },
    budget: 13,
  },
  {
    what: '<epos-login layout="page"> over the gateway, with a session: all until the tiles stand',
    program: element('epos-login'),
    lazy: { except: [...notForTiles, ...afterTiles, ...otherViews, ...overDirect] },
    budget: 36,
  },
  {
    what: '<epos-login layout="button"> over direct, first visit: all before a click',
    program: element('epos-login'),
    lazy: { only: transport },
  },
  {
    what: 'the same, layout="panel" or "page"',
    program: element('epos-login'),
    lazy: { only: [...transport, 'elements/first-view'] },
  },
  {
    what: '<epos-login layout="page"> over direct, with a session: all until the tiles stand',
    program: element('epos-login'),
    // Whatever is not named counts, so that a new chunk does.
    lazy: { except: [...notForTiles, ...afterTiles, ...otherViews, ...overGateway] },
    budget: 44,
  },
  {
    what: 'the same, with sign-in, several role categories, every status, and after the tiles',
    program: element('epos-login'),
    lazy: { except: [...notForTiles, ...overGateway] },
  },
  ...elements.map((name) => ({ what: `<${name}> alone, at once`, program: element(name), defines: name })),
  { what: 'all elements, at once', program: allElements },
  { what: 'all elements, with all that can ever load', program: allElements, lazy: { except: [] } },
];

function use(names: string, from: string): string {
  return `import { ${names} } from '${from}'; console.log(${names});`;
}

function element(name: string): string {
  return `import '@epos-login/elements/${name}';`;
}
