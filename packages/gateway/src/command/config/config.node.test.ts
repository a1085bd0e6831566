import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { ConfigError, loadConfig } from './config.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'epos-config-'));
after(() => {
  rmSync(folder, { recursive: true });
});

function written(name: string, content: unknown): string {
  const file = path.join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const env = { SECRET: 'letmein', KEY: 'a'.repeat(43), EMPTY: '' };
const sound = {
  url: 'https://journal.example/auth',
  issuer: 'https://sso.example',
  clientId: 'journal',
  clientAuth: { method: 'client_secret_basic', secret: { env: 'SECRET' } },
  keys: [{ env: 'KEY' }],
};

function load(fields: Record<string, unknown> = {}) {
  return loadConfig(written('gateway.json', { ...sound, ...fields }), env);
}

function broken(fields: Record<string, unknown>): string[] {
  try {
    load(fields);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    assert.doesNotMatch(JSON.stringify(error) + error.message, /letmein/);
    return error.broken.map(({ field, rule }) => `${field}: ${rule}`);
  }
  return [];
}

test('what is left out is decided', () => {
  const { server, gateway } = load();
  assert.deepEqual(server.listen, { host: '127.0.0.1', port: 8080 });
  assert.deepEqual(server.admin, { host: '127.0.0.1', port: 9464 });
  assert.deepEqual(server.store, { kind: 'cookie' });
  assert.deepEqual(gateway, {
    ...sound,
    clientAuth: { method: 'client_secret_basic', secret: 'letmein' },
    keys: [env.KEY],
  });
});

test('the server of metrics can be left out', () => {
  assert.equal(load({ admin: false }).server.admin, undefined);
});

describe('secrets', () => {
  test('come from files, without the break at the end', () => {
    const file = written('secret', 'of a file\n');
    const { gateway } = load({ clientAuth: { method: 'client_secret_basic', secret: { file } } });
    assert.deepEqual(gateway.clientAuth, { method: 'client_secret_basic', secret: 'of a file' });
  });

  test('may be private keys', () => {
    const file = written('key.json', { kty: 'OKP', d: 'x' });
    const { gateway } = load({ clientAuth: { method: 'private_key_jwt', key: { file } } });
    assert.deepEqual(gateway.clientAuth, { method: 'private_key_jwt', key: { kty: 'OKP', d: 'x' } });
  });

  for (const [name, fields, rule] of [
    [
      'a secret',
      { clientAuth: { method: 'client_secret_basic', secret: 'letmein' } },
      /^clientAuth\.secret: must be \{/,
    ],
    ['a key', { keys: ['letmein'] }, /^keys\[0\]: must be \{/],
    ['a key of tokens', { ownTokens: { keys: ['letmein'] } }, /^ownTokens\.keys\[0\]: must be \{/],
    [
      'a key of its own',
      { clientAuth: { method: 'private_key_jwt', key: { kty: 'OKP' } } },
      /^clientAuth\.key: must be/,
    ],
    [
      'the key of a signer in this process',
      { providers: { esia: { signer: { kind: 'software', privateKey: 'letmein' } } } },
      /^providers\.esia\.signer\.privateKey: must be/,
    ],
    [
      'the passphrase of a key',
      { providers: { esia: { signer: { kind: 'openssl', passphrase: 'letmein' } } } },
      /^providers\.esia\.signer\.passphrase: must be/,
    ],
    [
      'what a signing service is told',
      { providers: { esia: { signer: { kind: 'remote', headers: { 'x-api.key': 'letmein' } } } } },
      /^providers\.esia\.signer\.headers\.x-api\.key: must be/,
    ],
    [
      'what a register is told',
      { providers: { esia: { identify: { headers: { authorization: 'letmein' } } } } },
      /^providers\.esia\.identify\.headers\.authorization: must be/,
    ],
    [
      "a provider's secret",
      { providers: { rsaa: { clientAuth: { secret: 'letmein' } } } },
      /^providers\.rsaa\.clientAuth\.secret: must be/,
    ],
    [
      'a password of Redis',
      { store: { kind: 'redis', url: 'redis://redis.example', password: 'letmein' } },
      /^store\.password: must be/,
    ],
  ] as const) {
    test(`may not stand in the configuration: ${name}`, () => {
      assert.match(broken(fields)[0] ?? '', rule);
    });
  }

  test('that are not there are told by place, and never shown', () => {
    const secretOf = (secret: object) => broken({ clientAuth: { method: 'client_secret_basic', secret } })[0];
    assert.match(secretOf({ env: 'NOWHERE' }) ?? '', /^clientAuth\.secret: the variable NOWHERE is not there/);
    assert.match(secretOf({ env: 'EMPTY' }) ?? '', /^clientAuth\.secret: the variable EMPTY is empty/);
    assert.match(secretOf({ file: '/nowhere' }) ?? '', /^clientAuth\.secret: the file \/nowhere is not there/);
    assert.match(secretOf({ file: folder }) ?? '', /not readable/);
    assert.match(secretOf({ env: 'SECRET', file: '/x' }) ?? '', /^clientAuth\.secret: must be/);
    const key = { method: 'private_key_jwt', key: { env: 'SECRET' } };
    assert.match(broken({ clientAuth: key })[0] ?? '', /^clientAuth\.key: the variable SECRET must hold a private JWK/);
  });
});

describe('each field has its rule', () => {
  for (const [fields, message] of [
    [{ listen: { port: 70_000 } }, 'listen.port: must be a port, 0 to 65535'],
    [{ listen: { hots: 'x' } }, 'listen.hots: no such field'],
    [{ admin: { port: '1' } }, 'admin.port: must be a port, 0 to 65535'],
    [
      { trustedProxies: ['10.0.0.0/8', '10.0.0.0/33'] },
      'trustedProxies[1]: must be an address or a network such as 10.0.0.0/8',
    ],
    [{ trustedProxies: ['proxy.example'] }, 'trustedProxies[0]: must be an address or a network such as 10.0.0.0/8'],
    [{ limits: { headers: 1 } }, 'limits.headers: must be a whole number, 4096 to 1000000'],
    [{ limits: { requestTimeout: -1 } }, 'limits.requestTimeout: must be a whole number of milliseconds, 0 to 3600000'],
    [{ limits: { idleTimeout: 700_000 } }, 'limits.idleTimeout: must be a whole number of milliseconds, 0 to 600000'],
    [{ shutdown: { delay: 'soon' } }, 'shutdown.delay: must be a whole number of milliseconds, 0 to 120000'],
    [{ clock: 1 }, 'clock: no such field'],
    [
      { roles: { realm: { teacher: { category: 'teacher', title: 'Учитель' } } } },
      'roles.realm.teacher: must be { "category": "employee" | "parent" | "student", "title": "…" }',
    ],
  ] as const) {
    test(message, () => {
      assert.deepEqual(broken(fields), [message]);
    });
  }

  for (const [store, message] of [
    [{ kind: 'files' }, 'store.kind: must be "cookie" or "redis"'],
    [{ kind: 'cookie', url: 'redis://a' }, 'store.url: is for redis'],
    [{ kind: 'redis' }, 'store: must have one of url, cluster, sentinel'],
    [{ kind: 'redis', url: 'redis://a', cluster: ['redis://a'] }, 'store: must have one of url, cluster, sentinel'],
    [{ kind: 'redis', cluster: [] }, 'store.cluster: must name one address at least'],
    [
      { kind: 'redis', cluster: ['redis://user:letmein@a'] },
      'store.cluster[0]: must be redis:// or rediss://, without a password',
    ],
    [{ kind: 'redis', sentinel: { name: 'epos', nodes: ['a'] } }, 'store.sentinel.nodes[0]: must be an object'],
    [{ kind: 'redis', url: 'http://a' }, 'store.url: must be redis:// or rediss://, without a password'],
    [{ kind: 'redis', url: 'redis://a:letmein@b' }, 'store.url: must be redis:// or rediss://, without a password'],
    [{ kind: 'redis', url: 'redis://a', prefix: '{x}' }, 'store.prefix: must be letters, digits and _ . : -'],
    [{ kind: 'redis', url: 'redis://a', ca: 'x' }, 'store.ca: must be a certificate in PEM, by { "file": "…" }'],
  ] as const) {
    test(`${JSON.stringify(store)}: ${message}`, () => {
      assert.deepEqual(broken({ store }), [message]);
    });
  }

  test('an address with a password is taken by reference', () => {
    const { server } = loadConfig(
      written('gateway.json', { ...sound, store: { kind: 'redis', url: { env: 'REDIS' } } }),
      { ...env, REDIS: 'redis://user:letmein@redis.example' },
    );
    assert.deepEqual(server.store, { kind: 'redis', url: 'redis://user:letmein@redis.example' });
  });

  test('all that is broken is told at once', () => {
    assert.equal(broken({ listen: { port: -1 }, keys: ['letmein'], store: { kind: 'files' } }).length, 3);
  });
});

describe('ESIA by its own rules', () => {
  const direct = {
    environment: 'test',
    clientId: 'EPOS59',
    certificateFile: '/etc/epos/esia.cer',
    signer: { kind: 'openssl', keyFile: '/etc/epos/esia.key', passphrase: { env: 'SECRET' } },
    esiaCertificates: ['/etc/epos/esia.zip'],
    identify: { url: 'https://register.example/who', headers: { authorization: { env: 'SECRET' } } },
  };
  const software = { kind: 'software', privateKey: { env: 'SECRET' } };
  const withEsia = (fields: object) => ({ providers: { esia: { ...direct, ...fields } } });

  test('is the command’s own, other forms of a provider are for the gateway', () => {
    const rsaa = { hint: 'rsaa' };
    const { esia, gateway } = load({ providers: { rsaa, esia: direct } });
    assert.deepEqual(esia, {
      ...direct,
      signer: { ...direct.signer, passphrase: 'letmein' },
      identify: { ...direct.identify, headers: { authorization: 'letmein' } },
    });
    assert.deepEqual(gateway.providers, { rsaa });
    for (const form of [{ hint: 'esia' }, { issuer: 'https://esia.example', clientId: 'x' }]) {
      const through = load({ providers: { esia: form } });
      assert.equal(through.esia, undefined);
      assert.deepEqual(through.gateway.providers, { esia: form });
    }
  });

  for (const [fields, ...messages] of [
    [
      { environment: 'prod', clientId: '', certificateFile: 1 },
      'environment: must be "production", "test" or { "host": "https://…" }',
      'clientId: must be a text',
      'certificateFile: must be the path of a file',
    ],
    [
      { environment: { host: 'http://esia.example' } },
      'environment: must be "production", "test" or { "host": "https://…" }',
    ],
    [{ mnemonic: 'EPOS59' }, 'mnemonic: no such field'],
    [{ esiaCertificates: [] }, 'esiaCertificates: must be a list of files or folders, one at least'],
    [{ scope: ['fullname'] }, 'scope: must be a list of scopes, a word each, with openid among them'],
    [{ scope: ['openid fullname'] }, 'scope: must be a list of scopes, a word each, with openid among them'],
    [{ accessType: 'both' }, 'accessType: must be "online" or "offline"'],
    [{ expiryDays: 0 }, 'expiryDays: must be a whole number, 1 to 365'],
    [
      { identify: 'everybody' },
      'identify: must be "oid" (whomever ESIA lets in, by its own number) or { "url": "…" } of a register that knows ' +
        'who is whom',
    ],
    [
      { identify: { url: 'http://register.example' } },
      'identify.url: must be an https address, or http on this machine',
    ],
    [{ signer: 'openssl' }, 'signer: must be an object'],
    [{ signer: { kind: 'pkcs11' } }, 'signer.kind: must be "openssl", "cryptopro", "remote" or "software"'],
    [{ signer: { kind: 'openssl' } }, 'signer.keyFile: must be the path of a file'],
    [
      { signer: { kind: 'openssl', keyFile: 'k', gost: { engine: 'gost', provider: 'gost' } } },
      'signer.gost: must be { "engine": "…" } or { "provider": "…" }',
    ],
    [{ signer: { kind: 'cryptopro' } }, 'signer.container: must be a text'],
    [
      { signer: { kind: 'cryptopro', container: 'c', byteOrder: 'little' } },
      'signer.byteOrder: must be "straight" or "reversed"',
    ],
    [{ signer: { kind: 'cryptopro', container: 'c', password: 'x' } }, 'signer.password: no such field'],
    [
      { signer: { kind: 'remote', url: 'http://signer.example' } },
      'signer.url: must be an https address, or http on this machine',
    ],
    [
      { signer: { kind: 'software', privateKey: { env: 'NOWHERE' } } },
      'signer.privateKey: the variable NOWHERE is not there, or not readable',
    ],
  ] as const) {
    test(messages.join('; '), () => {
      assert.deepEqual(
        broken(withEsia(fields)),
        messages.map((message) => `providers.esia.${message}`),
      );
    });
  }

  test('is not signed by software but for development, and in production never', () => {
    const [rule, ...more] = broken(withEsia({ signer: software }));
    assert.equal(more.length, 0);
    assert.match(rule ?? '', /^providers\.esia\.signer\.kind: .*"development": true.*neither certified nor hardened/);
    assert.deepEqual(broken({ ...withEsia({ signer: software }), development: true }), []);
    const production = { ...withEsia({ environment: 'production', signer: software }), development: true };
    assert.match(broken(production)[0] ?? '', /^providers\.esia\.signer\.kind: .*in production/);
  });

  test('is left out of nothing else that is told', () => {
    assert.deepEqual(
      broken({ listen: { port: -1 }, ...withEsia({ pkce: 'plain' }) }).map((line) => line.split(':')[0]),
      ['listen.port', 'providers.esia.pkce'],
    );
  });
});

describe('the file', () => {
  const failure = (file: string) => {
    try {
      loadConfig(file, env);
    } catch (error) {
      return (error as Error).message;
    }
    return undefined;
  };

  test('that is not there is named', () => {
    assert.equal(failure('/nowhere.json'), '/nowhere.json: cannot be read (ENOENT)');
  });

  test('that is no JSON is named by its line, and not quoted', () => {
    const file = written('no.json', '{\n  "clientId": "journal",\n  "secret": letmein\n}');
    assert.equal(failure(file), `${file}: is not JSON (line 3)`);
    const list = written('list.json', '["letmein"]');
    assert.equal(failure(list), `${list}: must be a JSON object`);
  });
});

test('roles are read out of the claims', () => {
  const teacher = { category: 'employee', title: 'Учитель' };
  const { gateway } = load({ roles: { realm: { teacher } } });
  assert.deepEqual(gateway.roles?.({ realm_access: { roles: ['teacher', 'other'] } }), [
    { id: 'realm:teacher', ...teacher },
  ]);
});
