import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { startSandbox, type Sandbox } from '@epos-login/sandbox';
import { signInAtEsia } from '../../../../sandbox/src/test/esia.ts';
import { people } from '../../../../testing/src/people/people.ts';
import { createDevelopmentIdentity } from '../../esia/esia.ts';
import { configurations, runCommand, startCommand, type Command, type Configurations } from '../../test/command.ts';
import { identify } from '../../test/enrolled.ts';
import { startOpenssl } from '../../test/gost-openssl.ts';
import { ownKey } from '../../test/own-key.ts';
import { startRoundRobin, type RoundRobin } from '../../test/round-robin.ts';
import { until } from '../../test/session-store.ts';
import { Browser, call, sessionOf, signIn as signInByRsaa } from '../../test/stage.ts';

const identity = createDevelopmentIdentity('Journal');
const openssl = startOpenssl();
const key = openssl.key('TCB');

/** Writes a file for a configuration to name. */
function written(name: string, content: string | Uint8Array): string {
  const file = path.join(openssl.folder, name);
  writeFileSync(file, content);
  return file;
}

/** The certificates of OpenSSL's key, and of another one: in either writing. */
const certificateFile = written('own.pem', key.certificate);
const another = written('another.cer', identity.certificate);
const bearer = 'Bearer between-two-servers-of-one-operator';

let sandbox: Sandbox;
let files: Configurations;
let robin: RoundRobin;
let esiaCertificates: string[];
let services: Server[];
let command: Command | undefined;

before(async () => {
  robin = await startRoundRobin();
  const issuer = `${robin.origin}/auth`;
  const trustedIssuers = [{ issuer, jwksUri: `${issuer}/jwks.json` }];
  sandbox = await startSandbox({ port: 0, quiet: true, trustedIssuers });
  files = await configurations(sandbox);
  const zip = await fetch(`${sandbox.origins.esia}/public/esia.zip`);
  esiaCertificates = [written('esia.zip', new Uint8Array(await zip.arrayBuffer()))];
});
beforeEach(() => {
  services = [];
  sandbox.control.reset();
  sandbox.control.registerAtEsia({
    mnemonic: 'EPOS59',
    displayName: 'Журнал',
    redirectUris: [`${robin.origin}/auth/callback/esia`],
    domains: [new URL(robin.origin).host],
    certificates: [identity.certificate, Buffer.from(key.certificate.replaceAll(/-----.+-----|\s/g, ''), 'base64')],
    scopes: ['openid', 'fullname', 'birthdate', 'gender', 'snils', 'email', 'mobile'],
    tokenAlgorithm: 'GOST3410_2012_256',
  });
});
afterEach(async () => {
  await command?.kill();
  command = undefined;
  for (const server of services) {
    server.closeAllConnections();
    server.close();
  }
});
after(async () => {
  await robin.close();
  await files.remove();
  await sandbox.close();
  openssl.close();
});

/** A service of the operator's own. */
async function service(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, 'localhost');
  services.push(server);
  await once(server, 'listening');
  return `http://localhost:${(server.address() as AddressInfo).port}/`;
}

/** A register that knows the people of EPOS by their СНИЛС, and whoever asks by a header. */
function register(asked: Record<string, unknown>[] = []): Promise<string> {
  return service((request, response) => {
    void json(request).then((person) => {
      asked.push(person as Record<string, unknown>);
      response.statusCode = request.headers.authorization === bearer ? 200 : 401;
      response.end(JSON.stringify(identify(person as { snils?: string })));
    });
  });
}

/** Writes a configuration in which ESIA is reached by its own rules, RSAA through the SSO, where there is one. */
async function configuration(esia: object, fields: object = {}): Promise<string> {
  const direct = {
    environment: { host: sandbox.origins.esia },
    clientId: 'EPOS59',
    certificateFile,
    esiaCertificates,
    identify: 'oid',
    signer: { kind: 'openssl', keyFile: key.keyFile },
    ...esia,
  };
  const ownTokens = { keys: [await files.secret(ownKey)] };
  const throughSso = 'issuer' in fields ? {} : { rsaa: { hint: 'rsaa' } };
  return files.write(robin.origin, { providers: { ...throughSso, esia: direct }, ownTokens, ...fields });
}

async function start(esia: object, fields: object = {}): Promise<Command> {
  command = await startCommand(await configuration(esia, fields));
  robin.targets = [command.port];
  return command;
}

const stage = () => ({ origin: robin.origin, url: `${robin.origin}/auth` });

/** Signs in at ESIA; what the page learns of it. */
async function signIn(person: 'teacher' | 'parent' | 'stranger') {
  const browser = new Browser();
  const address = `${robin.origin}/auth/login?provider=esia&return_to=/journal`;
  const page = await signInAtEsia(sandbox, browser, address, person);
  const { pathname, search } = new URL(page.url);
  assert.equal(pathname, '/journal');
  const { session, outcome } = await sessionOf(stage(), browser, search);
  return { browser, session, error: outcome?.error };
}

const heard = (event: string) => command?.lines.find((line) => line.event === event);
const header = async () => ({ authorization: await files.secret(bearer) });

describe('epos-gateway at the sandbox’s ESIA', () => {
  test('signs by OpenSSL, and asks a register who that is', async () => {
    const asked: Record<string, unknown>[] = [];
    const url = await register(asked);
    const own = await start({ identify: { url, headers: await header() } });
    const { browser, session, error } = await signIn('teacher');
    assert.equal(error, undefined);
    assert.deepEqual(session?.claims, { sub: people.teacher.epos.sub });
    const me = await call(stage(), browser, '/api/v1/me');
    assert.equal(((await me.json()) as { person: { sub: string } }).person.sub, people.teacher.epos.sub);
    const { email } = people.teacher.esia;
    const snils = people.teacher.esia.snils.replaceAll(/\D/g, '');
    const person = asked[0]!;
    assert.equal(person.snils, snils);
    assert.equal(person.email, email);
    assert.equal(person.level, 'PR');
    assert.equal('contacts' in person || 'kids' in person, false);
    await until(() => heard('signed_in') !== undefined);
    for (const secret of [snils, people.teacher.epos.sub, 'Мария', bearer]) {
      assert.ok(!own.output().includes(secret), secret);
    }
  });

  test('beside an SSO that leads to RSAA', async () => {
    await start({});
    const browser = new Browser();
    await signInByRsaa(stage(), browser);
    assert.ok((await sessionOf(stage(), browser)).session);
  });

  test('without an SSO', async () => {
    const alone = { issuer: undefined, clientId: undefined, clientAuth: undefined };
    const own = await start({ accessType: 'offline', pkce: 'S256' }, alone);
    assert.ok((await signIn('parent')).session);
    const ready = await fetch(`http://localhost:${own.port}/health/ready`);
    assert.deepEqual(await ready.json(), { status: 'ready', providers: true, store: true });
  });

  test('signs by a service that wants to know who asks', async () => {
    const url = await service((request, response) => {
      if (request.headers.authorization !== bearer) {
        response.writeHead(401).end();
        return;
      }
      void json(request)
        .then((asked) => identity.signer.sign(Buffer.from((asked as { data: string }).data, 'base64')))
        .then((signature) => {
          response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(signature);
        });
    });
    await start({ certificateFile: another, signer: { kind: 'remote', url, headers: await header() } });
    assert.ok((await signIn('teacher')).session);
  });

  test('signs by itself where the configuration says that it is for development, and says so', async () => {
    const signer = { kind: 'software', privateKey: await files.secret(identity.privateKey) };
    await start({ certificateFile: another, signer }, { development: true });
    assert.ok((await signIn('teacher')).session);
    await until(() => heard('esia_signed_by_software') !== undefined);
    assert.equal(heard('esia_signed_by_software')?.level, 'warn');
  });

  test('tells whom the register does not know, and what a register that fails says of nobody', async () => {
    const own = await start({ identify: { url: await register(), headers: await header() } });
    assert.equal((await signIn('stranger')).error, 'account_unknown');
    await own.kill();
    await start({ identify: { url: await register() } });
    assert.equal((await signIn('teacher')).error, 'unavailable');
    await until(() => heard('esia_register_failed') !== undefined);
    assert.match(JSON.stringify(heard('esia_register_failed')), /HTTP 401/);
    await command?.kill();
    const silent = await service((_request, response) => response.end('{"sub":""}'));
    await start({ identify: { url: silent } });
    assert.equal((await signIn('teacher')).error, 'unavailable');
    await until(() => heard('esia_register_failed') !== undefined);
    assert.match(JSON.stringify(heard('esia_register_failed')), /neither/);
  });
});

describe('the certificate', () => {
  test('is told of before it ends, in the log and for Prometheus', async () => {
    const own = await start({});
    await until(() => heard('certificate_expires') !== undefined);
    const { level, days, validTo } = heard('certificate_expires')!;
    assert.equal(level, 'warn');
    assert.ok(days === 29 || days === 30);
    const metrics = await (await fetch(`http://localhost:${own.adminPort}/metrics`)).text();
    const [, ends] =
      /^epos_gateway_certificate_expiry_timestamp_seconds\{provider="esia"\} (\d+)$/m.exec(metrics) ?? [];
    assert.equal(Number(ends), Date.parse(String(validTo)) / 1000);
  });

  test('that is not the key’s is found out at the start, and said why once', async () => {
    const own = await start({ certificateFile: another });
    await until(() => heard('provider_unusable') !== undefined);
    assert.equal((await fetch(`http://localhost:${own.port}/health/ready`)).status, 503);
    const told = own.lines.filter(({ event }) => event === 'provider_unusable');
    assert.equal(told.length, 1);
    assert.match(JSON.stringify(told), /does not sign by the key of the certificate/);
    const checked = await runCommand(['--check', '--config', await configuration({ certificateFile: another })]);
    assert.equal(checked.code, 1);
    assert.match(checked.stdout, /^providers: cannot be used$/m);
    assert.match(checked.stderr, /does not sign by the key/);
  });
});

describe('what cannot be used is told by its field', () => {
  test('no key for what upstreams are shown of ESIA’s people, and one that is none', async () => {
    assert.match(await told({}, { ownTokens: undefined }), /^ownTokens: must be given/);
    const ownTokens = { keys: [await files.secret('letmein')] };
    assert.match(await told({}, { ownTokens }), /^ownTokens\.keys\[0\]: must be a private key/);
  });

  async function told(esia: object, fields: object = {}): Promise<string> {
    const { code, stderr } = await runCommand(['--config', await configuration(esia, fields)]);
    assert.equal(code, 1);
    return stderr;
  }

  test('files', async () => {
    const nowhere = path.join(openssl.folder, 'nowhere');
    assert.deepEqual(
      (
        await told(
          {
            certificateFile: nowhere,
            esiaCertificates: [nowhere],
            signer: { kind: 'openssl', keyFile: openssl.folder },
          },
          { url: 'http://journal.example/auth' },
        )
      ).split('\n'),
      [
        'url: must be an https address, or http on this machine',
        `providers.esia.certificateFile: the file ${nowhere} cannot be read (ENOENT)`,
        `providers.esia.signer.keyFile: ${openssl.folder} is no file`,
        `providers.esia.esiaCertificates: ENOENT: no such file or directory, stat '${nowhere}'`,
        '',
      ],
    );
  });

  test('a certificate that is none, and a key that is none', async () => {
    const none = written('none.pem', 'letmein');
    assert.match(
      await told({ certificateFile: none }),
      /^providers\.esia\.certificateFile: .*certificate cannot be used/,
    );
    const signer = { kind: 'software', privateKey: await files.secret('letmein') };
    const said = await told({ signer }, { development: true });
    assert.match(said, /^providers\.esia\.signer: /);
    assert.doesNotMatch(said, /letmein/);
  });
});
