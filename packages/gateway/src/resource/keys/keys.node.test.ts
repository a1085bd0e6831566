import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { issuer, key, Mint } from '../../test/mint.ts';
import { refused } from '../../test/refusals.ts';
import type { Verifier } from '../resource.ts';

describe('the issuer’s keys', () => {
  let mint: Mint;
  let verifier: Verifier;
  beforeEach(async () => {
    mint = await Mint.create();
    verifier = mint.verifier();
  });
  const down = () => new Response('', { status: 500 });
  const verify = async (token?: string) => (await verifier.verifyAccessToken(token ?? (await mint.token()))).sub;
  const unknown = () => mint.token({}, { kid: crypto.randomUUID() });

  it('are asked for once by all who need them', async () => {
    const token = await mint.token();
    await Promise.all(Array.from({ length: 20 }, () => verify(token)));
    await verify(token);
    assert.equal(mint.count('/keys'), 1);
    assert.equal(mint.count('/openid-configuration'), 1);
  });

  it('are taken from the address that is configured, without metadata', async () => {
    verifier = mint.verifier({ jwksUri: `${issuer}/keys` });
    await verify();
    assert.deepEqual(
      mint.asked.map(({ url }) => url),
      [`${issuer}/keys`],
    );
  });

  it('are asked for again at once when the issuer has changed them', async () => {
    await verify();
    mint.keys = [await key('two'), ...mint.keys];
    assert.equal(await verify(), 'p1');
    assert.equal(mint.count('/keys'), 2);
  });

  it('are not asked for again by a flood of names that are made up', async () => {
    await verify();
    for (let count = 0; count < 50; count += 1) await refused(verify(await unknown()), 'unknown_key');
    assert.equal(mint.count('/keys'), 2);
    mint.now += 11;
    await refused(verify(await unknown()), 'unknown_key');
    assert.equal(mint.count('/keys'), 3);
  });

  it('are asked for again when they grow old, while the known ones serve', async () => {
    await verify();
    mint.now += 301;
    const { promise, resolve } = Promise.withResolvers<Response>();
    mint.instead = ({ url }) => (url.endsWith('/keys') ? promise : undefined);
    const old = await mint.token();
    assert.equal(await verify(old), 'p1');
    assert.equal(await verify(old), 'p1');
    assert.equal(mint.count('/openid-configuration'), 2);
    const two = await key('two');
    mint.instead = () => undefined;
    resolve(Response.json({ keys: [two.jwk] }));
    assert.equal(await verify(await mint.token({}, {}, two)), 'p1');
    assert.equal(mint.count('/keys'), 2);
  });

  it('outlive an outage of the issuer by an hour and no longer', async () => {
    await verify();
    mint.instead = down;
    mint.now += 3599;
    assert.equal(await verify(), 'p1');
    mint.now += 1;
    await refused(verify(), 'keys_unavailable');
  });

  it('are withdrawn when the issuer withdraws them', async () => {
    const withdrawn = await mint.token();
    await verify(withdrawn);
    mint.keys = [await key('two')];
    assert.equal(await verify(), 'p1');
    await refused(verify(withdrawn), 'unknown_key');
  });

  it('when they cannot be had, say nothing against a token', async () => {
    mint.instead = down;
    const error = await refused(verify(), 'keys_unavailable');
    assert.equal(error.status, 503);
    for (let count = 0; count < 20; count += 1) await refused(verify(), 'keys_unavailable');
    assert.equal(mint.asked.length, 1);
    mint.instead = () => undefined;
    mint.now += 3;
    assert.equal(await verify(), 'p1');
    mint.instead = down;
    await refused(verify(await unknown()), 'keys_unavailable');
    assert.equal(await verify(), 'p1');
  });

  it('are asked for again after a clock was set back', async () => {
    mint.instead = down;
    await refused(verify(), 'keys_unavailable');
    mint.instead = () => undefined;
    mint.now -= 86_400;
    assert.equal(await verify(), 'p1');
  });

  it('are tried one after another where the token names none, or several have its name', async () => {
    const others = [await key('one'), await key('one')];
    mint.keys = [...mint.keys, ...others];
    assert.equal(await verify(await mint.token({}, { kid: undefined }, others[1])), 'p1');
    assert.equal(await verify(await mint.token({}, {}, others[0])), 'p1');
    await refused(verify(await mint.token({}, { kid: undefined }, await key('one'))), 'bad_signature');
    await refused(verify(await mint.token({ exp: 1 }, { kid: undefined }, others[1])), 'expired');
  });

  it('of other kinds and uses are passed over', async () => {
    const [own] = mint.keys;
    const other = await key('one');
    mint.keys = [
      { ...other, jwk: { kty: 'quantum', kid: 'one' } },
      { ...other, jwk: { ...other.jwk, use: 'enc' } },
      own!,
    ];
    assert.equal(await verify(await mint.token({}, {}, own)), 'p1');
    await refused(verify(await mint.token({}, {}, other)), 'bad_signature');
  });

  const wrong: [what: string, end: string, answer: () => Response | Promise<Response>][] = [
    [
      'metadata of another issuer',
      '-configuration',
      () => Response.json({ issuer: `${issuer}/`, jwks_uri: `${issuer}/keys` }),
    ],
    ['metadata without an issuer', '-configuration', () => Response.json({ jwks_uri: `${issuer}/keys` })],
    [
      'metadata with keys over http',
      '-configuration',
      () => Response.json({ issuer, jwks_uri: 'http://sso.example/keys' }),
    ],
    [
      'metadata with a neighbour’s keys',
      '-configuration',
      () => Response.json({ issuer, jwks_uri: 'http://localhost/keys' }),
    ],
    ['metadata without keys', '-configuration', () => Response.json({ issuer })],
    ['metadata that are a page', '-configuration', () => new Response('<!doctype html>')],
    ['metadata that are null', '-configuration', () => Response.json(null)],
    ['keys that are a page', '/keys', () => new Response('<!doctype html>')],
    ['keys that are no list', '/keys', () => Response.json({ keys: {} })],
    ['keys of which one is none', '/keys', () => Response.json({ keys: [null] })],
    ['keys without end', '/keys', () => new Response(endless())],
    ['keys that answer 404', '/keys', () => Response.json({ keys: [] }, { status: 404 })],
    ['no answer', '/keys', () => Promise.reject(new TypeError('fetch failed'))],
  ];
  for (const [what, end, answer] of wrong) {
    it(`are unavailable by ${what}`, async () => {
      mint.instead = ({ url }) => (url.endsWith(end) ? answer() : undefined);
      await refused(verify(), 'keys_unavailable');
    });
  }

  const slow: [what: string, answer: (request: Request) => Response | Promise<Response>][] = [
    [
      'takes too long',
      ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(signal.reason as Error);
          });
        }),
    ],
    ['takes too long for a `fetch` that listens to no signal', () => new Promise(() => undefined)],
    ['begins, and goes on for ever without a word', () => new Response(silent())],
  ];
  for (const [what, answer] of slow) {
    it(`are unavailable where the answer ${what}`, async () => {
      verifier = mint.verifier({ timeout: 20 });
      mint.instead = answer;
      const error = await refused(verify(), 'keys_unavailable');
      assert.equal((error.cause as Error).name, 'TimeoutError');
    });
  }
});

function silent(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: () => new Promise(() => undefined) });
}

function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(new Uint8Array(64 * 1024).fill(32));
    },
  });
}
