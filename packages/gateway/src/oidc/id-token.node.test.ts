import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HostileVisit } from '../test/hostile-visit.ts';

const now = () => Math.floor(Date.now() / 1000);

/** What was asked for at sign-in, what the id_token says of it, and how that ends. */
const cases: [string, string, () => Record<string, unknown>, string][] = [
  ['a password check that is young enough', '&max_age=600', () => ({ auth_time: now() - 60 }), 'ready'],
  ['a password check that is too old', '&max_age=600', () => ({ auth_time: now() - 3600 }), 'id_token_invalid'],
  ['no word about when', '&max_age=600', () => ({ auth_time: undefined }), 'id_token_invalid'],
  ['words about when', '&max_age=600', () => ({ auth_time: 'now' }), 'id_token_invalid'],
  ['a password check of just now, where none older would do', '&max_age=0', () => ({ auth_time: now() }), 'ready'],
  [
    'one of a minute ago, where none older would do',
    '&max_age=0',
    () => ({ auth_time: now() - 60 }),
    'id_token_invalid',
  ],
  ['an old password check that nobody minds', '', () => ({ auth_time: now() - 36_000 }), 'ready'],
  ['the level that was asked for', '&acr_values=2', () => ({ acr: '2' }), 'ready'],
  ['one of the levels that were asked for', '&acr_values=3%202', () => ({ acr: '2' }), 'ready'],
  ['a lower level', '&acr_values=2', () => ({ acr: '1' }), 'id_token_invalid'],
  ['no level', '&acr_values=2', () => ({ acr: undefined }), 'id_token_invalid'],
  ['a level in a list', '&acr_values=2', () => ({ acr: ['2'] }), 'id_token_invalid'],
];

describe('an id_token with', () => {
  for (const [about, query, claims, outcome] of cases) {
    it(`${about}: ${outcome}`, async () => {
      assert.equal(await new HostileVisit({ faults: { claims } }).outcome(query), outcome);
    });
  }

  it('a later time than the gateway’s clock is of another world', async () => {
    const behind = new HostileVisit({}, { clock: () => Date.now() - 3600_000 });
    assert.equal(await behind.outcome(), 'id_token_invalid');
    const little = new HostileVisit({}, { clock: () => Date.now() - 20_000 });
    assert.equal(await little.outcome(), 'ready');
  });

  it('another algorithm than the one agreed on is refused', async () => {
    const faults = { signer: 'EC' } as const;
    assert.equal(await new HostileVisit({ faults }, { signingAlgorithm: 'ES256' }).outcome(), 'ready');
    assert.equal(await new HostileVisit({ faults }, { signingAlgorithm: 'RS256' }).outcome(), 'id_token_invalid');
    // What is announced was not agreed on by that: RS256 is, where nothing else is.
    assert.equal(await new HostileVisit({ faults }).outcome(), 'id_token_invalid');
  });

  it('any announced algorithm that nobody can forge is taken where RS256 is not announced', async () => {
    const metadata = { id_token_signing_alg_values_supported: ['HS256', 'ES256'] };
    assert.equal(await new HostileVisit({ faults: { signer: 'EC', metadata } }).outcome(), 'ready');
    assert.equal(await new HostileVisit({ faults: { metadata } }).outcome(), 'id_token_invalid');
    assert.equal(await new HostileVisit({ faults: { signer: 'secret', metadata } }).outcome(), 'id_token_invalid');
  });
});
