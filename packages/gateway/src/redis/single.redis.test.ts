import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createClient } from 'redis';
import { freePort } from '../../../../scripts/free-port.ts';
import { startRedis, type RedisServer } from '../../../../scripts/redis/server.ts';
import type { SessionStore } from '../sessions/store.ts';
import { HostileVisit } from '../test/hostile-visit.ts';
import { randomName, storeRules, until } from '../test/session-store.ts';
import { redisStore } from './redis.ts';

let server: RedisServer;
let store: SessionStore;
/** Looks at what the store has written. */
let raw: ReturnType<typeof createClient>;
const closing: (() => unknown)[] = [];

before(async () => {
  server = await startRedis({ args: ['--appendonly', 'yes', '--appendfsync', 'always'] });
  store = redisStore({ url: server.url });
  raw = createClient({ url: server.url });
  raw.on('error', () => undefined);
  await raw.connect();
});
after(async () => {
  for (const close of closing) await close();
  raw.destroy();
  await store.close();
  await server.close();
});

const timeout = 1000;
/** A store of its own, whose patience is short. */
function impatientStore(options: Partial<Parameters<typeof redisStore>[0]> = {}): SessionStore {
  const own = redisStore({ url: server.url, timeout, ...options });
  closing.push(() => own.close());
  return own;
}

async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

const works = (own: SessionStore) =>
  own.check().then(
    () => true,
    () => false,
  );

storeRules('A single Redis', () => store);

describe('what is in Redis', () => {
  test('a label stands longer than its sessions, which are put off again and again', async () => {
    const [key, label] = [randomName(), randomName()];
    await store.create(key, 'value', { labels: [label], seconds: 1 });
    for (const seconds of [2, 600, 1, 100_000, 60]) {
      await store.touch(key, seconds);
      const [ofSession, ofLabel, until] = [
        await raw.pTTL(`epos:session:${key}`),
        await raw.pTTL(`epos:label:${label}`),
        await raw.zScore(`epos:label:${label}`, key),
      ];
      assert.ok(ofSession > (seconds - 1) * 1000 && ofSession <= seconds * 1000);
      assert.ok(ofLabel > ofSession);
      assert.ok((until ?? 0) > Date.now() + ofSession);
    }
  });

  test('a label drops who is over, and goes with the last', async () => {
    const [label, over, alive] = [randomName(), randomName(), randomName()];
    await raw.zAdd(`epos:label:${label}`, { score: Date.now() - 1, value: over });
    await store.create(alive, 'value', { labels: [label], seconds: 600 });
    assert.deepEqual(await raw.zRange(`epos:label:${label}`, 0, -1), [alive]);
    assert.ok((await raw.pTTL(`epos:label:${label}`)) > 0);
    await store.delete(alive);
    assert.equal(await raw.exists(`epos:label:${label}`), 0);
  });

  test('a session that the SSO ends while it is begun does not live on', async () => {
    const [key, label] = [randomName(), randomName()];
    // Its name is there, the session is not yet: what a sign-out meets that comes between the two.
    await raw.zAdd(`epos:label:${label}`, { score: -(Date.now() + 600_000), value: key });
    await store.create(key, 'value', { labels: [label], seconds: 600 });
    assert.equal(await store.get(key), undefined);
  });

  test('a sign-out that broke off in the middle is finished when it comes again', async () => {
    const [key, label] = [randomName(), randomName()];
    await store.create(key, 'value', { labels: [label], seconds: 600 });
    await raw.zAdd(`epos:label:${label}`, { score: -(Date.now() + 600_000), value: key });
    await store.touch(key, 100_000);
    assert.equal(await store.revoke(label), 1);
    assert.equal(await store.get(key), undefined);
  });

  test('keys begin as the operator wishes, and two prefixes share nothing', async () => {
    const [key, label] = [randomName(), randomName()];
    const other = impatientStore({ prefix: 'journal:test' });
    await other.create(key, 'value', { labels: [label], seconds: 600 });
    assert.equal(await raw.exists(`journal:test:session:${key}`), 1);
    assert.equal(await store.get(key), undefined);
    assert.equal(await store.revoke(label), 0);
  });

  test('nothing stays of a lock', async () => {
    const key = randomName();
    await store.lock(key, async () => {
      const left = await raw.pTTL(`epos:lock:${key}`);
      assert.ok(left > 0 && left <= 6000);
    });
    assert.equal(await raw.exists(`epos:lock:${key}`), 0);
  });
});

test('two gateways that share it take an answer of the SSO once', async () => {
  const one = new HostileVisit({}, { store });
  const network: typeof fetch = (input, init) => one.fetch(new Request(input, init));
  const other = new HostileVisit({}, { store: impatientStore(), fetch: network });
  const back = await one.begin();
  const headers = { cookie: [...one.cookies].map((pair) => pair.join('=')).join('; ') };
  const answers = await Promise.all([one, other].map(({ gateway }) => gateway(new Request(back, { headers }))));
  const [session, again] = answers.map(({ headers: told }) =>
    told.getSetCookie().find((cookie) => cookie.startsWith('epos-session=')),
  );
  assert.ok(session);
  assert.equal(again, session);
  assert.equal(one.asked('token').length, 1);
  // Who reads Redis meanwhile learns nothing, and nothing of it stays.
  const [, name = ''] = /^epos-session=1~([^;]+)/.exec(session) ?? [];
  const state = back.searchParams.get('state') ?? '';
  const kept = await raw.keys('epos:session:*');
  const values = await Promise.all(kept.map((key) => raw.hGet(key, 'v')));
  assert.equal(
    [...kept, ...values].some((text) => text?.includes(name) || text?.includes(state)),
    false,
  );
  const key = createHash('sha256').update(`arrival ${state}`).digest('base64url');
  const left = await raw.pTTL(`epos:session:${key}`);
  assert.ok(left > 20_000 && left <= 30_000, `${left}`);
});

describe('locks between instances', () => {
  test('exclude each other', async () => {
    const [key, other] = [randomName(), impatientStore()];
    const steps: string[] = [];
    await Promise.all(
      [store, other, store, other].map((each, index) =>
        each.lock(key, async () => {
          steps.push(`in ${index}`);
          await raw.ping();
          steps.push(`out ${index}`);
        }),
      ),
    );
    for (let index = 0; index < steps.length; index += 2) {
      assert.equal(steps[index + 1], steps[index]?.replace('in', 'out'));
    }
  });

  test('a holder that has died lets go by and by', async () => {
    const key = randomName();
    await raw.set(`epos:lock:${key}`, 'of a process that is no more', { PX: 500 });
    assert.equal(await store.lock(key, () => Promise.resolve('done')), 'done');
  });

  test('nobody lets go what another holds', async () => {
    const key = randomName();
    await store.lock(key, async () => {
      // As if this one had been away for longer than its lease.
      await raw.set(`epos:lock:${key}`, 'of another', { PX: 60_000 });
    });
    assert.equal(await raw.get(`epos:lock:${key}`), 'of another');
  });

  test('long work keeps its lock', async () => {
    const key = randomName();
    await store.lock(key, async () => {
      await raw.pExpire(`epos:lock:${key}`, 2500);
      await until(async () => (await raw.pTTL(`epos:lock:${key}`)) > 3000);
    });
  });

  test('who waits in vain is told so', { timeout: 30_000 }, async () => {
    const key = randomName();
    await raw.set(`epos:lock:${key}`, 'of one that never ends', { PX: 60_000 });
    await assert.rejects(
      store.lock(key, () => Promise.resolve()),
      /locked for too long/,
    );
  });
});

describe('a Redis in trouble', () => {
  test('that is away refuses at once, and has everything when it is back', async () => {
    const own = impatientStore();
    const keys = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const key = randomName();
        await own.create(key, 'value', { labels: [randomName()], seconds: 600 });
        return key;
      }),
    );
    for (const end of [() => server.stop(), () => server.kill()]) {
      await end();
      const time = await elapsed(() => assert.rejects(own.get(keys[0]!)));
      assert.ok(time < 2 * timeout, `${time}`);
      await assert.rejects(own.check());
      await assert.rejects(
        own.lock(randomName(), () => Promise.reject(new Error('ran'))),
        /^(?!.*ran)/,
      );
      await server.start();
      await until(() => works(own));
      const found = await Promise.all(keys.map((key) => own.get(key)));
      assert.equal(found.filter(Boolean).length, keys.length);
    }
  });

  test('that says nothing is waited for a bounded time, and found again', { timeout: 30_000 }, async () => {
    const own = impatientStore();
    await own.check();
    server.freeze();
    try {
      const times = await Promise.all(
        [() => own.get('a'), () => own.check(), () => own.revoke('b'), () => own.touch('c', 1)].map((work) =>
          elapsed(() => assert.rejects(work(), /did not answer within 1000 ms/)),
        ),
      );
      for (const time of times) assert.ok(time < 2 * timeout, `${time}`);
    } finally {
      server.thaw();
    }
    await until(() => works(own));
  });

  test('work that is done counts, though the lock can no longer be let go', async () => {
    const own = impatientStore();
    const done = own.lock(randomName(), async () => {
      await server.stop();
      return 'done';
    });
    assert.equal(await done, 'done');
    await server.start();
  });

  test('that was not there at the start is found when it comes', async () => {
    const errors: Error[] = [];
    await server.stop();
    const own = impatientStore({ onError: (error) => errors.push(error) });
    await assert.rejects(own.get('a'));
    assert.ok(errors.length > 0);
    await server.start();
    await until(() => works(own));
  });

  test('behind a connection that is forgotten without a word gets a new one', { timeout: 30_000 }, async () => {
    const way = await forgetfulWay(server.port);
    closing.push(() => {
      way.close();
    });
    const own = impatientStore({ url: `redis://127.0.0.1:${way.port}` });
    await own.check();
    way.forget();
    await assert.rejects(own.check(), /did not answer/);
    await until(() => works(own));
  });

  test('that only reads is no store', async () => {
    const own = impatientStore();
    await own.check();
    await raw.replicaOf('127.0.0.1', 1);
    try {
      await assert.rejects(own.check(), /READONLY/);
      await assert.rejects(own.create(randomName(), 'value', { labels: [], seconds: 60 }), /READONLY/);
    } finally {
      await raw.sendCommand(['REPLICAOF', 'NO', 'ONE']);
    }
  });

  test('that has no memory left refuses, and evicts nobody', async () => {
    await raw.configSet('maxmemory', '1');
    try {
      await assert.rejects(store.create(randomName(), 'value', { labels: [], seconds: 60 }), /OOM/);
      await assert.rejects(store.check(), /OOM/);
    } finally {
      await raw.configSet('maxmemory', '0');
    }
  });
});

test('speaks TLS, and only with a server that it can trust', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'epos-redis-tls-'));
  const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=redis', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject], {
    stdio: 'ignore',
  });
  const tlsPort = await freePort();
  const tls = [
    '--tls-port',
    String(tlsPort),
    '--tls-cert-file',
    cert,
    '--tls-key-file',
    key,
    '--tls-auth-clients',
    'no',
  ];
  const secure = await startRedis({ args: tls });
  closing.push(async () => {
    await secure.close();
    await rm(folder, { recursive: true });
  });
  const url = `rediss://127.0.0.1:${tlsPort}`;
  await impatientStore({ url, options: { socket: { tls: true, ca: readFileSync(cert) } }, timeout: 2000 }).check();
  const errors: Error[] = [];
  await assert.rejects(impatientStore({ url, onError: (error) => errors.push(error) }).check());
  assert.match(String(errors[0]), /self-signed/);
});

/** What lies between: it takes new connections, and can forget the old ones without closing them, as firewalls do. */
async function forgetfulWay(target: number) {
  const open = new Set<Socket>();
  const way = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    near.pipe(far).pipe(near);
    for (const end of [near, far]) {
      open.add(end);
      end.on('error', () => undefined);
    }
  }).listen(0, '127.0.0.1');
  await once(way, 'listening');
  return {
    port: (way.address() as AddressInfo).port,
    forget() {
      for (const end of open) end.unpipe().resume();
    },
    close() {
      for (const end of open) end.destroy();
      way.close();
    },
  };
}

describe('the accounts that docs/operating.md names', () => {
  const operating = readFileSync(new URL('../../../../docs/operating.md', import.meta.url), 'utf8');
  const [, rights = ''] = /`ACL SETUSER gateway on >… ([^`]+)`/.exec(operating) ?? [];
  const [, nobody = ''] = /`user default ([^`]+)`, or/.exec(operating) ?? [];

  test('may do all that the gateway does', async () => {
    assert.match(rights, /^~epos:\* \+eval /);
    await raw.sendCommand(['ACL', 'SETUSER', 'gateway', 'on', '>letmein', ...rights.split(' ')]);
    const own = impatientStore({ url: `redis://gateway:letmein@127.0.0.1:${server.port}` });
    const [key, label] = [randomName(), randomName()];
    await own.check();
    await own.create(key, 'value', { labels: [label], seconds: 60 });
    assert.equal(await own.replace(key, 'new'), true);
    await own.touch(key, 60_000);
    assert.equal((await own.get(key))?.value, 'new');
    assert.equal(await own.lock(key, () => Promise.resolve('done')), 'done');
    assert.equal(await own.revoke(label), 1);
    await own.delete(key);
    await assert.rejects(impatientStore({ url: server.url.replace('//', '//gateway:wrong@') }).check());
  });

  test('find everything again after a restart, where nobody comes without one', async () => {
    assert.match(nobody, /^off /);
    const accounts = { default: nobody, gateway: `on >letmein ${rights}` };
    const users = Object.entries(accounts).flatMap(([name, rules]) => ['--user', name, ...rules.split(' ')]);
    const guarded = await startRedis({ args: ['--appendonly', 'yes', '--appendfsync', 'always', ...users] });
    closing.push(() => guarded.close());
    const errors: Error[] = [];
    await assert.rejects(impatientStore({ url: guarded.url, onError: (error) => errors.push(error) }).check());
    assert.match(String(errors[0]), /NOAUTH/);
    const own = impatientStore({ url: guarded.url.replace('//', '//gateway:letmein@') });
    const [key, label] = [randomName(), randomName()];
    await own.create(key, 'value', { labels: [label], seconds: 600 });
    await guarded.stop();
    await guarded.start();
    await until(() => works(own));
    assert.equal((await own.get(key))?.value, 'value');
    assert.equal(await own.revoke(label), 1);
  });
});

describe('redisStore', () => {
  test('takes a client of yours, and leaves it to you', async () => {
    const own = redisStore({ client: raw, prefix: 'yours' });
    const key = randomName();
    await own.create(key, 'value', { labels: [], seconds: 60 });
    assert.equal(await raw.exists(`yours:session:${key}`), 1);
    await own.close();
    await assert.rejects(own.get(key), /closed/);
    assert.equal(await raw.ping(), 'PONG');
  });

  test('connects a client of yours that is not', async () => {
    const client = createClient({ url: server.url });
    closing.push(() => {
      client.destroy();
    });
    await redisStore({ client }).check();
    assert.equal(client.isReady, true);
  });

  test('refuses what is none, without a word of the address', () => {
    const wrong = (options: Parameters<typeof redisStore>[0], rule: RegExp) => {
      assert.throws(
        () => redisStore(options),
        (error: Error) => rule.test(error.message) && !JSON.stringify(error).includes('secret'),
      );
    };
    wrong({ url: 'http://user:secret@redis.example' }, /^redisStore: url: must/);
    wrong({ url: 'redis://user:secret@:port' }, /^redisStore: url: must/);
    wrong({ url: server.url, prefix: '{all}' }, /^redisStore: prefix: must/);
    wrong({ url: server.url, timeout: 0 }, /^redisStore: timeout: must/);
  });
});
