import type { Case } from '../case.ts';
import type { Reply } from '../server/faults.ts';
import { accepted, refusedTokens } from '../expectations.ts';

const answers = (reply: Reply) => ({ reply: { token: () => reply } });

/** What the token endpoint answers: RFC 6749 section 5, OpenID Connect Core 3.1.3.3. */
export const tokenEndpoint: readonly Case[] = [
  {
    id: 'rfc6749-5.2-invalid-grant',
    about: 'a code that is refused is not sent again',
    faults: answers({ status: 400, body: { error: 'invalid_grant' } }),
    expected: refusedTokens('token_refused'),
  },
  {
    id: 'rfc6749-5.2-invalid-client',
    about: 'a client that is refused stays refused',
    faults: answers({
      status: 401,
      headers: { 'www-authenticate': 'Basic realm="sso"' },
      body: { error: 'invalid_client' },
    }),
    expected: refusedTokens('token_refused'),
  },
  {
    id: 'rfc6749-5.2-400-html',
    about: 'a page of a proxy is no refusal of the issuer',
    faults: answers({ status: 400, headers: { 'content-type': 'text/html' }, body: '<h1>400</h1>' }),
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'rfc6749-5.1-200-with-error',
    about: 'an error with status 200 is no token',
    faults: answers({ body: { error: 'invalid_grant' } }),
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'rfc6749-5.1-200-html',
    about: 'a page is no token',
    faults: answers({ headers: { 'content-type': 'text/html' }, body: '<h1>Добро пожаловать</h1>' }),
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'rfc6749-5.1-200-empty',
    about: 'nothing is no token',
    faults: answers({ body: '' }),
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'rfc6749-5.1-list',
    about: 'a list is no token',
    faults: answers({ body: [] }),
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'rfc6749-5.1-null',
    about: 'a null is no token',
    faults: answers({ body: 'null' }),
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'rfc6749-5.1-201',
    about: 'another success than 200 is none',
    faults: answers({ status: 201, body: { access_token: 'x', token_type: 'Bearer' } }),
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'rfc6749-5.1-no-access-token',
    about: 'an answer without an access token is refused',
    faults: { token: { access_token: undefined } },
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'rfc6749-5.1-access-token-number',
    about: 'an access token that is no text is refused',
    faults: { token: { access_token: 7 } },
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'rfc6749-5.1-access-token-empty',
    about: 'an empty access token is refused',
    faults: { token: { access_token: '' } },
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'rfc6749-5.1-no-token-type',
    about: 'a token without a type is refused',
    faults: { token: { token_type: undefined } },
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'rfc6749-7.1-unknown-token-type',
    about: 'a token of a type that nobody knows is refused',
    faults: { token: { token_type: 'mac' } },
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'rfc9449-5-dpop-not-asked-for',
    about: 'a token bound to a key that nobody has is refused',
    faults: { token: { token_type: 'DPoP' } },
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'fapi2-security-profile-final-client-test-token-type-case-insensitivity',
    about: 'the type is the same in capitals',
    faults: { token: { token_type: 'bEARER' } },
    expected: accepted(),
  },
  {
    id: 'fapi2-security-profile-final-client-test-token-endpoint-response-without-expires_in',
    about: 'a token without a lifetime is taken',
    faults: { token: { expires_in: undefined } },
    expected: accepted(),
  },
  {
    id: 'rfc6749-5.1-expires-in-text',
    about: 'a lifetime in words is refused',
    faults: { token: { expires_in: 'an hour' } },
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'rfc6749-5.1-expires-in-negative',
    about: 'a lifetime that is over is refused',
    faults: { token: { expires_in: -1 } },
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'rfc6749-5.1-expires-in-huge',
    about: 'a lifetime longer than the world’s sets off no timer',
    faults: { token: { expires_in: 1e300 } },
    expected: accepted(),
  },
  {
    id: 'rfc6749-5.1-refresh-token-number',
    about: 'a refresh token that is no text is refused',
    faults: { token: { refresh_token: 7 } },
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'oidcc-core-3.1.3.3-no-id-token',
    about: 'an answer that does not say who signed in is refused',
    faults: { token: { id_token: undefined } },
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'oidcc-core-3.1.3.3-id-token-object',
    about: 'an id_token that is no text is refused',
    faults: { token: { id_token: { sub: 'person-1' } } },
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'rfc6749-5.1-unknown-fields',
    about: 'fields that nobody knows are ignored',
    faults: { token: { scope: 'openid profile', constructor: 7, 'not-before-policy': 0 } },
    expected: accepted(),
  },
];
