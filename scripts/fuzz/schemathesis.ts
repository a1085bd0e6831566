import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import type { Document } from '../openapi/document.ts';
import { root } from '../packages.ts';
import { run } from '../run.ts';
import { findOrInstall, installOnDebian, type Tool } from '../tools.ts';

const version = '4.32.5';

/** Debian's Python makes no environments without a package more. */
const python: Tool = {
  name: 'Python 3.10 or newer with venv',
  variable: 'PYTHON_PATH',
  commands: ['python3'],
  debianPackages: ['python3', 'python3-venv'],
};

/** What is asked, and as whom. */
export interface Target {
  /** The document as it is for this server. */
  readonly document: Document;
  /** Where the document's server is. */
  readonly url: string;
  /** What every request carries. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How to be let in, by the document's names of the ways. */
  readonly auth?: Readonly<Record<string, { readonly bearer: string } | { readonly api_key: string }>>;
  /** What alone is asked. Default: all. */
  readonly operation?: string;
  /** How many requests of each kind an operation gets. */
  readonly examples: number;
}

/** What stands to be asked, and its end. */
export interface FuzzStage {
  readonly targets: readonly Target[];
  close(): Promise<void>;
}

/** How long one target may take, in milliseconds; on two free cores none takes half a minute. */
const longest = 180_000;

/** The executable, installed first where it is missing: outside of the repository, for all clones. */
export async function findSchemathesis(): Promise<string> {
  const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  const home = path.join(cache, 'epos-login', `schemathesis-${version}`);
  const executable = path.join(home, 'bin/schemathesis');
  const whole = path.join(home, 'whole');
  if (!existsSync(whole)) {
    console.error(`Installing schemathesis ${version} (once, 90 MB)…`);
    await mkdir(path.dirname(home), { recursive: true });
    // What an installation left that was cut off.
    await rm(home, { recursive: true, force: true });
    await makeEnvironment(home);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `schemathesis==${version}`];
    await must(path.join(home, 'bin/python'), pip, home);
    await writeFile(whole, '');
  }
  return executable;
}

async function makeEnvironment(home: string): Promise<void> {
  const make = () => run(findOrInstall(python), ['-m', 'venv', home]);
  if ((await make()) === 0) return;
  await rm(home, { recursive: true, force: true });
  // There may be a Python without the package.
  if (!installOnDebian(python) || (await make()) !== 0) {
    throw new Error(`Python made no environment in ${home}: see above.`);
  }
}

async function must(command: string, args: readonly string[], home: string): Promise<void> {
  const code = await run(command, args);
  if (code === 0) return;
  await rm(home, { recursive: true, force: true });
  throw new Error(`schemathesis ${version} could not be installed (exit code ${code}): see above.`);
}

/** Asks whatever the document allows and more, and says whether all answers were as it tells. */
export async function fuzz(
  schemathesis: string,
  seed: string,
  { document, url, headers = {}, auth = {}, operation, examples }: Target,
): Promise<boolean> {
  // It keeps what it has found in the folder where it stands.
  const folder = await mkdtemp(path.join(tmpdir(), 'epos-fuzz-'));
  try {
    await writeFile(path.join(folder, 'openapi.json'), JSON.stringify(document));
    const rules = await readFile(path.join(root, 'scripts/fuzz/schemathesis.toml'), 'utf8');
    const ways = Object.entries(auth).map(([way, secret]) => {
      const [[kind, value] = []] = Object.entries(secret);
      return `${way} = { ${kind} = ${JSON.stringify(value)} }`;
    });
    // A file and not an argument: whoever lists processes should not read tokens.
    await writeFile(
      path.join(folder, 'schemathesis.toml'),
      [rules, ...(ways.length ? ['[auth.openapi]', ...ways, ''] : [])].join('\n'),
    );
    const code = await run(
      schemathesis,
      [
        ...['run', 'openapi.json', '--url', url],
        ...Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}:${value}`]),
        ...(operation === undefined ? [] : ['--include-operation-id', operation]),
        ...['--seed', seed, '--max-examples', String(examples), '--continue-on-failure'],
        ...['--request-timeout', '10', '--max-redirects', '0'],
      ],
      { cwd: folder, timeout: longest },
    );
    return code === 0;
  } finally {
    await rm(folder, { recursive: true });
  }
}
