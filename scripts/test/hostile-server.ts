import path from 'node:path';
import type { TestRunnerPlugin } from '@web/test-runner';
import { HostileServer } from '../../packages/core/src/hostile/server/server.ts';
import { bundleOf } from './bundle.ts';

const page = path.resolve(import.meta.dirname, '../../packages/core/src/hostile/page/app.ts');

/** Tells tests where the hostile server listens; the first who asks starts it. */
export function hostileServer(): TestRunnerPlugin {
  let server: Promise<HostileServer> | undefined;
  return {
    name: 'hostile-server',
    async serve({ path: asked }) {
      if (asked !== '/hostile-server') return undefined;
      // Hundreds of runs load it hundreds of times.
      server ??= bundleOf([page], { conditions: ['epos-source', 'development', 'browser'] }).then((files) =>
        HostileServer.start(files),
      );
      return { body: JSON.stringify({ control: (await server).control }), type: 'json' };
    },
  };
}
