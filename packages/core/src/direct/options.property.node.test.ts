import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as fc from 'fast-check';
import { EposError } from '../errors/errors.ts';
import { addresses } from '../test/arbitraries.ts';
import { settle, type DirectOptions } from './options.ts';
import { isSecureAddress } from '../address/secure-address.ts';

const texts = fc.oneof(fc.string(), fc.anything());
const places = fc.oneof(addresses, fc.constant('https://sso.example/realms/epos'), fc.anything());
const sound = { issuer: 'https://sso.example', clientId: 'journal', redirectUri: 'https://journal.example/' };

/** What plain JavaScript and attributes may hand over: some fields sound, some anything at all. */
const options = fc
  .record(
    {
      issuer: places,
      clientId: texts,
      redirectUri: places,
      scope: fc.oneof(fc.constantFrom('openid', 'openid profile', 'profile'), texts),
      hintParameter: texts,
      postLogoutRedirectUri: places,
      silent: fc.oneof(fc.constantFrom('frame', 'redirect', 'none'), texts),
      timeout: fc.oneof(fc.integer(), fc.double(), texts),
      resource: fc.oneof(places, fc.array(places)),
      trustedAudiences: fc.oneof(fc.array(texts), texts),
      storage: fc.oneof(fc.constantFrom('memory', 'session', 'persistent'), texts),
      providers: fc.dictionary(
        fc.oneof(fc.constantFrom('rsaa', 'esia'), fc.string()),
        fc.record({ hint: texts, issuer: places }, { requiredKeys: [] }),
      ),
    },
    { requiredKeys: [] },
  )
  .map((odd) => ({ ...sound, ...odd }) as DirectOptions);

it('options are settled soundly or refused as invalid, whatever they are', () => {
  fc.assert(
    fc.property(options, (given) => {
      let settings;
      try {
        settings = settle(given);
      } catch (error) {
        assert.ok(error instanceof EposError && error.code === 'invalid_options', String(error));
        assert.match(error.message, /^direct: \S/);
        return;
      }
      for (const address of [settings.issuer, settings.redirectUri, settings.postLogoutRedirectUri]) {
        assert.ok(isSecureAddress(address), address);
      }
      assert.doesNotMatch(settings.issuer, /[?#]/);
      assert.ok(settings.scope.split(' ').includes('openid'));
      assert.ok(settings.timeout > 0 && settings.timeout < 2 ** 31);
      for (const id of Object.keys(settings.providers)) assert.ok(id === 'rsaa' || id === 'esia', id);
    }),
    { numRuns: 1000 },
  );
});
