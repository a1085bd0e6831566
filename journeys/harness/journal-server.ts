import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { freePort } from '../../scripts/free-port.ts';
import type { Demo } from '../../scripts/demo.ts';

const program = path.resolve(import.meta.dirname, '../../examples/gateway-hono/src/main.ts');

/** The example with the gateway as a process of its own, with sessions in cookies: it can be killed and started again. */
export interface JournalServer {
  readonly origin: string;
  start(): Promise<void>;
  kill(): Promise<void>;
}

export async function journalServer({ origins, sandbox }: Demo): Promise<JournalServer> {
  const port = await freePort();
  const { clientId = '', clientSecret = '' } = sandbox.clients.find(({ auth }) => auth === 'client_secret_basic') ?? {};
  const env = {
    ...process.env,
    PORT: String(port),
    SSO_ISSUER: origins.sso,
    SSO_CLIENT: clientId,
    SSO_SECRET: clientSecret,
    PORTAL_URL: sandbox.portalUrl,
    SESSION_KEY: Buffer.alloc(32, 'of the journeys').toString('base64url'),
    SESSION_STORE: 'cookie',
  };
  let running: ReturnType<typeof spawn> | undefined;
  return {
    origin: `http://localhost:${String(port)}`,
    async start() {
      running = spawn(process.execPath, ['--conditions=epos-source', program], {
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      // The first line says that it is ready; a program that ends instead has said why.
      const said = await Promise.race([once(running.stdout!, 'data'), once(running, 'exit')]);
      if (!String(said[0]).includes('ready')) throw new Error('the example with the gateway did not start');
    },
    async kill() {
      if (running?.exitCode !== null || running.signalCode) return;
      const gone = once(running, 'exit');
      running.kill('SIGKILL');
      await gone;
    },
  };
}
