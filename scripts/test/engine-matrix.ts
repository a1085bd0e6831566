import { globSync } from 'node:fs';
import type { Engine } from './engines.ts';

/** The tests of one engine, as patterns of paths. What is not named is not collected: that is no skip. */
interface Collection {
  /** Run by every `npm test`. */
  always: readonly string[];
  /** Run where time matters less (`CI=true`). */
  inCi: readonly string[];
  /** What the engine lacks, and which files therefore do not run in it. */
  lacks: Readonly<Record<string, readonly string[]>>;
}

/** The hostile-server suite in full; and of it, for each time, where engines differ most: navigation and the line. */
const hostile = 'packages/core/src/hostile/**/*.test.ts';
const smoke = 'packages/core/src/hostile/{authorization-response,line}.test.ts';
const core = 'packages/core/src/**/*.test.ts';
const elements = 'packages/elements/src/**/*.test.ts';

/** What is asked of Chromium by a protocol of its own, or of an interface that it alone has. */
const chromiumAlone = {
  'emulated media': ['packages/elements/src/{styles/contrast,test/accessibility/meaning}.test.ts'],
  'garbage collected on demand': ['packages/elements/src/test/leaks.test.ts'],
  'entries of layout shifts': ['packages/elements/src/{login,test}/shift.test.ts'],
  'registries of elements for a part of the page': ['packages/elements/src/define/scoped.test.ts'],
};

const matrix: Record<Engine, Collection> = {
  chromium: { always: ['packages/{core,elements,testing}/src/**/*.test.ts'], inCi: [], lacks: {} },
  firefox: {
    always: [smoke],
    inCi: [hostile, core, elements],
    lacks: {
      ...chromiumAlone,
    },
  },
  webkit: {
    always: [smoke],
    inCi: [hostile, core, elements],
    lacks: {
      ...chromiumAlone,
      'a key held while another is pressed': ['packages/elements/src/test/accessibility/keyboard.test.ts'],
      'a window whose size a test may set': ['packages/elements/src/{login/widths,test/accessibility/sizes}.test.ts'],
    },
  },
};

/** The files that run in an engine here and now. */
export function engineFiles(engine: Engine, ci = Boolean(process.env.CI)): string[] {
  const { always, inCi, lacks } = matrix[engine];
  const patterns = [...always, ...(ci ? inCi : [])];
  const files = globSync(patterns, { exclude: ['**/*.node.test.ts', ...Object.values(lacks).flat()] });
  return [...new Set(files)];
}
