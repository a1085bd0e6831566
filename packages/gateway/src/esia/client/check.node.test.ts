import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, it, test, type TestContext } from 'node:test';
import { coded, esia, identity, now, setUp, silent } from '../../test/esia-client.ts';
import { startOpenssl } from '../../test/gost-openssl.ts';
import { createDevelopmentIdentity } from '../development/development.ts';
import { EsiaError } from '../errors/errors.ts';
import { createOpensslSigner, SignerError } from '../signers/signers.ts';
import type { EsiaClientOptions } from './options.ts';
import type { CertificateExpiry } from './own-certificate.ts';

const day = 24 * 60 * 60 * 1000;
const openssl = startOpenssl();
after(() => {
  openssl.close();
});

/** A client that has its certificate, and what was reported of it. */
function withCertificate(changes: Partial<EsiaClientOptions> = {}) {
  const reports: CertificateExpiry[] = [];
  const options = {
    certificate: identity.certificate,
    certificateHash: undefined,
    signer: identity.signer,
    onCertificateExpiry: (expiry: CertificateExpiry) => reports.push(expiry),
    ...changes,
  };
  return { ...setUp(silent, options as Partial<EsiaClientOptions>), reports };
}

const invalid = (why: RegExp) => (error: unknown) => {
  assert.ok(error instanceof EsiaError, String(error));
  assert.equal(error.code, 'invalid_options');
  assert.match(error.message, why);
  return true;
};

describe('The check at the start', () => {
  it('passes where the certificate holds and belongs to the key, in DER or PEM', async () => {
    await withCertificate().client.check();
    const key = openssl.key('TCA');
    const signer = createOpensslSigner({ keyFile: key.keyFile });
    await withCertificate({ certificate: key.certificate, signer, clock: Date.now }).client.check();
  });

  it('sees a key that is not the certificate’s', async () => {
    const { signer } = createDevelopmentIdentity();
    await assert.rejects(withCertificate({ signer }).client.check(), invalid(/key of the certificate/));
  });

  it('sees a signature that is the wrong way round, and says so', async () => {
    const signer = { sign: async (data: Uint8Array) => (await identity.signer.sign(data)).toReversed() };
    await assert.rejects(withCertificate({ signer }).client.check(), invalid(/byteOrder/));
  });

  it('sees a certificate that has ended, or has not begun', async () => {
    const at = (clock: () => number) => withCertificate({ clock }).client.check();
    await assert.rejects(
      at(() => now + 20 * 365 * day),
      invalid(/ended on 20/),
    );
    await assert.rejects(
      at(() => now - 20 * 365 * day),
      invalid(/not valid before 20/),
    );
  });

  it('sees at once what is no certificate of GOST', () => {
    const given = (certificate: Uint8Array | string) => () => withCertificate({ certificate });
    assert.throws(given(esia.der), invalid(/GOST R 34\.10-2012/));
    assert.throws(given('certificate'), invalid(/neither DER nor PEM/));
  });

  it('with the hash alone sees at least whether something is signed', async () => {
    await setUp(silent).client.check();
    const short = { sign: () => Promise.resolve(new Uint8Array(63)) };
    await assert.rejects(setUp(silent, { signer: short }).client.check(), coded('server_error'));
  });
});

describe('What a signer cannot do', () => {
  const failures = [
    ['timeout', 'unavailable', true],
    ['unavailable', 'unavailable', true],
    ['not_found', 'server_error', true],
    ['refused', 'server_error', true],
    ['bad_answer', 'server_error', true],
    ['aborted', 'aborted', false],
  ] as const;
  for (const [reason, code, retryable] of failures) {
    it(`${reason} is ${code} of the client, at each of its calls`, async () => {
      const signer = { sign: () => Promise.reject(new SignerError(reason, 'because')) };
      const { client } = setUp(silent, { signer });
      for (const call of [
        () => client.check(),
        () => client.authorizationUrl(),
        () => client.exchange({ code: 'c' }),
        () => client.refresh({ refreshToken: 'rt' }),
      ]) {
        await assert.rejects(call, (error: unknown) => {
          assert.ok(error instanceof EsiaError);
          assert.deepEqual([error.code, error.retryable], [code, retryable]);
          assert.ok(error.cause instanceof SignerError);
          assert.match(error.message, /could not be signed. because/);
          return true;
        });
      }
    });
  }

  it('another error of a signer is told without its words', async () => {
    const signer = { sign: () => Promise.reject(new Error('PIN 12345678 is wrong')) };
    await assert.rejects(setUp(silent, { signer }).client.check(), (error: unknown) => {
      assert.ok(error instanceof EsiaError && error.code === 'server_error');
      assert.doesNotMatch(error.message, /PIN/);
      return true;
    });
  });

  it('a caller who gives up ends the signer, too', async () => {
    const controller = new AbortController();
    const signer = {
      sign: (_: Uint8Array, { signal }: { signal?: AbortSignal | undefined } = {}) =>
        new Promise<Uint8Array>((_resolve, reject) => {
          signal?.addEventListener('abort', () => {
            reject(new SignerError('aborted', 'x'));
          });
          controller.abort();
        }),
    };
    const { client } = setUp(silent, { signer });
    await assert.rejects(client.exchange({ code: 'c', signal: controller.signal }), coded('aborted'));
  });
});

describe('The end of a certificate', () => {
  const end = new Date(
    openssl
      .run(['x509', '-inform', 'DER', '-noout', '-enddate'], identity.certificate)
      .toString()
      .replace('notAfter=', ''),
  ).getTime();

  it('is reported from so many days before, once a day, whatever is signed', async () => {
    let at = end - 40 * day;
    const { client, reports } = withCertificate({ clock: () => at });
    await client.check();
    await client.authorizationUrl();
    assert.deepEqual(reports, []);
    at = end - 30 * day;
    await client.authorizationUrl();
    await client.authorizationUrl();
    await client.check();
    assert.deepEqual(reports, [{ certificateHash: identity.certificateHash, validTo: new Date(end), daysLeft: 30 }]);
    at += day;
    await client.authorizationUrl();
    at = end + 1;
    await client.authorizationUrl();
    assert.deepEqual(
      reports.map(({ daysLeft }) => daysLeft),
      [30, 29, -1],
    );
  });

  it('is reported from as many days before as one likes', async () => {
    const { client, reports } = withCertificate({ clock: () => end - 40 * day, expiryDays: 60 });
    await client.check();
    assert.equal(reports.length, 1);
  });

  it('is a warning of the process, where nobody listens', async () => {
    const warned = new Promise<Error & { code?: string }>((resolve) => process.once('warning', resolve));
    const quiet = { onCertificateExpiry: undefined, clock: () => end - 3.5 * day } as never;
    await withCertificate(quiet).client.check();
    const warning = await warned;
    assert.equal(warning.code, 'EPOS_ESIA_CERTIFICATE');
    assert.match(warning.message, /ends in 3 days/);
  });
});

/** An ESIA at an address of its own, that answers so. */
async function serverOf(t: TestContext, answer: RequestListener): Promise<{ host: string; server: Server }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return { host: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

test('An answer without end is not read to its end', async (t) => {
  let written = 0;
  const { host } = await serverOf(t, (_, response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536))) written++;
    };
    response.on('drain', more);
    more();
  });
  const { client } = setUp(silent, { host, fetch: globalThis.fetch });
  await assert.rejects(client.exchange({ code: 'c' }), coded('bad_response'));
  assert.ok(written < 1000, `${written} blocks were written`);
});

test('An answer that stops in the middle is waited for no longer than any other', async (t) => {
  const { host, server } = await serverOf(t, (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"access_token":');
  });
  const { client } = setUp(silent, { host, fetch: globalThis.fetch, timeout: 300 });
  await assert.rejects(client.exchange({ code: 'c' }), coded('timeout'));
  const controller = new AbortController();
  server.once('request', () => {
    controller.abort();
  });
  const { client: patient } = setUp(silent, { host, fetch: globalThis.fetch });
  await assert.rejects(patient.exchange({ code: 'c', signal: controller.signal }), coded('aborted'));
});
