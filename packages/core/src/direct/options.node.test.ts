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

  const bad: [field: string, options: Record<string, unknown>][] = [
    ['issuer', { issuer: undefined }],
    ['issuer', { issuer: '/realms/epos' }],
    ['issuer', { issuer: 'http://sso.example' }],
    ['issuer', { issuer: 'http://localhost.evil.example' }],
    ['issuer', { issuer: 'https://sso.example/?realm=epos' }],
    ['issuer', { issuer: 'javascript:alert(1)' }],
    ['issuer', { issuer: ' https://sso.example' }],
    ['issuer', { issuer: 'https://sso.example/\nrealms' }],
    ['clientId', { clientId: '' }],
    ['redirectUri', { redirectUri: '/callback' }],
    ['redirectUri', { redirectUri: 'https://journal.example/#/callback' }],
    ['postLogoutRedirectUri', { postLogoutRedirectUri: 'http://journal.example/' }],
    ['scope', { scope: 'profile' }],
    ['hintParameter', { hintParameter: '' }],
    ['silent', { silent: 'popup' }],
    ['timeout', { timeout: 0 }],
    ['timeout', { timeout: Number.NaN }],
    ['timeout', { timeout: Infinity }],
    ['providers.google', { providers: { google: {} } }],
    ['providers.esia', { providers: { esia: { hint: '' } } }],
    ['providers.esia.issuer', { providers: { esia: { issuer: 'http://esia.example' } } }],
    ['providers.esia.clientId', { providers: { esia: { issuer: 'https://esia.example', clientId: '' } } }],
    ['providers.rsaa.redirectUri', { providers: { rsaa: { redirectUri: '/rsaa' } } }],
    ['resource', { resource: 'portal' }],
    ['resource', { resource: ['https://portal.example/', 'http://portal.example/'] }],
    ['trustedAudiences', { trustedAudiences: 'library' }],
    ['trustedAudiences', { trustedAudiences: [''] }],
    ['storage', { storage: 'local' }],
    ['storage', { storage: 'persistent' }],
  ];
  for (const [field, options] of bad) {
    it(`are refused, with the field and the rule: ${JSON.stringify(options)}`, () => {
      assert.throws(
        () => direct({ ...good, ...options }),
        (error) =>
          error instanceof EposError &&
          error.code === 'invalid_options' &&
          error.phase === 'configure' &&
          error.message.startsWith(`direct: ${field} must be `),
      );
    });
  }
});

function fail(): never {
  throw new Error('touched');
}
