import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createVerifier } from '../resource.ts';

const right = { issuer: 'https://sso.example', audience: 'api', baseUrl: 'https://journal.example' };

const wrong: [what: string, options: object, names: RegExp][] = [
  ['an issuer over http', { issuer: 'http://sso.example' }, /issuer/],
  ['no issuer', { issuer: undefined }, /issuer/],
  ['no audience', { audience: [] }, /audience/],
  ['an empty audience', { audience: '' }, /audience/],
  ['a symmetric algorithm', { algorithms: ['RS256', 'HS256'] }, /algorithms/],
  ['no signature at all', { algorithms: ['none'] }, /algorithms/],
  ['no algorithm', { algorithms: [] }, /algorithms/],
  ['keys over http', { jwksUri: 'http://sso.example/keys' }, /jwksUri/],
  ['another type of token', { tokenType: 'jwt' }, /tokenType/],
  ['a scope of two words', { scopes: ['a b'] }, /scopes/],
  ['a scope that would end the challenge', { scopes: ['a"'] }, /scopes/],
  ['roles from nowhere', { rolesFrom: 'realm_access' }, /rolesFrom/],
  ['a portal over http', { portal: 'http://portal.example' }, /portal/],
  ['roles for an hour', { portal: { url: 'https://portal.example', cacheSeconds: 3600 } }, /cacheSeconds/],
  ['a listener that is none', { onRefused: 'log' }, /onRefused/],
  ['a leeway of an hour', { leeway: 3600 }, /leeway/],
  ['no time to answer', { timeout: 0 }, /timeout/],
  ['another manner of proofs', { dpop: 'on' }, /dpop/],
  ['proofs of no address', { baseUrl: undefined }, /baseUrl/],
  ['proofs of no web address', { baseUrl: 'ftp://journal.example' }, /baseUrl/],
  ['proofs of any time', { proofWindow: 86_400 }, /proofWindow/],
  ['a secret that can be guessed', { nonceSecret: new Uint8Array(31) }, /nonceSecret/],
];
for (const [what, options, names] of wrong) {
  it(`refuses ${what} at once, by name`, () => {
    assert.throws(
      () => createVerifier({ ...right, ...options }),
      (error: Error) => error instanceof TypeError && names.test(error.message),
    );
  });
}

it('takes http on loopback, and asks nobody before the first call', () => {
  const fetch = () => assert.fail('asked at once');
  createVerifier({ ...right, issuer: 'http://localhost:4701', portal: 'http://127.0.0.1:4703/api', fetch });
  createVerifier({ ...right, dpop: 'off', baseUrl: undefined, fetch });
});
