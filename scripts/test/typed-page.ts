import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildIfStale, root } from '../packages.ts';

const run = promisify(execFile);

/** A page's source among the examples, from where packages are found as a page's build finds them. */
export class TypedPage implements AsyncDisposable {
  readonly #checker: string;
  readonly #file: string;

  private constructor(checker: string, file: string) {
    this.#checker = checker;
    this.#file = file;
  }

  /**
   * @param checker the script of the type checker
   * @param name of the page's file
   * @param options of the configuration beside `compilerOptions` and `files`
   */
  static async open(checker: string, name: string, options: object = {}): Promise<TypedPage> {
    await buildIfStale('core');
    await buildIfStale('elements');
    const within = path.join(root, 'examples/subsystem/node_modules/.cache');
    await mkdir(within, { recursive: true });
    const folder = await mkdtemp(path.join(within, 'typed-'));
    const compilerOptions = {
      strict: true,
      noEmit: true,
      module: 'esnext',
      moduleResolution: 'bundler',
      target: 'es2022',
      lib: ['es2023', 'dom', 'dom.iterable'],
      types: [],
      // Vue's own declarations are Vue's, and take ten seconds.
      skipLibCheck: true,
    };
    const config = { ...options, compilerOptions, files: [name] };
    await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
    return new TypedPage(checker, path.join(folder, name));
  }

  /** What the checker says of the page with this source. */
  async complaints(source: string): Promise<string> {
    await writeFile(this.#file, source);
    try {
      await run(process.execPath, [this.#checker, '-p', '.'], { cwd: path.dirname(this.#file) });
      return '';
    } catch (error) {
      return (error as { readonly stdout: string }).stdout;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(path.dirname(this.#file), { recursive: true });
  }
}
