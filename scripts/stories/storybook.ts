import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { build as bundle } from 'esbuild';
import sirv from 'sirv';
import { listen } from '../../packages/sandbox/src/listen/listen.ts';
import { root } from '../packages.ts';
import { run } from '../run.ts';

/** One state of one element. */
export interface Story {
  /** Storybook's own, for its channel. */
  readonly id: string;
  /** `role-picker/many`: the element's folder and the story, for people and for files. */
  readonly name: string;
}

/** The built Storybook on a port of its own. */
export interface Storybook {
  readonly stories: readonly Story[];
  /** The page that shows any of them: see `in-page`. */
  readonly address: string;
  close(): Promise<void>;
}

interface Entry {
  readonly type: 'story' | 'docs';
  /** `test` unless the story says `!test`: Storybook's own word for what runners look at. */
  readonly tags: readonly string[];
  readonly id: string;
  readonly importPath: string;
}

const folder = path.join(root, 'storybook-static');

/** Builds Storybook where it is older than what it shows, and serves it. */
export async function openStorybook(): Promise<Storybook> {
  await buildIfStale();
  const { entries } = JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8')) as {
    entries: Record<string, Entry>;
  };
  const page = await pageOfStories();
  const files = sirv(folder, { etag: true });
  const place = await listen('stories', '127.0.0.1', 0);
  place.handler = (request, response) => {
    const generated = page.get(request.url ?? '');
    if (!generated) files(request, response);
    else response.setHeader('Content-Type', generated.type).end(generated.text);
  };
  return {
    stories: Object.values(entries)
      .filter(({ type, tags }) => type === 'story' && tags.includes('test'))
      .map(({ id, importPath }) => ({
        id,
        name: [path.basename(path.dirname(importPath)), id.split('--').at(-1)].join('/'),
      })),
    address: `${place.origin}/stories.html`,
    close: () => place.close(),
  };
}

async function buildIfStale(): Promise<void> {
  const built = statSync(path.join(folder, 'index.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = globSync(
    ['.storybook/**/*.*', 'packages/{core,elements,testing}/{package.json,src/**/*.{ts,css}}', 'pnpm-lock.yaml'],
    { cwd: root, exclude: ['**/*.test.ts'] },
  );
  if (!sources.some((source) => statSync(path.join(root, source)).mtimeMs > built)) return;
  console.error('Building Storybook…');
  const code = await run('storybook', ['build', '--quiet'], { cwd: root, env: { STORYBOOK_DISABLE_TELEMETRY: '1' } });
  if (code !== 0) throw new Error('Storybook could not be built: see above.');
}

/** Storybook's page of stories with the walk's own script before everything. */
async function pageOfStories(): Promise<Map<string, { type: string; text: string }>> {
  const { outputFiles } = await bundle({
    entryPoints: [path.join(import.meta.dirname, 'in-page/in-page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    define: {
      // Loaded beforehand: what an element loads when it wants it would otherwise come some time after the story.
      MODULES: JSON.stringify(globSync('assets/*.js', { cwd: folder }).map((file) => `/${file}`)),
    },
  });
  const html = readFileSync(path.join(folder, 'iframe.html'), 'utf8');
  return new Map([
    ['/stories.html', { type: 'text/html', text: html.replace('<head>', '<head><script src="/in-page.js"></script>') }],
    ['/in-page.js', { type: 'text/javascript', text: outputFiles.map(({ text }) => text).join('') }],
  ]);
}
