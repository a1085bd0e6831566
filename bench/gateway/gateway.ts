// `npm run bench:gateway [-- --requests 20000] [--soak 1000000] [--instances 3]`: what the gateway takes, beside servers
// that do nothing.
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { gatewayHeader } from '@epos-login/core/contract';
import { startSandbox } from '@epos-login/sandbox';
import { configurations } from '../../packages/gateway/src/test/command.ts';
import { startRoundRobin } from '../../packages/gateway/src/test/round-robin.ts';
import { Browser, signIn } from '../../packages/gateway/src/test/stage.ts';
import { freePort } from '../../scripts/free-port.ts';
import { redisCli, startRedis } from '../../scripts/redis/server.ts';
import { load, type Load } from './load.ts';
import { memoryOf } from './memory.ts';
import { startProcess, type ServerProcess } from './processes.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '20000' },
    soak: { type: 'string' },
    instances: { type: 'string', default: '2' },
  },
});
const requests = Number(values.requests);
/** While the memory is watched. */
const soak = Number(values.soak ?? requests);
const mostInstances = Number(values.instances);
/** Each takes the password page of the SSO along. */
const signIns = Math.min(200, Math.ceil(requests / 100));

const closing: (() => Promise<unknown>)[] = [];
function kept<T extends { close(): Promise<void> }>(opened: T): T {
  closing.unshift(() => opened.close());
  return opened;
}

/** What else the machine does: it falls on every row. */
const [busy = 0] = loadavg();

const rows: string[][] = [];
let yardstick = 0;
function row(name: string, { perSecond, p50, p99 }: Load): void {
  yardstick ||= perSecond;
  rows.push([
    name,
    perSecond.toFixed(0),
    p50.toFixed(1),
    p99.toFixed(1),
    `${((perSecond / yardstick) * 100).toFixed(0)} %`,
  ]);
  console.error(`${name}: ${perSecond.toFixed(0)}/s`);
}

try {
  await measure();
} finally {
  for (const close of closing) await close();
}

async function measure(): Promise<void> {
  const node = kept(await startProcess('bare-node.ts', []));
  const hono = kept(await startProcess('bare-hono.ts', []));
  const sandbox = kept(await startSandbox({ port: 0, quiet: true }));
  const redis = kept(await startRedis({ args: ['--appendonly', 'yes'] }));
  const robin = kept(await startRoundRobin());
  const files = await configurations(sandbox);
  closing.unshift(() => files.remove());
  // Longer than any run: what is measured is not the SSO.
  sandbox.control.tokens.setLifetime(36_000);

  interface Instance extends ServerProcess {
    readonly adminUrl: string;
  }
  const startGateway = async (store: object): Promise<Instance> => {
    const [port, adminPort] = [await freePort(), await freePort()];
    const proxy = [{ path: '/bare/', upstream: `${node.url}/` }];
    const ends = { listen: { host: 'localhost', port }, admin: { host: 'localhost', port: adminPort } };
    const config = await files.write(robin.origin, { ...ends, store, proxy });
    const command = '../../packages/gateway/src/command/command.ts';
    const started = await startProcess(command, ['--config', config], { port, probe: '/health/ready' });
    return kept({ ...started, adminUrl: `http://localhost:${adminPort}` });
  };
  const place = { origin: robin.origin, url: `${robin.origin}/auth` };
  /** What a page of somebody signed in sends along. */
  const signedIn = async ({ port }: Instance): Promise<Record<string, string>> => {
    robin.targets = [port];
    const browser = new Browser();
    await signIn(place, browser);
    const names = browser.cookieNames.filter((name) => name.startsWith('epos'));
    const cookie = names.map((name) => `${name}=${browser.cookie(name) ?? ''}`).join('; ');
    return { cookie, origin: robin.origin, [gatewayHeader]: '1' };
  };

  row('bare `node:http`', await load({ url: node.url, requests }));
  row('bare Hono', await load({ url: hono.url, requests }));

  const inCookies = await startGateway({ kind: 'cookie' });
  const inRedis = await startGateway({ kind: 'redis', url: redis.url });
  const heap: string[] = [];
  for (const [name, gateway] of [
    ['cookie', inCookies],
    ['Redis', inRedis],
  ] as const) {
    const headers = await signedIn(gateway);
    const sessions = (amount: number) =>
      load({ url: `${gateway.url}/auth/session?passive=1`, headers, requests: amount });
    row(`session, ${name}`, await sessions(requests));
    if (gateway === inRedis) {
      for (let quarter = 0; quarter < 4; quarter++) {
        await sessions(soak / 4);
        gateway.sweep();
        heap.push((await memoryOf(gateway.adminUrl)).heap.toFixed(1));
      }
    }
    row(`proxied call, ${name}`, await load({ url: `${gateway.url}/bare/me`, headers, requests }));
  }
  const navigation = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', accept: 'text/html' };
  const login = `${inRedis.url}/auth/login?provider=rsaa&return_to=/`;
  row('beginning of a sign-in', await load({ url: login, headers: navigation, requests: requests / 4, status: 303 }));
  robin.targets = [inRedis.port];
  row('whole sign-in, the SSO of the sandbox included', await wholeSignIns(() => signIn(place, new Browser())));

  const last = await memoryOf(inRedis.adminUrl);
  const { instances, commands } = await moreInstances();
  report(rows, [
    `The gateway’s heap after each quarter of ${soak} sessions asked for, swept: ${heap.join(', ')} MB; resident ${last.resident.toFixed(0)} MB after all of the above.`,
    ...instances,
    `Redis runs ${commands.toFixed(2)} commands for one session that is asked for.`,
  ]);

  /** What each instance more brings and takes. */
  async function moreInstances() {
    const all = [inRedis];
    const lines: string[] = [];
    while (all.length < mostInstances) {
      all.push(await startGateway({ kind: 'redis', url: redis.url }));
      const added = all.at(-1) ?? inRedis;
      const idle = await memoryOf(added.adminUrl);
      const clients = redisCli('-p', String(redis.port), 'client', 'list').trim().split('\n').length - 1;
      const headers = await signedIn(added);
      const url = (instance: Instance) => `${instance.url}/auth/session?passive=1`;
      const loads = await Promise.all(
        all.map((instance) => load({ url: url(instance), headers, requests: Math.ceil(requests / all.length) })),
      );
      const sum = loads.reduce((total, { perSecond }) => total + perSecond, 0);
      lines.push(
        `${all.length} instances: ${sum.toFixed(0)} sessions a second together. The one more starts in ${added.startTime.toFixed(0)} ms, holds ${idle.resident.toFixed(0)} MB idle; all together hold ${clients} connections to Redis.`,
      );
    }
    const calls = () =>
      Number(/cmdstat_eval:calls=(\d+)/.exec(redisCli('-p', String(redis.port), 'info', 'commandstats'))?.[1]);
    const headers = await signedIn(inRedis);
    const before = calls();
    await load({ url: `${inRedis.url}/auth/session?passive=1`, headers, requests: 1000 });
    return { instances: lines, commands: (calls() - before) / 2000 };
  }
}

/** Four at a time; a person takes longer than the machine. */
async function wholeSignIns(one: () => Promise<unknown>): Promise<Load> {
  const times: number[] = [];
  await one();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      while (times.length < signIns) {
        const start = performance.now();
        await one();
        times.push(performance.now() - start);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const sorted = times.toSorted((first, second) => first - second);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99) };
}

function report(table: readonly string[][], lines: readonly string[]): void {
  const [cpu] = cpus();
  console.log(
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}, ${requests} requests a row over 20 connections; the load comes from the same machine, whose load average was ${busy.toFixed(1)} before.\n`,
  );
  const head = ['what', 'requests a second', 'p50, ms', 'p99, ms', 'beside the first'];
  for (const cells of [head, head.map(() => '---'), ...table]) console.log(`| ${cells.join(' | ')} |`);
  console.log(`\n${lines.map((line) => `- ${line}`).join('\n')}`);
}
