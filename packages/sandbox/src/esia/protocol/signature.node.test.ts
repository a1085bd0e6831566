import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { after, describe, it, test, type TestContext } from 'node:test';
import { createDevelopmentIdentity, createOpensslSigner, createSoftwareSigner } from '@epos-login/gateway/esia';
import { people } from '@epos-login/testing/people';
import { parameterSets, startOpenssl, type ParameterSet } from '../../../../gateway/src/test/gost-openssl.ts';
import { epos, identity, openSignIn, signIn, start, type Kit } from '../test/kit.ts';
import { readCertificate } from '../gost/certificate.ts';
import { tokenCurve } from '../gost/curves.ts';
import { createPrivateKey, sign, verifies } from '../gost/signature.ts';

const openssl = startOpenssl();
after(() => {
  openssl.close();
});

const { email } = people.teacher.esia;
const message = Buffer.from('EPOSopenid2026.01.25 14:36:11 +0400');

describe('The arithmetic, which the client does not share', () => {
  for (const [set, name] of Object.entries(parameterSets) as [ParameterSet, string][]) {
    it(`takes what OpenSSL signs on ${name}, and nothing else`, () => {
      const key = openssl.key(set);
      const read = readCertificate(key.certificate);
      assert.equal(read.hash, openssl.digest(new X509Certificate(key.certificate).raw));
      const signature = openssl.sign(key, message);
      assert.equal(verifies(read.key, message, signature), true);
      assert.equal(verifies(read.key, Buffer.from('another'), signature), false);
      assert.equal(verifies(read.key, message, signature.toReversed()), false);
      assert.equal(
        verifies(read.key, message, Buffer.concat([signature.subarray(32), signature.subarray(0, 32)])),
        false,
      );
      assert.equal(verifies(readCertificate(openssl.key(set).certificate).key, message, signature), false);
    });
  }

  it('refuses zeros, numbers of q and more, and other lengths', () => {
    const key = createPrivateKey(tokenCurve);
    const signature = sign(key, message);
    assert.equal(verifies(key, message, signature), true);
    const q = Buffer.from(tokenCurve.q.toString(16).padStart(64, '0'), 'hex');
    for (const bad of [
      new Uint8Array(64),
      Buffer.concat([signature.subarray(0, 32), new Uint8Array(32)]),
      Buffer.concat([new Uint8Array(32), signature.subarray(32)]),
      Buffer.concat([signature.subarray(0, 32), q]),
      Buffer.concat([q, signature.subarray(32)]),
      signature.subarray(1),
    ]) {
      assert.equal(verifies(key, message, bad), false);
    }
  });

  it('refuses certificates without a GOST key of 256 bits', () => {
    const rsa = openssl.run([
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      '/dev/null',
      '-subj',
      '/CN=x',
    ]);
    assert.throws(() => readCertificate(rsa), /no key of GOST/);
    assert.throws(() => readCertificate('nothing'), /Not a certificate/);
  });
});

/** The code of ESIA's refusal of an authorization request. */
async function refusalOf(kit: Kit, url: URL): Promise<string | undefined> {
  const page = await kit.browser.get(url.href);
  return page.url.searchParams.get('error_description')?.slice(0, 11);
}

const later = () => {
  const [date = '', time = ''] = new Date(Date.now() + 60_000).toISOString().split(/[T.]/);
  return `${date.replaceAll('-', '.')} ${time} +0000`;
};

describe('What is changed after it was signed is refused by ESIA-007053', () => {
  const changes: [name: string, value: () => string][] = [
    ['scope', () => 'openid fullname'],
    ['timestamp', later],
    ['state', () => '3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
    ['redirect_uri', () => 'https://epos.permkrai.example/another'],
    ['scope_org', () => 'org_inn'],
  ];
  const register = (kit: Kit) => {
    kit.dials.systems = [{ ...epos, organizationScopes: ['org_inn', 'org_ogrn'] }];
  };

  for (const [name, value] of changes) {
    it(`v2/ac: ${name}`, async (t) => {
      const kit = await start(t);
      register(kit);
      const url = new URL((await kit.client.authorizationUrl()).url);
      url.searchParams.set(name, value());
      assert.equal(await refusalOf(kit, url), 'ESIA-007053');
    });

    it(`v3/te: ${name}`, async (t) => {
      const kit = await start(t);
      register(kit);
      const { code } = await signIn(kit, email);
      await assert.rejects(tampered(kit, name, value()).exchange({ code }), { esiaCode: 'ESIA-007053' });
      await kit.client.exchange({ code });
    });
  }

  it('v3/te: the code', async (t) => {
    const kit = await start(t);
    const [first, second] = [await signIn(kit, email), await signIn(kit, email)];
    await assert.rejects(tampered(kit, 'code', second.code).exchange({ code: first.code }), {
      esiaCode: 'ESIA-007053',
    });
  });

  function tampered(kit: Kit, name: string, value: string) {
    return kit.clientWith({
      fetch: (input, given) => {
        (given?.body as URLSearchParams).set(name, value);
        return fetch(input, given);
      },
    });
  }
});

describe('A signature that is not the system’s is refused by ESIA-007053', () => {
  const signers: [name: string, sign: (data: Uint8Array) => Promise<Uint8Array>][] = [
    ['of another key', (data) => createDevelopmentIdentity().signer.sign(data)],
    ['last byte first, as КриптоПро gives it', async (data) => (await identity.signer.sign(data)).toReversed()],
    [
      'r before s',
      async (data) => {
        const signature = await identity.signer.sign(data);
        return Buffer.concat([signature.subarray(32), signature.subarray(0, 32)]);
      },
    ],
    ['of nothing', () => Promise.resolve(new Uint8Array(64))],
    [
      'over the string of v1',
      (data) => {
        const text = Buffer.from(data).toString().replace(/^EPOS/, '');
        return identity.signer.sign(Buffer.from(text.replace(/(\+0000)/, '$1EPOS')));
      },
    ],
  ];
  for (const [name, sign] of signers) {
    it(name, async (t) => {
      const kit = await start(t);
      const client = kit.clientWith({ signer: { sign } });
      assert.equal(await refusalOf(kit, new URL((await client.authorizationUrl()).url)), 'ESIA-007053');
      const { code } = await signIn(kit, email);
      await assert.rejects(client.exchange({ code }), { esiaCode: 'ESIA-007053' });
    });
  }

  it('by a certificate that has ended', async (t) => {
    const kit = await start(t);
    kit.dials.offset = 20 * 365 * 24 * 60 * 60 * 1000;
    const { page } = await openSignIn(kit);
    assert.equal(page.url.searchParams.get('error_description')?.slice(0, 11), 'ESIA-007053');
  });
});

/** EPOS with another key. */
async function startWith(t: TestContext, certificate: string): Promise<Kit> {
  const kit = await start(t);
  kit.dials.systems = [{ ...epos, certificates: [identity.certificate, certificate] }];
  return kit;
}

test('A system may sign by any of its certificates: OpenSSL’s engine, or the same key in this process', async (t) => {
  for (const set of ['A', 'XB', 'TCA', 'TCC'] as const) {
    const key = openssl.key(set);
    const kit = await startWith(t, key.certificate);
    for (const signer of [
      createOpensslSigner({ keyFile: key.keyFile }),
      createSoftwareSigner({ privateKey: key.pem }),
    ]) {
      const own = { certificate: key.certificate, certificateHash: undefined, signer };
      const client = kit.clientWith(own as never);
      await client.check();
      const { code } = await signIn({ ...kit, client }, email);
      assert.equal((await client.exchange({ code })).identity.oid, '1000000001');
    }
    // The hash names the certificate by whose key the request must be signed.
    const other = kit.clientWith({ signer: createOpensslSigner({ keyFile: key.keyFile }) });
    assert.equal(await refusalOf(kit, new URL((await other.authorizationUrl()).url)), 'ESIA-007053');
  }
});

test('A system that has chosen GOST gets codes and tokens that OpenSSL verifies', async (t) => {
  const kit = await start(t);
  kit.dials.systems = [{ ...epos, tokenAlgorithm: 'GOST3410_2012_256' }];
  const { code } = await signIn(kit, email);
  const { identity: who, idToken, accessToken } = await kit.client.exchange({ code });
  assert.equal(who.oid, '1000000001');
  const gost = Buffer.from(kit.esia.certificates[1] ?? []);
  for (const token of [code, idToken, accessToken]) {
    const [header = '', payload = '', signature = ''] = token.split('.');
    const { alg, 'x5t#St256': hash } = JSON.parse(Buffer.from(header, 'base64url').toString()) as Record<
      string,
      string
    >;
    assert.deepEqual({ alg, hash }, { alg: 'GOST3410_2012_256', hash: openssl.digest(gost) });
    const signed = Buffer.from(`${header}.${payload}`);
    assert.equal(openssl.verifies(gost, signed, Buffer.from(signature, 'base64url')), true);
  }
  assert.equal((await kit.client.person(who.oid, accessToken)).given_name, 'Мария');
  const broken = accessToken.replace(/\.[^.]+\./, `.${Buffer.from('{}').toString('base64url')}.`);
  await assert.rejects(kit.client.person(who.oid, broken), { esiaCode: 'ESIA-005011' });
});

test('Organization scopes are signed after the scope, and must be granted', async (t) => {
  const kit = await start(t);
  const client = kit.clientWith({ organizationScope: ['org_inn', 'org_ogrn'] });
  assert.equal(await refusalOf(kit, new URL((await client.authorizationUrl()).url)), 'ESIA-007006');
  kit.dials.systems = [{ ...epos, organizationScopes: ['org_inn', 'org_ogrn'] }];
  const { code } = await signIn({ ...kit, client }, email);
  assert.equal((await client.exchange({ code })).identity.oid, '1000000001');
});
