// Several gateways behind a plain round-robin proxy, which share a Redis: what an operator runs.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, describe, test, type TestContext } from 'node:test';
import { startSandbox, type Sandbox } from '@epos-login/sandbox';
import {
  configurations,
  startCommand,
  type Command,
  type Configurations,
} from '../../packages/gateway/src/test/command.ts';
import { startRoundRobin, type RoundRobin } from '../../packages/gateway/src/test/round-robin.ts';
import { until } from '../../packages/gateway/src/test/session-store.ts';
import { Browser, call, signIn } from '../../packages/gateway/src/test/stage.ts';
import { redisCli, startRedis, type RedisServer } from '../../scripts/redis/server.ts';
import { Crowd } from './crowd.ts';

let sandbox: Sandbox;
let redis: RedisServer;
let robin: RoundRobin;
let files: Configurations;
let instances: Command[] = [];
const stage = () => ({ origin: robin.origin, url: `${robin.origin}/auth` });

before(async () => {
  sandbox = await startSandbox({ port: 0, quiet: true });
  redis = await startRedis({ args: ['--appendonly', 'yes', '--appendfsync', 'always'] });
  robin = await startRoundRobin();
  files = await configurations(sandbox);
  sandbox.control.setBackchannelLogout('epos-server', `${robin.origin}/auth/backchannel-logout`);
  await Promise.all([startInstance(), startInstance(), startInstance()]);
});
after(async () => {
  await Promise.all(instances.map((instance) => instance.kill()));
  await robin.close();
  await files.remove();
  await redis.close();
  await sandbox.close();
});
beforeEach(() => {
  sandbox.control.faults.reset();
  sandbox.control.tokens.setLifetime(300);
});

async function startInstance(): Promise<Command> {
  const store = { kind: 'redis', url: redis.url, timeout: 1000 };
  const instance = await startCommand(await files.write(robin.origin, { store }));
  instances = [...instances, instance];
  robin.targets = instances.map(({ port }) => port);
  return instance;
}

async function newcomer(): Promise<Browser> {
  const browser = new Browser();
  await signIn(stage(), browser);
  return browser;
}

/** People whose tokens are spent every few seconds. */
async function gathered(t: TestContext): Promise<Crowd> {
  sandbox.control.tokens.setLifetime(4);
  const crowd = new Crowd(stage(), await Promise.all(Array.from({ length: 8 }, newcomer)));
  t.after(() => crowd.rest());
  return crowd;
}

/** One instance, asked past the proxy. */
const at = ({ port }: Command) => ({ origin: robin.origin, url: `http://localhost:${port}/auth` });

/** What one instance says of who is signed in. */
async function sessionAt(instance: Command, browser: Browser): Promise<unknown> {
  const response = await call(at(instance), browser, 'session');
  assert.equal(response.status, 200);
  return ((await response.json()) as { session: unknown }).session;
}

/** Who renews the session of this browser now: a random name, or none. */
function renewerOf(browser: Browser): string {
  const name = browser.cookie('epos-session')?.replace(/^1~/, '') ?? '';
  const key = createHash('sha256').update(name).digest('base64url');
  return redisCli('-p', String(redis.port), 'get', `epos:lock:${key}`).trim();
}

const served = (endpoint: string) =>
  instances.map(({ lines }) => lines.filter((line) => line.event === 'request' && line.endpoint === endpoint).length);

const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);

const count = (event: string) =>
  instances.reduce((sum, { lines }) => sum + lines.filter((line) => line.event === event).length, 0);

describe('several instances', () => {
  test('finish what another began, and go on with what another finished', async () => {
    const [logins, callbacks] = [served('login'), served('callback')];
    const browser = await newcomer();
    await until(() => served('callback').some((after, index) => after > callbacks[index]!));
    const began = served('login').findIndex((after, index) => after > logins[index]!);
    const finished = served('callback').findIndex((after, index) => after > callbacks[index]!);
    assert.notEqual(began, finished);
    for (const instance of instances) assert.ok(await sessionAt(instance, browser));
    assert.equal((await call(stage(), browser, '/api/v1/me')).status, 200);
  });

  test('take an answer of the SSO once, whichever of them a reload reaches', async () => {
    const browser = new Browser();
    const isBack = ({ pathname }: URL) => pathname === '/auth/callback';
    const form = await browser.open(`${stage().url}/login?provider=rsaa&return_to=/journal`);
    const person = { username: 'ivanova.mp', password: 'Perm-2026' };
    const { url } = await browser.submit(form, person, { button: /ВОЙТИ/, until: isBack });
    const [began, signedIn] = [served('callback'), count('signed_in')];
    // So long that the second comes while the first waits.
    sandbox.control.faults.set('sso', { delay: 300 });
    const ask = () => browser.fetchFrom(robin.origin)(url, { headers: { accept: 'text/html' }, redirect: 'manual' });
    const answers = await Promise.all([ask(), ask()]);
    const [session, again] = answers.map(({ headers }) =>
      headers.getSetCookie().find((cookie) => cookie.startsWith('epos-session=')),
    );
    assert.ok(session);
    assert.equal(again, session);
    await until(() => sum(served('callback')) === sum(began) + 2);
    assert.equal(served('callback').filter((after, index) => after > began[index]!).length, 2);
    assert.equal(count('signed_in'), signedIn + 1);
    for (const instance of instances) assert.ok(await sessionAt(instance, browser));
  });

  test('renew a session once, however many ask at the same moment', async () => {
    sandbox.control.tokens.setLifetime(1);
    const browser = await newcomer();
    const spent = performance.now() + 1000;
    sandbox.control.tokens.setLifetime(300);
    await until(() => performance.now() > spent);
    const before = count('refreshed');
    const answers = await Promise.all(Array.from({ length: 15 }, () => call(stage(), browser, '/api/v1/me')));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    await until(() => count('refreshed') > before);
    assert.equal(count('refreshed'), before + 1);
  });

  test('hear of a sign-out at the SSO, all of them', async () => {
    const browsers = [await newcomer(), await newcomer()];
    for (const instance of instances) assert.ok(await sessionAt(instance, browsers[0]!));
    await sandbox.control.sessions.end({ notify: true });
    for (const browser of browsers) {
      for (const instance of instances) assert.equal(await sessionAt(instance, browser), null);
    }
  });
});

describe('nobody who holds a session is signed out', () => {
  test('when an instance is killed in the middle of sign-ins and renewals', async (t) => {
    const crowd = await gathered(t);
    // Nobody but the victim is asked to renew this one's session.
    const caught = await newcomer();
    const spent = performance.now() + 4000;
    // Long enough that there is always somebody in the middle.
    sandbox.control.faults.set('sso', { delay: 100 });
    crowd.goOn();
    const entering = Promise.all(Array.from({ length: 3 }, () => crowd.signInAnew()));
    await until(() => count('refreshed') > 5 && performance.now() > spent);
    const victim = instances[0]!;
    // Longer than it takes to see it and to kill.
    sandbox.control.faults.set('sso', { delay: 2000 });
    const beginsOf = () =>
      victim.lines.filter(({ event, endpoint }) => event === 'request' && endpoint === 'login').length;
    const begun = beginsOf();
    await until(() => beginsOf() > begun);
    const unanswered = assert.rejects(call(at(victim), caught, 'refresh', { method: 'POST' }), TypeError);
    await until(() => renewerOf(caught) !== '');
    const renewer = renewerOf(caught);
    await victim.kill();
    await unanswered;
    assert.equal(renewerOf(caught), renewer);
    assert.notEqual(renewer, '');
    instances = instances.slice(1);
    sandbox.control.faults.set('sso', { delay: 100 });
    const other = await call(at(instances[0]!), caught, 'refresh', { method: 'POST' });
    assert.equal(other.status, 200, await other.text());

    // The proxy goes on sending people to where nobody is.
    const renewed = count('refreshed');
    await until(() => count('refreshed') > renewed + 10);
    await startInstance();
    const more = crowd.answers.ok;
    await until(() => crowd.answers.ok > more + 50);
    await crowd.rest();
    const entered = await entering;
    assert.equal(crowd.answers.signedOut, 0, JSON.stringify(crowd.answers));
    assert.equal(crowd.answers.other, 0, JSON.stringify(crowd.answers));
    assert.ok(
      entered.every((times) => times > 0),
      entered.join(),
    );
    sandbox.control.faults.reset();
    for (const browser of [caught, ...crowd.browsers]) assert.ok(await sessionAt(instances[0]!, browser));
  });

  for (const end of ['stop', 'kill'] as const) {
    test(`when Redis ends by ${end} and comes back, under load`, async (t) => {
      const crowd = await gathered(t);
      crowd.goOn();
      const renewed = count('refreshed');
      await until(() => count('refreshed') > renewed + 5);
      await redis[end]();
      await until(() => crowd.answers.unavailable > 20);
      for (const { port, adminPort } of instances) {
        await until(async () => (await fetch(`http://localhost:${adminPort}/health/ready`)).status === 503);
        assert.equal((await fetch(`http://localhost:${port}/health/live`)).status, 200);
      }
      // Whoever is away is asked in vain; nobody is told anything else.
      const { ok } = crowd.answers;
      const { unavailable } = crowd.answers;
      await until(() => crowd.answers.unavailable > unavailable + 20);
      assert.equal(crowd.answers.ok, ok);
      await redis.start();
      await until(() => crowd.answers.ok > ok + 50);
      await crowd.rest();
      assert.equal(crowd.answers.signedOut, 0, JSON.stringify(crowd.answers));
      assert.deepEqual([crowd.answers.other, crowd.answers.lost], [0, 0], JSON.stringify(crowd.answers));
      for (const instance of instances) {
        for (const browser of crowd.browsers) assert.ok(await sessionAt(instance, browser));
        await until(async () => (await fetch(`http://localhost:${instance.adminPort}/health/ready`)).status === 200);
      }
    });
  }
});
