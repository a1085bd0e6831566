import { startSandbox } from '@epos-login/sandbox';
import { tokensByRsaa } from '../../packages/sandbox/src/test/client.ts';
import { portalDocument } from '../openapi/portal.ts';
import { startFront } from './front.ts';
import type { FuzzStage } from './schemathesis.ts';

/** The sandbox's portal, asked by a teacher who is a parent too. */
export async function portalStage(): Promise<FuzzStage> {
  const sandbox = await startSandbox({ port: 0, quiet: true });
  sandbox.control.tokens.setLifetime(3600);
  const { tokens } = await tokensByRsaa(sandbox, { username: 'smirnov.ai' });
  const front = await startFront(sandbox.origins.portal);
  return {
    targets: [
      {
        document: portalDocument(),
        url: `${front.origin}/api`,
        auth: { bearer: { bearer: tokens.access_token } },
        examples: 80,
      },
    ],
    async close() {
      await front.close();
      await sandbox.close();
    },
  };
}
