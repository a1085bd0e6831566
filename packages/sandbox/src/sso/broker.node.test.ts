import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import {
  createDevelopmentIdentity,
  createEsiaClient,
  EsiaError,
  SignerError,
  type EsiaClient,
} from '@epos-login/gateway/esia';
import { people } from '@epos-login/testing/people';
import { signIn, start } from '../esia/test/kit.ts';
import { createBroker } from './broker.ts';

const { email } = people.teacher.esia;
const callback = new URL('http://localhost/esia/callback?code=c&state=s');

/** A broker whose client fails at the exchange. */
function failing(error: Error) {
  const client = {
    parseCallback: () => ({ kind: 'code', code: 'c', state: 's' }),
    exchange: () => Promise.reject(error),
  } as unknown as EsiaClient;
  return createBroker(client, 'http://localhost:9/');
}

async function real(t: TestContext, changes: Parameters<Awaited<ReturnType<typeof start>>['clientWith']>[0] = {}) {
  const kit = await start(t);
  const broker = createBroker(kit.clientWith(changes), `${kit.origin}/public/esia.zip`);
  const finish = async () => broker.finish((await signIn(kit, email)).url);
  return { kit, broker, finish };
}

describe('The SSO’s way through ESIA', () => {
  it('brings the person back', async (t) => {
    const { broker, finish } = await real(t);
    const outcome = await finish();
    assert.ok(outcome.kind === 'ok');
    assert.equal(outcome.person.given_name, 'Мария');
    assert.equal(await broker.isUp(), true);
  });

  it('tells ESIA’s own code, wherever ESIA refuses', async (t) => {
    // The key was changed and the certificate was not: only v3/te is asked by this client.
    const wrongKey = { signer: { sign: () => Promise.resolve(new Uint8Array(64)) } };
    const outcome = await (await real(t, wrongKey)).finish();
    assert.ok(outcome.kind === 'failed');
    assert.equal(outcome.error, 'server_error');
    assert.match(outcome.description, /^ESIA-007053: /);
  });

  it('tells that the person refused, or may not come in', async () => {
    const cases = [
      ['error=access_denied&error_description=ESIA-007004: denied&state=s', 'access_denied', /^ESIA-007004: denied$/],
      ['error=access_denied&error_description=ESIA-007055: level&state=s', 'access_denied', /^ESIA-007055: level$/],
      [
        'error=temporarily_unavailable&error_description=ESIA-007008: x&state=s',
        'temporarily_unavailable',
        /^ESIA-007008/,
      ],
      ['error=access_denied&error_description=ESIA-007053: «нет» "x"&state=s', 'server_error', /^ESIA-007053: {2}x$/],
      ['', 'server_error', /no answer/],
    ] as const;
    const { signer, certificate } = createDevelopmentIdentity();
    const client = createEsiaClient({
      host: 'http://localhost:9',
      clientId: 'EPOS',
      redirectUri: 'http://localhost/esia/callback',
      signer,
      certificate,
      certificates: [],
    });
    const broker = createBroker(client, 'http://localhost:9/');
    for (const [query, error, description] of cases) {
      const outcome = await broker.finish(new URL(`http://localhost/esia/callback?${query}`));
      assert.ok(outcome.kind === 'failed');
      assert.equal(outcome.error, error, query);
      assert.match(outcome.description, description);
      assert.match(outcome.description, /^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    }
  });

  it('keeps to itself how it signs, and what else is its own affair', async () => {
    const cause = new SignerError('timeout', 'The signing service at https://signer.internal did not sign');
    const failures = [
      [new EsiaError('unavailable', { message: cause.message, cause }), 'temporarily_unavailable'],
      [new EsiaError('network', { message: 'https://esia.internal' }), 'temporarily_unavailable'],
      [new EsiaError('id_token_invalid', { message: 'internal' }), 'server_error'],
    ] as const;
    for (const [error, code] of failures) {
      const outcome = await failing(error).finish(callback);
      assert.ok(outcome.kind === 'failed');
      assert.equal(outcome.error, code);
      assert.doesNotMatch(outcome.description, /internal/);
      assert.notEqual(outcome.description, '');
    }
    await assert.rejects(failing(new RangeError('a fault of the sandbox')).finish(callback), RangeError);
  });

  it('knows that ESIA is away', async () => {
    assert.equal(await failing(new Error('nobody asks')).isUp(), false);
  });
});
