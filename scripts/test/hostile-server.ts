import path from 'node:path';
import { build } from 'esbuild';
import type { TestRunnerPlugin } from '@web/test-runner';
import { HostileServer } from '../../packages/core/src/hostile/server/server.ts';
import { browserFloor } from '../library.ts';

const page = path.resolve(import.meta.dirname, '../../packages/core/src/hostile/page/app.ts');

/** Tells tests where the hostile server listens; the first who asks starts it. */
export function hostileServer(): TestRunnerPlugin {
  let server: Promise<HostileServer> | undefined;
  return {
    name: 'hostile-server',
    async serve({ path: asked }) {
      if (asked !== '/hostile-server') return undefined;
      server ??= bundle().then((files) => HostileServer.start(files));
      return { body: JSON.stringify({ control: (await server).control }), type: 'json' };
    },
  };
}

/** In a few files, as applications ship it: hundreds of runs load it hundreds of times. */
async function bundle(): Promise<Map<string, string>> {
  const { outputFiles } = await build({
    entryPoints: [page],
    bundle: true,
    splitting: true,
    write: false,
    outdir: '/bundle',
    format: 'esm',
    target: browserFloor,
    conditions: ['epos-source', 'development', 'browser'],
  });
  return new Map(outputFiles.map((file) => [file.path, file.text]));
}
