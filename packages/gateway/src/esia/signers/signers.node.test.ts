import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, describe, it, type TestContext } from 'node:test';
import { startOpenssl } from '../../test/gost-openssl.ts';
import { certificateDer, readGostPublicKey, verifySignature, type Signer } from '../gost/gost.ts';
import { createCryptoProSigner, createOpensslSigner, createRemoteSigner, SignerError } from './signers.ts';

const openssl = startOpenssl();
after(() => {
  openssl.close();
});
const key = openssl.key('TCB');
const publicKey = readGostPublicKey(certificateDer(key.certificate));
const message = Buffer.from('EPOSopenid fullname2026.01.25 14:36:11 +0400');

async function signs(signer: Signer): Promise<void> {
  assert.equal(verifySignature(publicKey, message, await signer.sign(message)), true);
}

function refused(reason: string, says = /./) {
  return (error: unknown) => {
    assert.ok(error instanceof SignerError, String(error));
    assert.equal(error.reason, reason);
    assert.match(error.message, says);
    return true;
  };
}

let programs = 0;

/** A program of one's own in the place of the real one. */
function program(script: string): string {
  const file = path.join(openssl.folder, `program-${programs++}`);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o700);
  return file;
}

/** Waits for a process to have ended. */
async function isGone(pid: number): Promise<void> {
  while (isRunning(pid)) await new Promise((resolve) => setImmediate(resolve));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // Where nobody is there to bury it, as in containers, a killed process stays as a zombie.
    return !existsSync('/proc/self/stat') || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** A program that never ends, and writes its number, or that of what it has started; 0 until then. */
function sleeper(script = (file: string) => `echo $$ > ${file}; exec sleep 600`) {
  const file = path.join(openssl.folder, `pid-${programs}`);
  const command = program(script(`'${file}'`));
  return { command, pid: () => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0) };
}

/** On a busy machine its time may be over before it has begun: then once more. */
async function timesOut(signer: Signer, { pid }: { pid: () => number }): Promise<void> {
  do await assert.rejects(signer.sign(message), refused('timeout', /within 500 ms/));
  while (pid() === 0);
}

describe('OpenSSL', () => {
  it('signs', () => signs(createOpensslSigner({ keyFile: key.keyFile, command: openssl.command })));

  it('signs by an encrypted key, whose password no argument and no environment shows', async () => {
    const encrypted = path.join(openssl.folder, 'encrypted.key');
    const passphrase = 'пароль $(id) "';
    openssl.run(
      ['pkcs8', '-topk8', '-engine', 'gost', '-in', key.keyFile, '-out', encrypted, '-passout', 'stdin'],
      passphrase,
    );
    const seen = path.join(openssl.folder, 'seen');
    const command = program(`{ printf '%s\\n' "$@"; env; } > '${seen}'; exec '${openssl.command}' "$@"`);
    await signs(createOpensslSigner({ keyFile: encrypted, passphrase, command }));
    assert.match(readFileSync(seen, 'utf8'), /-passin\nfd:3/);
    assert.doesNotMatch(readFileSync(seen, 'utf8'), /пароль/);
    const wrong = createOpensslSigner({ keyFile: encrypted, passphrase: 'wrong' });
    await assert.rejects(wrong.sign(message), refused('refused', /openssl ended with 1/));
    // It would ask the terminal, and wait.
    await assert.rejects(createOpensslSigner({ keyFile: encrypted }).sign(message), refused('refused'));
  });

  it('can be told of a provider, of another engine', async () => {
    const seen = path.join(openssl.folder, 'provider');
    // Stands for an OpenSSL whose provider signs: the same key, by the engine.
    const command = program(
      `printf '%s ' "$@" > '${seen}'; exec '${openssl.command}' dgst -engine gost -md_gost12_256 -binary -sign '${key.keyFile}'`,
    );
    await signs(createOpensslSigner({ keyFile: key.keyFile, command, gost: { provider: 'gostprov' } }));
    assert.match(readFileSync(seen, 'utf8'), /^dgst -provider gostprov -provider default -md_gost12_256 /);
    const unknown = createOpensslSigner({ keyFile: key.keyFile, gost: { engine: 'no-such' } });
    await assert.rejects(unknown.sign(message), refused('refused'));
  });

  it('takes a file name for a name, whatever it looks like', async () => {
    const odd = path.join(openssl.folder, '-engine $(touch x); key');
    writeFileSync(odd, key.pem);
    await signs(createOpensslSigner({ keyFile: odd }));
    await signs(createOpensslSigner({ keyFile: path.relative(process.cwd(), odd) }));
  });

  it('refuses by name what is missing and what is no key of GOST', async () => {
    const missing = createOpensslSigner({ keyFile: key.keyFile, command: '/no/such/openssl' });
    await assert.rejects(missing.sign(message), refused('not_found', /openssl cannot be run \(ENOENT\)/));
    const nowhere = createOpensslSigner({ keyFile: path.join(openssl.folder, 'nowhere') });
    await assert.rejects(nowhere.sign(message), refused('refused'));
    const rsa = path.join(openssl.folder, 'rsa.key');
    openssl.run(['genpkey', '-algorithm', 'RSA', '-out', rsa]);
    await assert.rejects(createOpensslSigner({ keyFile: rsa }).sign(message), SignerError);
    const silent = createOpensslSigner({ keyFile: key.keyFile, command: program('cat > /dev/null') });
    await assert.rejects(silent.sign(message), refused('bad_answer', /gave 0 bytes/));
  });

  it('is killed when it takes too long, and when the caller gives up', async () => {
    const late = sleeper();
    const patient = createOpensslSigner({ keyFile: key.keyFile, command: late.command, timeout: 500 });
    await timesOut(patient, late);
    await isGone(late.pid());
    const controller = new AbortController();
    const left = sleeper();
    const signing = createOpensslSigner({ keyFile: key.keyFile, command: left.command }).sign(message, controller);
    while (left.pid() === 0) await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    await assert.rejects(signing, refused('aborted'));
    await isGone(left.pid());
  });

  it('is killed with what it has started', async () => {
    const parent = sleeper((file) => `sleep 600 & echo $! > ${file}; wait`);
    const signer = createOpensslSigner({ keyFile: key.keyFile, command: parent.command, timeout: 500 });
    await timesOut(signer, parent);
    await isGone(parent.pid());
  });

  it('does not start more processes than it may, and who waits too long has waited in vain', async () => {
    const { command } = sleeper();
    const signer = createOpensslSigner({ keyFile: key.keyFile, command, concurrency: 1, timeout: 300 });
    const all = await Promise.allSettled([signer.sign(message), signer.sign(message), signer.sign(message)]);
    for (const one of all) {
      assert.ok(one.status === 'rejected');
      refused('timeout')(one.reason);
    }
    const busy = createOpensslSigner({ keyFile: key.keyFile, concurrency: 2 });
    await Promise.all(Array.from({ length: 7 }, () => signs(busy)));
  });
});

describe('КриптоПро', () => {
  const container = '\\\\.\\HDIMAGE\\epos; touch x';
  /** What csptest does, by OpenSSL: the container's key, the file, and the signature last byte first. */
  const reverse = "node -e 'process.stdin.on(`data`, (d) => process.stdout.write(d.reverse()))'".replace(
    'node',
    `'${process.execPath}'`,
  );
  const csptest = () =>
    program(
      [
        `[ "$1 $2 $3 $4 $6 $7 $8 \${10}" = '-keys -sign GOST12_256 -cont -keytype exchange -in -out' ] || exit 87`,
        `[ "$5" = '${container}' ] || { echo 'An error occurred: 0x80090019' >&2; exit 25; }`,
        `'${openssl.command}' dgst -engine gost -md_gost12_256 -binary -sign '${key.keyFile}' "$9" | ${reverse} > "\${11}"`,
      ].join('\n'),
    );

  it('signs, and leaves nothing behind', async () => {
    const directory = path.join(openssl.folder, 'data');
    mkdirSync(directory);
    await signs(createCryptoProSigner({ container, command: csptest(), directory }));
    assert.deepEqual(readdirSync(directory), []);
  });

  it('can be told of another tool, which writes straight', async () => {
    const command = program(
      `exec '${openssl.command}' dgst -engine gost -md_gost12_256 -sign '${key.keyFile}' -out "$2" "$1"`,
    );
    const signer = createCryptoProSigner({
      container,
      command,
      arguments: ({ input, output }) => [input, output],
      byteOrder: 'straight',
    });
    await signs(signer);
  });

  it('says what the tool says, and tidies up all the same', async () => {
    const directory = path.join(openssl.folder, 'failing');
    mkdirSync(directory);
    const fails = (command: string, timeout = 10_000) =>
      createCryptoProSigner({ container: 'another', command, directory, timeout }).sign(message);
    await assert.rejects(fails(csptest()), refused('refused', /ended with 25: An error occurred: 0x80090019/));
    await assert.rejects(fails('/opt/no/csptest'), refused('not_found'));
    await assert.rejects(fails(program('exit 0')), refused('bad_answer', /no signature/));
    await assert.rejects(fails(program(`printf short > "\${11}"`)), refused('bad_answer', /5 bytes/));
    await assert.rejects(fails(sleeper().command, 300), refused('timeout'));
    assert.deepEqual(readdirSync(directory), []);
  });
});

describe('A signing service', () => {
  async function service(t: TestContext, answer: (request: IncomingMessage, response: ServerResponse) => void) {
    const server = createServer(answer).listen(0, '127.0.0.1');
    t.after(() => {
      server.close();
      server.closeAllConnections();
    });
    await new Promise((resolve) => server.once('listening', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/sign`;
  }

  async function bodyOf(request: IncomingMessage): Promise<string> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    return body;
  }

  const json = (response: ServerResponse, body: unknown) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  };

  it('signs: JSON both ways, and the header that proves who asks', async (t) => {
    const url = await service(t, (request, response) => {
      assert.equal(request.headers.authorization, 'Bearer x');
      assert.equal(request.method, 'POST');
      void bodyOf(request).then((body) => {
        const { algorithm, data } = JSON.parse(body) as Record<string, string>;
        assert.equal(algorithm, 'GOST3410_2012_256');
        const signature = Buffer.from(openssl.sign(key, Buffer.from(data ?? '', 'base64')));
        json(response, { signature: signature.toString('base64') });
      });
    });
    await signs(createRemoteSigner({ url, headers: { authorization: 'Bearer x' } }));
    await signs(createRemoteSigner({ url, headers: () => Promise.resolve({ authorization: 'Bearer x' }) }));
  });

  it('signs: bytes, last first, in a format of its own', async (t) => {
    const url = await service(t, (request, response) => {
      assert.equal(request.headers['content-type'], 'text/plain');
      void bodyOf(request).then((body) => {
        response.setHeader('content-type', 'application/octet-stream');
        response.end(openssl.sign(key, Buffer.from(body)).toReversed());
      });
    });
    const format = {
      write: (data: Uint8Array) => ({ body: data, contentType: 'text/plain' }),
      read: (body: Uint8Array) => body,
    };
    await signs(createRemoteSigner({ url, format, byteOrder: 'reversed' }));
  });

  const answers: [name: string, answer: (response: ServerResponse) => void, reason: string, says: RegExp][] = [
    ['forbids', (response) => response.writeHead(403).end(), 'refused', /HTTP 403/],
    ['is busy', (response) => response.writeHead(429).end(), 'unavailable', /HTTP 429/],
    ['fails', (response) => response.writeHead(502).end('<h1>Bad gateway</h1>'), 'unavailable', /HTTP 502/],
    ['leads elsewhere', (response) => response.writeHead(307, { location: '/other' }).end(), 'unavailable', /not sign/],
    ['hangs up', (response) => response.destroy(), 'unavailable', /could not sign/],
    ['says nothing', () => undefined, 'timeout', /within 300 ms/],
    ['gives half', (response) => response.end(new Uint8Array(32)), 'bad_answer', /32 bytes/],
    [
      'gives other JSON',
      (response) => {
        json(response, { signature: 7 });
      },
      'bad_answer',
      /cannot be read/,
    ],
    [
      'gives a short one',
      (response) => {
        json(response, { signature: 'AAAA' });
      },
      'bad_answer',
      /cannot be read/,
    ],
    ['gives no end', (response) => response.end(new Uint8Array(100_000)), 'bad_answer', /too much/],
  ];
  for (const [name, answer, reason, says] of answers) {
    it(`that ${name} is ${reason}`, async (t) => {
      const url = await service(t, (_, response) => {
        answer(response);
      });
      // No other answer may be late on a busy machine.
      const limit = reason === 'timeout' ? { timeout: 300 } : {};
      await assert.rejects(createRemoteSigner({ url, ...limit }).sign(message), refused(reason, says));
    });
  }

  it('is left when the caller gives up', async (t) => {
    const url = await service(t, () => {
      controller.abort();
    });
    const controller = new AbortController();
    await assert.rejects(createRemoteSigner({ url }).sign(message, controller), refused('aborted'));
    await assert.rejects(createRemoteSigner({ url }).sign(message, controller), refused('aborted'));
  });

  it('is asked over https, or on this machine', () => {
    assert.throws(() => createRemoteSigner({ url: 'http://signer.example/' }), TypeError);
    assert.throws(() => createRemoteSigner({ url: 'http://localhost.example/' }), TypeError);
    assert.ok(createRemoteSigner({ url: 'https://signer.example/' }));
    assert.ok(createRemoteSigner({ url: 'http://[::1]:1/' }));
  });
});
