import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setUp } from '../test/esia-client.ts';
import { createRemoteSigner } from '../esia/signers/signers.ts';
import { createAsk } from '../oidc/ask.ts';
import { inTime } from './in-time.ts';

/** A `fetch` of somebody's own that knows no signals, and hears nothing. */
const deaf = () => new Promise<Response>(() => undefined);

/** What waits for nothing but a limit does not keep Node awake, as a server's socket does. */
function awake(t: { after: (task: () => void) => void }): void {
  const timer = setInterval(() => undefined, 60_000);
  t.after(() => {
    clearInterval(timer);
  });
}

test('A question ends in time whatever fetch does: to the SSO, to ESIA, to the signing service', async (t) => {
  awake(t);
  await assert.rejects(createAsk(deaf, 20)('https://sso.example/'), { code: 'timeout' });
  await assert.rejects(setUp(deaf, { timeout: 20 }).client.exchange({ code: 'c' }), { code: 'timeout' });
  const url = 'https://signer.example/';
  await assert.rejects(createRemoteSigner({ url, fetch: deaf, timeout: 20 }).sign(new Uint8Array(1)), {
    reason: 'timeout',
  });
  const headers = () => new Promise<never>(() => undefined);
  await assert.rejects(createRemoteSigner({ url, headers, timeout: 20 }).sign(new Uint8Array(1)), {
    reason: 'timeout',
  });
});

test('A caller may give up earlier, or has done so before', async () => {
  const caller = new AbortController();
  const asked = setUp(deaf).client.exchange({ code: 'c', signal: caller.signal });
  const waiting = inTime(deaf(), caller.signal);
  caller.abort();
  await assert.rejects(asked, { code: 'aborted' });
  await assert.rejects(waiting, { name: 'AbortError' });
  await assert.rejects(inTime(deaf(), caller.signal), { name: 'AbortError' });
});

test('What is in time is handed on, be it an answer or a failure', async () => {
  const { signal } = new AbortController();
  assert.equal(await inTime(Promise.resolve(7), signal), 7);
  await assert.rejects(inTime(Promise.reject(new RangeError('x')), signal), RangeError);
});
