import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildIfStale, root } from './packages.ts';

const run = promisify(execFile);
const tsc = path.join(fileURLToPath(import.meta.resolve('typescript/package.json')), '../bin/tsc');

/** Among the examples, from where packages are found as a page's build finds them. */
let folder = '';
before(async () => {
  await buildIfStale('core');
  await buildIfStale('elements');
  const within = path.join(root, 'examples/subsystem/node_modules/.cache');
  await mkdir(within, { recursive: true });
  folder = await mkdtemp(path.join(within, 'events-'));
  const compilerOptions = {
    strict: true,
    noEmit: true,
    module: 'esnext',
    moduleResolution: 'bundler',
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: [],
    skipLibCheck: true,
  };
  await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['page.ts'] }));
});
after(() => rm(folder, { recursive: true }));

/** What TypeScript says of a page's script. */
async function complaintsOf(...lines: readonly string[]): Promise<string> {
  await writeFile(path.join(folder, 'page.ts'), `${lines.join('\n')}\n`);
  try {
    await run(process.execPath, [tsc, '-p', '.'], { cwd: folder });
    return '';
  } catch (error) {
    return (error as { readonly stdout: string }).stdout;
  }
}

const listeners = [
  "document.addEventListener('epos-error', (event) => event.detail.code.length);",
  "document.querySelector('div')?.addEventListener('epos-open', (event) => event.subsystem.id.length);",
];

describe('the types of the events', () => {
  for (const entry of ['epos-login', 'epos-app-links', 'classes/epos-subsystems']) {
    it(`come with ${entry} alone`, async () => {
      const page = [`import '@epos-login/elements/${entry}';`, ...listeners];
      assert.equal(await complaintsOf(...page), '');
      assert.match(
        await complaintsOf(...page, "document.addEventListener('epos-error', (event) => event.x);"),
        /TS2339/,
      );
    });
  }

  it('do not come from nowhere', async () => {
    assert.match(await complaintsOf(...listeners), /page\.ts\(1,.*TS2339.*detail/);
  });
});
