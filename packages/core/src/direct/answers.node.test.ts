import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { EposError, type EposErrorCode } from '../errors/errors.ts';
import { home } from '../test/direct-tab.ts';
import type { Faults } from '../test/fake-sso.ts';
import { failure, sso, tab, tokenRequests } from '../test/sign-in-stage.ts';

describe('an answer is refused', () => {
  const callback = async (answer: Record<string, string | undefined>) => {
    await tab.load(home).signIn({});
    return tab.load(sso.authorize(tab.page.lastWent, answer)).restore();
  };
  const untouched = () => {
    assert.equal(tokenRequests().length, 0);
    assert.doesNotMatch(tab.page.url.href, /code=|state=|iss=/);
  };

  it('with a foreign iss', async () => {
    await assert.rejects(callback({ iss: 'https://evil.example' }), failure('issuer_mismatch', { phase: 'callback' }));
    untouched();
  });

  it('without the promised iss', async () => {
    await assert.rejects(callback({ iss: undefined }), failure('issuer_mismatch'));
    untouched();
  });

  it('with a foreign iss, even when it is an error', async () => {
    const answer = { iss: 'https://evil.example', code: undefined, error: 'access_denied' };
    await assert.rejects(callback(answer), failure('issuer_mismatch'));
  });

  it('with a state nobody gave out, while another sign-in is under way', async () => {
    await assert.rejects(callback({ state: 'forged' }), failure('response_mismatch'));
    untouched();
  });

  it('with two states', async () => {
    await tab.load(home).signIn({});
    const back = `${sso.authorize(tab.page.lastWent)}&state=another`;
    await assert.rejects(tab.load(back).restore(), failure('response_mismatch'));
    untouched();
  });

  it('without code and error it is no answer at all', async () => {
    assert.deepEqual(await callback({ code: undefined }), { kind: 'none', reason: 'never' });
    assert.equal(tokenRequests().length, 0);
  });

  it('without state, and no code is sent', async () => {
    await assert.rejects(callback({ state: undefined }), failure('response_mismatch'));
    untouched();
  });
});

describe('tokens are refused', () => {
  const faults: [what: string, faults: Faults, code: EposErrorCode][] = [
    ['with another nonce', { claims: { nonce: 'another' } }, 'id_token_invalid'],
    ['without nonce', { claims: { nonce: undefined } }, 'id_token_invalid'],
    ['of another issuer', { claims: { iss: 'https://evil.example' } }, 'id_token_invalid'],
    ['for another client', { claims: { aud: 'another' } }, 'id_token_invalid'],
    ['for several clients without azp', { claims: { aud: ['journal', 'another'] } }, 'id_token_invalid'],
    ['issued to another client', { claims: { azp: 'another' } }, 'id_token_invalid'],
    ['without sub', { claims: { sub: undefined } }, 'id_token_invalid'],
    ['with a sub that is no string', { claims: { sub: 1 } }, 'id_token_invalid'],
    ['without iat', { claims: { iat: undefined } }, 'id_token_invalid'],
    ['expired', { claims: { exp: 1 } }, 'id_token_invalid'],
    ['expired, from a clock a day off', { claims: { exp: 1, iat: 0 } }, 'id_token_invalid'],
    ['with a foreign at_hash', { claims: { at_hash: 'another' } }, 'id_token_invalid'],
    ['signed by a foreign key', { foreignKey: true }, 'id_token_invalid'],
    ['with alg none', { header: { alg: 'none' } }, 'id_token_invalid'],
    ['with an alg that was not announced', { header: { alg: 'ES256' } }, 'id_token_invalid'],
    ['by a key nobody published', { header: { kid: 'k2' } }, 'id_token_invalid'],
    ['with crit', { header: { crit: ['x'] } }, 'id_token_invalid'],
    ['without id_token', { token: { id_token: undefined } }, 'bad_response'],
    ['without access_token', { token: { access_token: undefined } }, 'bad_response'],
    ['bound to a key nobody has', { token: { token_type: 'DPoP' } }, 'bad_response'],
    ['of another type', { token: { token_type: 'mac' } }, 'bad_response'],
    ['with a lifetime below zero', { token: { expires_in: -1 } }, 'bad_response'],
    ['by an error', { tokenAnswer: () => Response.json({ error: 'invalid_grant' }, { status: 400 }) }, 'token_refused'],
    [
      'by a challenge',
      { tokenAnswer: () => new Response('', { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }) },
      'token_refused',
    ],
    ['by an error under 200', { tokenAnswer: () => Response.json({ error: 'invalid_grant' }) }, 'bad_response'],
    [
      'in HTML',
      { tokenAnswer: () => new Response('<p>Доступ закрыт', { headers: { 'content-type': 'text/html' } }) },
      'bad_response',
    ],
    ['behind a redirect', { tokenAnswer: () => Response.redirect('https://evil.example') }, 'bad_response'],
    ['for a while', { tokenAnswer: () => new Response('', { status: 503 }) }, 'unavailable'],
    [
      'for asking too much',
      { tokenAnswer: () => new Response('', { status: 429, headers: { 'retry-after': '7' } }) },
      'rate_limited',
    ],
    ['by the network', { tokenAnswer: () => Promise.reject(new TypeError('fetch failed')) }, 'network'],
  ];
  for (const [what, fault, code] of faults) {
    it(what, async () => {
      sso.faults = fault;
      await assert.rejects(tab.signIn(), (error) => {
        assert.ok(error instanceof EposError, String(error));
        assert.equal(error.code, code);
        assert.equal(error.phase, 'callback');
        // Neither tokens nor claims may reach a log by way of an error.
        assert.doesNotMatch(inspect(error, { depth: 9, showHidden: true }), /access-\d|eyJ|person-1/);
        return true;
      });
      await assert.rejects(tab.client.getToken(), failure('session_ended'));
    });
  }

  it('with the time to wait', async () => {
    sso.faults = { tokenAnswer: () => new Response('', { status: 429, headers: { 'retry-after': '7' } }) };
    await assert.rejects(tab.signIn(), failure('rate_limited', { retryAfter: 7, status: 429 }));
  });

  it('when the password check is older than asked for, or of unknown age', async () => {
    for (const auth_time of [Math.floor(Date.now() / 1000) - 3600, undefined]) {
      sso.faults = { claims: { auth_time } };
      await tab.load(home).signIn({ maxAge: 60 });
      await assert.rejects(tab.load(sso.authorize(tab.page.lastWent)).restore(), failure('id_token_invalid'));
    }
  });

  it('and kept when the password was checked after the person was asked, however slowly the rest went', async () => {
    await tab.load(home).signIn({ maxAge: 0 });
    const back = sso.authorize(tab.page.lastWent);
    sso.faults = { claims: { auth_time: Math.floor(Date.now() / 1000) + 5, iat: Math.floor(Date.now() / 1000) + 300 } };
    tab.elapsed = 300_000;
    assert.deepEqual(await tab.load(back).restore(), { kind: 'session', interactive: true });
  });
});
