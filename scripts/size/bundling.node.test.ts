import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { publicModules } from '../docs/entries.ts';
import { buildIfStale, root } from '../packages.ts';
import { bundlers, sourcesOf } from './bundlers.ts';

before(async () => {
  await buildIfStale('core');
  await buildIfStale('elements');
});

const core = new Map([...publicModules()].filter(([, name]) => name.startsWith('@epos-login/core')));
const elements = globSync('packages/elements/src/define/epos-*.ts', { cwd: root })
  .map((file) => path.basename(file, '.ts'))
  .sort();
/** What a page asks for by an import of its own, or does without. */
const optional = /(^|[/-])(dpop|par|popup|lms|claims|registration)([-./]|$)/;

for (const [name, bundle] of Object.entries(bundlers)) {
  describe(`a page built by ${name}`, () => {
    for (const module of core.values()) {
      it(`gets nothing of a bare import of ${module}`, async () => {
        const { text, inputs } = await bundle(`import '${module}';`);
        assert.equal(text.trim(), '');
        assert.deepEqual(inputs, []);
      });
    }

    for (const [export_, module, source] of [
      ['EposError', '@epos-login/core', 'errors/epos-error.ts'],
      ['EposError', '@epos-login/core/essentials', 'errors/epos-error.ts'],
      ['isSignedIn', '@epos-login/core', 'state/machine.ts'],
      ['subsystemsIn', '@epos-login/core', 'roles/roles.ts'],
      ['launchAddress', '@epos-login/core', 'launch/launch.ts'],
    ] as const) {
      it(`gets of ${module} ${export_} and nothing besides`, async () => {
        const use = (from: string) => bundle(`import { ${export_} } from '${from}'; console.log(${export_});`);
        const published = await use(module);
        const alone = await use(path.join(root, 'packages/core/src', source));
        assert.ok(alone.text.length > 0);
        // What esbuild wraps around a chunk that others could load lazily.
        assert.ok(published.text.length < alone.text.length + 200, published.text);
        for (const file of published.inputs) assert.match(file, /packages\/core\/dist\//);
      });
    }

    for (const element of elements) {
      it(`keeps <${element}> by a bare import`, async () => {
        const { text } = await bundle(`import '@epos-login/elements/${element}';`);
        assert.match(text, definitionOf(element));
      });
    }

    it('keeps every element by a bare import of all', async () => {
      const { text } = await bundle(`import '@epos-login/elements';`);
      for (const element of elements) assert.match(text, definitionOf(element));
    });
  });
}

/** How a minified program defines an element: `a("epos-login",b)`. */
function definitionOf(element: string): RegExp {
  return new RegExp(`[\\w$]\\(["'\`]${element}["'\`],`);
}

describe('a page with plain `direct`', () => {
  const plain = `import { createEpos, direct } from '@epos-login/core'; console.log(createEpos, direct);`;

  it('loads nothing of the parts that are asked for by an import, not even later', async () => {
    const sources = await sourcesOf(plain);
    assert.ok(sources.includes('core/src/direct/direct.ts'), sources.join('\n'));
    assert.deepEqual(
      sources.filter((file) => optional.test(file)),
      [],
    );
  });

  for (const [source, module] of core) {
    if (!optional.test(module)) continue;
    it(`that imports ${module} as well loads it`, async () => {
      const sources = await sourcesOf(`${plain} import * as part from '${module}'; console.log(part);`);
      assert.ok(sources.includes(path.relative(path.join(root, 'packages'), source)), sources.join('\n'));
    });
  }
});

describe('a server that imports the SDK', () => {
  /** A program that imports each module as it is published, says what it touched of a page, and ends by itself. */
  const program = `
    const touched = [];
    const ofPages = ['window', 'document', 'location', 'history', 'localStorage', 'sessionStorage', 'indexedDB',
      'BroadcastChannel', 'addEventListener', 'setTimeout', 'setInterval', 'fetch'];
    for (const name of ofPages) {
      const value = name.startsWith('set') || name === 'fetch' ? globalThis[name] : undefined;
      const get = () => { touched.push(name); return value; };
      Object.defineProperty(globalThis, name, { configurable: true, get });
    }
    const names = Object.getOwnPropertyNames(globalThis);
    for (const name of ${JSON.stringify([...core.values()])}) await import(name);
    const { createEpos, direct, portalApi } = await import('@epos-login/core');
    const epos = createEpos({
      transport: direct({
        issuer: 'https://sso.example', clientId: 'journal', redirectUri: 'https://journal.example/',
      }),
      portal: portalApi('/api'),
    });
    // zod keeps its registry there, so that two copies share it.
    const own = (name) => !names.includes(name) && !name.startsWith('__zod_');
    const added = Object.getOwnPropertyNames(globalThis).filter(own);
    console.log(JSON.stringify({ touched, added, state: epos.state.kind }));
  `;

  it('touches nothing of a page, adds nothing to the global, and ends by itself', () => {
    const { stdout, stderr, status, signal } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: root,
      encoding: 'utf8',
      // Only an open handle would keep it that long.
      timeout: 30_000,
    });
    assert.deepEqual({ stderr, status, signal }, { stderr: '', status: 0, signal: null });
    assert.deepEqual(JSON.parse(stdout), { touched: [], added: [], state: 'restoring' });
  });
});
