import assert from 'node:assert/strict';
import { problem } from '@epos-login/core/contract';
import { proofKey, type Mint } from './mint.ts';

/**
 * What a server must do that answers, behind `verifyAccessToken` of a verifier with `nonceSecret` and `baseUrl` at
 * `/journal`, `GET /journal/api/marks` (employees and pupils: `{ sub, roles }`), `/journal/api/exams` (pupils alone) and
 * `/journal/open` (a role is required, but nobody verifies the token).
 */
export function subsystemCases(
  it: (name: string, test: () => Promise<void>) => unknown,
  given: () => { readonly mint: Mint; readonly ask: (path: string, init: RequestInit) => Promise<Response> },
): void {
  const get = (path: string, headers: Record<string, string> = {}) => given().ask(`/journal${path}`, { headers });
  const authorized = async (path: string) => get(path, { Authorization: `Bearer ${await given().mint.token()}` });

  it('a caller with a role is let in', async () => {
    const answer = await authorized('/api/marks?of=7');
    assert.equal(answer.status, 200);
    assert.deepEqual(await answer.json(), { sub: 'p1', roles: ['r1'] });
    assert.equal(answer.headers.get('DPoP-Nonce'), null);
  });

  it('a caller with a proof of the whole address is told the next nonce', async () => {
    const { mint } = given();
    const own = await proofKey();
    const token = await mint.token({ cnf: { jkt: own.jkt } });
    const htu = 'https://journal.example/journal/api/exams';
    const come = async (nonce?: string) =>
      get('/api/exams', { Authorization: `DPoP ${token}`, DPoP: await mint.proof(own, token, { nonce, htu }) });
    const first = await come();
    assert.equal(first.status, 401);
    assert.match(first.headers.get('WWW-Authenticate') ?? '', /use_dpop_nonce/);
    const second = await come(first.headers.get('DPoP-Nonce') ?? '');
    // The proof passed; that a bound token cannot be shown to the portal is another matter.
    assert.equal(second.status, 500);
    assert.ok(second.headers.get('DPoP-Nonce'));
  });

  it('others are answered by problems', async () => {
    const refusals = [
      [await get('/api/marks'), 401, 'invalid_token'],
      [await get('/api/marks', { Authorization: 'Bearer' }), 400, 'invalid_request'],
      [await authorized('/api/exams'), 403, 'insufficient_scope'],
    ] as const;
    for (const [answer, status, code] of refusals) {
      assert.equal(answer.status, status);
      assert.match(answer.headers.get('Content-Type') ?? '', /^application\/problem\+json\b/);
      assert.equal(problem.parse(await answer.json()).code, code);
      assert.ok(answer.headers.get('WWW-Authenticate'));
    }
  });

  it('a portal that is down is no refusal', async () => {
    given().mint.instead = ({ url }) => (url.endsWith('/v1/me') ? new Response('', { status: 502 }) : undefined);
    const answer = await authorized('/api/marks');
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get('Retry-After'), '5');
  });

  it('a route that nobody guards lets nobody in', async () => {
    assert.equal((await authorized('/open')).status, 500);
  });
}
