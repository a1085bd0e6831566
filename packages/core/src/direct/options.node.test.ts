import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EposError } from '../errors/errors.ts';
import { direct, type DirectOptions } from './direct.ts';

const good: DirectOptions = {
  issuer: 'https://sso.example/realms/epos',
  clientId: 'journal',
  redirectUri: 'https://journal.example/',
};

describe('the options of direct', () => {
  it('are taken on a server too, and nothing happens', () => {
    const transport = direct(good);
    const origins: string[] = [];
    const connection = transport.connect({
      storage: { getItem: fail, setItem: fail, removeItem: fail },
      clock: { now: fail, monotonic: fail },
      fetch: fail,
      get origins() {
        return origins;
      },
      emit: fail,
    });
    assert.equal(transport.kind, 'direct');
    assert.equal(connection.issuer, good.issuer);
    connection.close();
  });

  it('may name http on loopback', () => {
    for (const host of ['localhost:4701', '127.0.0.1:4701', '[::1]:4701', 'sso.localhost']) {
      direct({ ...good, issuer: `http://${host}`, redirectUri: `http://${host}/` });
    }
  });

  const bad: [field: string, options: Record<string, unknown>, rule: string][] = [
    ['issuer', { issuer: undefined }, 'an https address without query and fragment'],
    ['issuer', { issuer: '/realms/epos' }, 'an https address without query and fragment'],
    ['issuer', { issuer: 'http://sso.example' }, 'an https address without query and fragment'],
    ['issuer', { issuer: 'http://localhost.evil.example' }, 'an https address without query and fragment'],
    ['issuer', { issuer: 'https://sso.example/?realm=epos' }, 'an https address without query and fragment'],
    ['issuer', { issuer: 'javascript:alert(1)' }, 'an https address without query and fragment'],
    ['issuer', { issuer: ' https://sso.example' }, 'an https address without query and fragment'],
    ['issuer', { issuer: 'https://sso.example/\nrealms' }, 'an https address without query and fragment'],
    ['clientId', { clientId: '' }, 'text'],
    ['redirectUri', { redirectUri: '/callback' }, 'an https address without fragment'],
    ['redirectUri', { redirectUri: 'https://journal.example/#/callback' }, 'an https address without fragment'],
    ['postLogoutRedirectUri', { postLogoutRedirectUri: 'http://journal.example/' }, 'an https address'],
    ['scope', { scope: 'profile' }, 'scopes with openid'],
    ['hintParameter', { hintParameter: '' }, 'text'],
    ['silent', { silent: 'popup' }, 'frame, redirect or none'],
    ['timeout', { timeout: 0 }, 'milliseconds'],
    ['timeout', { timeout: Number.NaN }, 'milliseconds'],
    ['timeout', { timeout: Infinity }, 'milliseconds'],
    ['providers.google', { providers: { google: {} } }, 'rsaa or esia with a hint'],
    ['providers.esia', { providers: { esia: { hint: '' } } }, 'rsaa or esia with a hint'],
    [
      'providers.esia.issuer',
      { providers: { esia: { issuer: 'http://esia.example' } } },
      'an https address without query and fragment',
    ],
    ['providers.esia.clientId', { providers: { esia: { issuer: 'https://esia.example', clientId: '' } } }, 'text'],
    [
      'providers.rsaa.redirectUri',
      { providers: { rsaa: { redirectUri: '/rsaa' } } },
      'an https address without fragment',
    ],
    ['resource', { resource: 'portal' }, 'an https address or several'],
    ['resource', { resource: ['https://portal.example/', 'http://portal.example/'] }, 'an https address or several'],
    ['trustedAudiences', { trustedAudiences: 'library' }, 'texts'],
    ['trustedAudiences', { trustedAudiences: [''] }, 'texts'],
    ['storage', { storage: 'local' }, 'memory, session or persistent'],
    ['storage', { storage: 'persistent' }, 'memory or session without dpop'],
  ];
  for (const [field, options, rule] of bad) {
    it(`are refused, with the field and the rule: ${JSON.stringify(options)}`, () => {
      assert.throws(
        () => direct({ ...good, ...options }),
        (error) =>
          error instanceof EposError &&
          error.code === 'invalid_options' &&
          error.phase === 'configure' &&
          error.message === `direct: ${field} must be ${rule}`,
      );
    });
  }
});

function fail(): never {
  throw new Error('touched');
}
