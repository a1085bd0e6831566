import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { startSandbox, type Sandbox } from '@epos-login/sandbox';
import { freePort } from '../../scripts/free-port.ts';

const program = path.join(import.meta.dirname, 'main.ts');

/** Starts it, and resolves with what it says first; rejects where it ends instead. */
async function start(t: TestContext, framework: string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const child = spawn(process.execPath, ['--conditions=epos-source', program, ...framework], {
    env: { ...process.env, NODE_V8_COVERAGE: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = once(child, 'close');
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  t.after(async () => {
    child.kill('SIGKILL');
    await gone;
  });
  const ended = gone.then(([code]) => Promise.reject(new Error(`It ended with ${String(code)}: ${errors}`)));
  const said = once(child.stdout, 'data').then(([chunk]) => String(chunk));
  return Promise.race([said, ended]);
}

describe('npm start', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ port: 0, quiet: true });
  });
  after(() => sandbox.close());

  for (const framework of [[], ['http'], ['express'], ['fastify'], ['hono']]) {
    it(`serves the gateway${framework.map((name) => ` in ${name}`).join('')}`, async (t) => {
      const port = String(await freePort());
      const env = { PORT: port, SSO_ISSUER: sandbox.origins.sso, PORTAL_URL: sandbox.portalUrl };
      const said = await start(t, framework, env);
      assert.equal(said, `ready: http://localhost:${port}/auth/login\n`);
      const headers = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
      // Node's `fetch` says `cors` of every request.
      const [response] = (await once(get(said.slice(7).trim(), { headers }), 'response')) as [IncomingMessage];
      response.resume();
      assert.equal(response.statusCode, 303);
      const { origin, searchParams } = new URL(response.headers.location ?? '');
      assert.equal(origin, sandbox.origins.sso);
      assert.equal(searchParams.get('redirect_uri'), `http://localhost:${port}/auth/callback`);
      assert.equal(await (await fetch(`http://localhost:${port}/`)).text(), 'the page');
    });
  }

  it('names what there is, where it is asked for something else', async (t) => {
    await assert.rejects(start(t, ['koa']), /koa is none of http, express, fastify, hono/);
  });
});
