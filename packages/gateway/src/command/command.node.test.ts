import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { gatewayHeader } from '@epos-login/core/contract';
import { startSandbox, type Sandbox } from '@epos-login/sandbox';
import { freePort } from '../../../../scripts/free-port.ts';
import { configurations, runCommand, startCommand, type Command, type Configurations } from '../test/command.ts';
import { startRoundRobin, type RoundRobin } from '../test/round-robin.ts';
import { until } from '../test/session-store.ts';
import { Browser, call, signIn } from '../test/stage.ts';

let sandbox: Sandbox;
let files: Configurations;
let robin: RoundRobin;
let command: Command;
/** A server behind the gateway that anybody may ask; says what it was asked with, when it is told to. */
let upstream: { readonly url: string; readonly asked: IncomingMessage[]; answer: () => void; close(): void };
const stage = () => ({ origin: robin.origin, url: `${robin.origin}/auth` });

before(async () => {
  sandbox = await startSandbox({ port: 0, quiet: true });
  files = await configurations(sandbox);
  robin = await startRoundRobin();
  upstream = await startUpstream();
  command = await startCommand(await files.write(robin.origin, fields()));
  robin.targets = [command.port];
});
after(async () => {
  await command.kill();
  upstream.close();
  await robin.close();
  await files.remove();
  await sandbox.close();
});

const fields = () => ({
  proxy: [
    { path: '/api/', upstream: `${sandbox.portalUrl}/` },
    {
      path: '/open/',
      upstream: upstream.url,
      anonymous: ['echo', 'slow', 'flood', 'late'],
      headers: ['x-forwarded-for'],
    },
  ],
  limits: { headers: 8192, headersTimeout: 1000, requestTimeout: 3000, idleTimeout: 300 },
});

async function startUpstream() {
  const held = Promise.withResolvers<undefined>();
  const flooded = Promise.withResolvers<undefined>();
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    if (request.url === '/slow') void held.promise.then(() => response.end('in the end'));
    else if (request.url === '/late') void flooded.promise.then(() => response.end('at last'));
    else if (request.url === '/flood') flood(response, flooded.resolve);
    else response.end(JSON.stringify(request.headers));
  }).listen(0, 'localhost');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    asked,
    answer: () => {
      held.resolve(undefined);
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Says more than anybody keeps, and tells when nobody hears it any more. */
function flood(response: ServerResponse, over: (value: undefined) => void): void {
  const say = () => {
    while (response.write(Buffer.alloc(65_536)));
  };
  response.on('drain', say);
  response.on('close', () => {
    over(undefined);
  });
  say();
}

/** Where nobody answers. */
const nobody = async () => `http://localhost:${await freePort()}`;

const open = (path: string, headers: Record<string, string> = {}) =>
  fetch(`http://localhost:${command.port}/open/${path}`, {
    headers: { [gatewayHeader]: '1', 'sec-fetch-site': 'same-origin', ...headers },
  });

describe('epos-gateway', () => {
  test('says how it is called', async () => {
    const { code, stdout } = await runCommand(['--help']);
    assert.equal(code, 0);
    assert.match(stdout, /--config <file>/);
    assert.match((await runCommand([])).stderr, /needs --config/);
    const wrong = await runCommand(['--confg', 'x']);
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /--confg[\s\S]+Usage/);
    assert.doesNotMatch(wrong.stderr, /node:internal/);
  });

  test('names every field that is wrong, the own and those of createGateway, and no secret', async () => {
    const own = await runCommand(['--config', await files.write(robin.origin, { listen: { port: -1 }, admin: 1 })]);
    assert.equal(own.code, 1);
    assert.equal(own.stderr, 'listen.port: must be a port, 0 to 65535\nadmin: must be an object, or false\n');
    const secret = await files.secret('letmein');
    const wrong = { keys: [secret], issuer: 'http://sso.example', proxy: [{ path: 'api', upstream: 'https://a/' }] };
    const theirs = await runCommand(['--config', await files.write(robin.origin, wrong)]);
    assert.equal(theirs.code, 1);
    assert.match(theirs.stderr, /^issuer: must be /m);
    assert.match(theirs.stderr, /^keys\[0\]: must be 32 bytes/m);
    assert.match(theirs.stderr, /^proxy\[0\]\.path: must be /m);
    assert.doesNotMatch(theirs.stderr + theirs.stdout, /letmein|node:internal/);
  });

  test('--check asks the SSO, and says whether it answers', async () => {
    const sound = await runCommand(['--check', '--config', await files.write(robin.origin)]);
    assert.deepEqual(sound, { code: 0, stdout: 'providers: ok\nstore: ok\n', stderr: '' });
    const config = await files.write(robin.origin, { issuer: await nobody() });
    const away = await runCommand(['--check', '--config', config]);
    assert.deepEqual(away, {
      code: 1,
      stdout: 'providers: cannot be used\nstore: ok\n',
      stderr: 'sso: network: It cannot be reached (ECONNREFUSED).\n',
    });
  });

  test('--check says at which address the metadata are not', async () => {
    const issuer = `${sandbox.origins.sso}/realms/epos`;
    const { code, stderr } = await runCommand(['--check', '--config', await files.write(robin.origin, { issuer })]);
    assert.equal(code, 1);
    const address = `${issuer}/.well-known/openid-configuration`;
    assert.equal(stderr, `sso: bad_response: The issuer answered 404 for its metadata at ${address}.\n`);
  });

  test('says where Node is older than what it is tested with', async () => {
    const file = path.join(import.meta.dirname, '../../package.json');
    const { engines } = JSON.parse(await readFile(file, 'utf8')) as { engines: { node: string } };
    const oldest = Number(engines.node.replace('>=', ''));
    const withNode = async (version: string) => {
      const versions = `{value:{...process.versions,node:'${version}'}}`;
      const pretending = `--import=data:text/javascript,Object.defineProperty(process,'versions',${versions})`;
      const config = await files.write(robin.origin);
      return runCommand(['--check', '--config', config], { NODE_OPTIONS: pretending });
    };
    const old = `${oldest - 1}.19.0`;
    const warned = await withNode(old);
    assert.equal(warned.stderr, `node: ${old} is older than ${oldest}, the oldest that is tested\n`);
    assert.equal(warned.code, 0);
    assert.equal((await withNode(`${oldest}.0.0`)).stderr, '');
  });

  test('--check says whom the metadata name, and once why Redis cannot be used', async () => {
    const { port } = new URL(sandbox.origins.sso);
    const issuer = `http://127.0.0.1:${port}`;
    const store = { kind: 'redis', url: (await nobody()).replace('http', 'redis') };
    const { code, stdout, stderr } = await runCommand([
      '--check',
      '--config',
      await files.write(robin.origin, { issuer, store }),
    ]);
    assert.equal(code, 1);
    assert.equal(stdout, 'providers: cannot be used\nstore: cannot be used\n');
    const named = `sso: issuer_mismatch: The metadata names ${sandbox.origins.sso}, and not ${issuer}.`;
    assert.ok(stderr.includes(`${named}\n`), stderr);
    const lines = stderr.split('\n').filter((line) => line !== named);
    // Where a name has several addresses, Node tells the code alone.
    assert.match(lines.toSorted().join('\n'), /^\nstore: .+\nstore_error: .*ECONNREFUSED.*$/);
  });

  test('says in one line that its port is taken', async () => {
    const taken = { host: 'localhost', port: Number(new URL(robin.origin).port) };
    for (const field of ['listen', 'admin']) {
      const ended = await runCommand(['--config', await files.write(robin.origin, { [field]: taken })]);
      assert.equal(ended.code, 1);
      assert.equal(ended.stderr, `${field}: localhost:${taken.port} is taken (EADDRINUSE)\n`);
    }
  });

  test('signs in, and calls the portal', async () => {
    const browser = new Browser();
    await signIn(stage(), browser);
    const me = await call(stage(), browser, '/api/v1/me');
    assert.equal(me.status, 200);
    assert.match(await me.text(), /Иванова/);
  });

  test('writes a line of JSON for each request, and nothing of whom', async () => {
    const browser = new Browser();
    await signIn(stage(), browser);
    const session = (await (await call(stage(), browser, 'session')).json()) as {
      session: { claims: { sub: string } };
    };
    await until(() => command.lines.some(({ event, endpoint }) => event === 'request' && endpoint === 'session'));
    const { sub } = session.session.claims;
    const cookie = browser.cookie('epos-session') ?? '';
    assert.ok(sub && cookie);
    for (const secret of [sub, cookie, 'ivanova', 'Иванова', 'code=', 'state=', '127.0.0.1', '::1']) {
      assert.ok(!command.output().includes(secret), secret);
    }
    assert.ok(command.lines.some(({ event, provider }) => event === 'signed_in' && provider === 'rsaa'));
  });

  test('counts for Prometheus, on a port of its own', async () => {
    const metrics = await (await fetch(`http://localhost:${command.adminPort}/metrics`)).text();
    assert.match(
      metrics,
      /^epos_gateway_request_duration_seconds_count\{endpoint="login",method="GET",status="303"\} [1-9]/m,
    );
    assert.match(metrics, /^epos_gateway_sign_ins_total\{provider="rsaa",result="ok"\} [1-9]/m);
    assert.match(metrics, /^process_resident_memory_bytes /m);
    assert.equal((await fetch(`http://localhost:${command.port}/metrics`)).status, 404);
  });

  test('tells probes that it lives, and whether it is ready', async () => {
    for (const port of [command.port, command.adminPort]) {
      const live = await fetch(`http://localhost:${port}/health/live`);
      assert.equal(live.status, 200);
      const ready = await fetch(`http://localhost:${port}/health/ready`);
      assert.deepEqual(await ready.json(), { status: 'ready', providers: true, store: true });
      assert.equal((await fetch(`http://localhost:${port}/health/other`)).status, 404);
      assert.equal((await fetch(`http://localhost:${port}/health/live`, { method: 'POST' })).status, 404);
    }
  });

  test('is alive and not ready while the SSO is away', async () => {
    const own = await startCommand(await files.write(robin.origin, { issuer: await nobody() }));
    assert.equal((await fetch(`http://localhost:${own.port}/health/live`)).status, 200);
    const ready = await fetch(`http://localhost:${own.port}/health/ready`);
    assert.equal(ready.status, 503);
    assert.deepEqual(await ready.json(), { status: 'not ready', providers: false, store: true });
    const told = () => own.lines.filter(({ event }) => event === 'provider_unusable');
    // It comes by another pipe than the answer.
    await until(() => told().length > 0);
    assert.deepEqual(
      told().map(({ level, provider, code, reason }) => ({ level, provider, code, reason })),
      [{ level: 'error', provider: 'sso', code: 'network', reason: 'It cannot be reached (ECONNREFUSED).' }],
    );
    await own.kill();
  });

  test('passes the trace on where it is one, and says for whom it asks', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const heard = async (headers: Record<string, string>) =>
      (await (await open('echo', headers)).json()) as Record<string, string>;
    const sound = await heard({ traceparent, tracestate: 'rojo=1', 'x-forwarded-for': '203.0.113.7' });
    assert.equal(sound.traceparent, traceparent);
    assert.equal(sound.tracestate, 'rojo=1');
    // Nobody is trusted here: what the caller says of itself is not passed on.
    assert.match(sound['x-forwarded-for'] ?? '', /^(127\.0\.0\.1|::1)$/);
    const forged = await heard({ traceparent: 'forged', tracestate: 'rojo=1' });
    assert.equal(forged.traceparent, undefined);
    assert.equal(forged.tracestate, undefined);
    await until(() => command.lines.some(({ trace_id }) => trace_id === '0af7651916cd43dd8448eb211c80319c'));
  });
});

describe('whoever is slow or too much is let go', () => {
  /** What a socket is answered that says no more than this. */
  async function answerTo(words: string): Promise<string> {
    const socket = connect(command.port, 'localhost');
    socket.write(words);
    return text(socket);
  }

  test('headers that do not end', async () => {
    assert.match(await answerTo('GET /auth/session HTTP/1.1\r\nhost: x\r\n'), /^HTTP\/1\.1 408 /);
  });

  test('a body that does not end', async () => {
    const head = `POST /auth/logout HTTP/1.1\r\nhost: x\r\n${gatewayHeader}: 1\r\norigin: ${robin.origin}\r\n`;
    const answer = await answerTo(`${head}content-type: application/json\r\ncontent-length: 100\r\n\r\n{`);
    assert.match(answer, /^HTTP\/1\.1 (408|400) /);
  });

  test('an answer that nobody reads, and not whoever waits for one', async () => {
    const late = open('late');
    const socket = connect(command.port, 'localhost').on('error', () => undefined);
    socket.pause();
    socket.write(`GET /open/flood HTTP/1.1\r\nhost: x\r\n${gatewayHeader}: 1\r\nsec-fetch-site: same-origin\r\n\r\n`);
    // The upstream answers it when its other answer has been let go.
    assert.equal(await (await late).text(), 'at last');
    socket.destroy();
  });

  test('headers that are too long', async () => {
    assert.match(
      await answerTo(`GET /auth/session HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(9000)}\r\n\r\n`),
      /^HTTP\/1\.1 431 /,
    );
  });

  test('what is no HTTP', async () => {
    assert.match(await answerTo('hello\r\n\r\n'), /^HTTP\/1\.1 400 /);
  });
});

describe('SIGTERM', () => {
  test('lets end what is under way, and takes nothing new', async () => {
    const own = await startCommand(await files.write(robin.origin, { ...fields(), shutdown: { delay: 100 } }));
    const before = upstream.asked.length;
    const slow = fetch(`http://localhost:${own.port}/open/slow`, { headers: { [gatewayHeader]: '1' } });
    await until(() => upstream.asked.length > before);
    own.signal('SIGTERM');
    await until(() =>
      fetch(`http://localhost:${own.port}/health/live`).then(
        () => false,
        () => true,
      ),
    );
    upstream.answer();
    assert.equal(await (await slow).text(), 'in the end');
    assert.equal(await own.ended, 0);
    assert.equal(own.lines.at(-1)?.cut, false);
  });

  test('does not wait for ever', async () => {
    const config = await files.write(robin.origin, { ...fields(), shutdown: { delay: 0, timeout: 200 } });
    const own = await startCommand(config);
    const idle = ask({ host: 'localhost', port: own.port, method: 'POST', path: '/auth/logout' });
    idle.on('error', () => undefined);
    idle.setHeader('content-length', '10');
    idle.setHeader(gatewayHeader, '1');
    idle.setHeader('origin', robin.origin);
    idle.write('{');
    const [socket] = (await once(idle, 'socket')) as [Socket];
    if (socket.connecting) await once(socket, 'connect');
    await fetch(`http://localhost:${own.port}/health/live`);
    own.signal('SIGTERM');
    assert.equal(await own.ended, 0);
    assert.equal(own.lines.at(-1)?.cut, true);
  });

  test('lets others notice before it goes, and twice means at once', async () => {
    const own = await startCommand(await files.write(robin.origin, { shutdown: { delay: 60_000 } }));
    own.signal('SIGTERM');
    await until(() => own.lines.some(({ event }) => event === 'stopping'));
    const ready = await fetch(`http://localhost:${own.port}/health/ready`);
    assert.equal(ready.status, 503);
    assert.deepEqual(await ready.json(), { status: 'stopping' });
    assert.equal((await fetch(`http://localhost:${own.port}/health/live`)).status, 200);
    own.signal('SIGTERM');
    assert.equal(await own.ended, 1);
  });
});
