import type { Case } from '../case.ts';
import { accepted, refused, refusedTokens, until } from '../expectations.ts';

/** RFC 6749 section 4.1.2, RFC 9207, RFC 9700 sections 2.1 and 4.5. */
export const authorizationResponse: readonly Case[] = [
  {
    id: 'oidcc-client-test',
    about: 'an answer that keeps every rule signs in',
    expected: accepted(),
  },
  {
    id: 'fapi2-security-profile-final-client-test-invalid-authorization-response-iss',
    about: 'an answer of another issuer brings no code to the token endpoint',
    faults: { answer: ({ places }) => ({ iss: places.other }) },
    expected: refused('issuer_mismatch', until.answer),
  },
  {
    id: 'fapi2-security-profile-final-client-test-remove-authorization-response-iss',
    about: 'an answer without the `iss` that was promised is refused',
    faults: { answer: { iss: undefined } },
    expected: refused('issuer_mismatch', until.answer),
  },
  {
    id: 'rfc9207-2.4-not-promised',
    about: 'an answer without `iss` is taken where none was promised',
    faults: { metadata: { authorization_response_iss_parameter_supported: undefined }, answer: { iss: undefined } },
    expected: accepted(),
  },
  {
    id: 'rfc9207-2.4-not-promised-and-wrong',
    about: 'a wrong `iss` is refused even where none was promised',
    faults: {
      metadata: { authorization_response_iss_parameter_supported: false },
      answer: ({ places }) => ({ iss: places.other }),
    },
    expected: refused('issuer_mismatch', until.answer),
  },
  {
    id: 'rfc9207-2.4-trailing-slash',
    about: '`iss` is compared letter by letter: a slash more is another issuer',
    faults: { answer: (_, { iss }) => ({ iss: `${String(iss)}/` }) },
    expected: refused('issuer_mismatch', until.answer),
  },
  {
    id: 'rfc9207-2.4-letter-case',
    about: '`iss` is compared letter by letter: capitals make another issuer',
    faults: { answer: (_, { iss }) => ({ iss: String(iss).replace('localhost', 'LOCALHOST') }) },
    expected: refused('issuer_mismatch', until.answer),
  },
  {
    id: 'rfc9207-2.4-empty',
    about: 'an empty `iss` is a wrong one',
    faults: { answer: { iss: '' } },
    expected: refused('issuer_mismatch', until.answer),
  },
  {
    id: 'rfc9207-2.4-twice',
    about: 'a right `iss` beside a wrong one does not help',
    faults: { answer: ({ places }, { iss }) => ({ iss: [iss, places.other] }) },
    expected: refused('issuer_mismatch', until.answer),
  },
  {
    id: 'rfc9207-2.4-wrong-on-error',
    about: 'the error of another issuer is not believed',
    faults: { answer: ({ places }) => ({ code: undefined, error: 'access_denied', iss: places.other }) },
    expected: refused('issuer_mismatch', until.answer),
  },
  {
    id: 'rfc9207-2.4-missing-on-error',
    about: 'an error without the `iss` that was promised is not believed',
    faults: { answer: { code: undefined, error: 'access_denied', iss: undefined } },
    expected: refused('issuer_mismatch', until.answer),
  },
  {
    id: 'fapi2-security-profile-final-client-test-ensure-authorization-response-with-invalid-state-fails',
    about: 'an answer of another `state` is nobody’s here',
    faults: { answer: (_, { state }) => ({ state: `${String(state)}x` }) },
    expected: refused('response_mismatch', until.answer),
  },
  {
    id: 'fapi2-security-profile-final-client-test-ensure-authorization-response-with-invalid-missing-state-fails',
    about: 'an answer without `state` is nobody’s here',
    faults: { answer: { state: undefined } },
    expected: refused('response_mismatch', until.answer),
  },
  {
    id: 'rfc6749-10.12-empty-state',
    about: 'an answer of an empty `state` is nobody’s here',
    faults: { answer: { state: '' } },
    expected: refused('response_mismatch', until.answer),
  },
  {
    id: 'rfc6749-3.1-state-twice',
    about: 'the right `state` beside another does not help',
    faults: { answer: (_, { state }) => ({ state: [state, 'another'] }) },
    expected: refused('response_mismatch', until.answer),
  },
  {
    id: 'rfc6749-3.1-code-twice',
    about: 'of two codes neither is used',
    faults: { answer: (_, { code }) => ({ code: [code, 'another'] }) },
    expected: refused('response_mismatch', until.answer),
  },
  {
    id: 'rfc6749-4.1.2-empty-code',
    about: 'an empty code is none',
    faults: { answer: { code: '' } },
    expected: refused('provider_error', until.answer),
  },
  {
    id: 'rfc6749-4.1.2.1-error-beside-a-code',
    about: 'a code beside an error is not used',
    faults: { answer: { error: 'access_denied' } },
    expected: refused('access_denied', until.answer),
  },
  {
    id: 'rfc6749-4.1.2.1-access-denied',
    about: 'the person said no',
    faults: { answer: { code: undefined, error: 'access_denied' } },
    expected: refused('access_denied', until.answer),
  },
  {
    id: 'rfc6749-4.1.2.1-temporarily-unavailable',
    about: 'the provider asks to come back later',
    faults: { answer: { code: undefined, error: 'temporarily_unavailable' } },
    expected: refused('unavailable', until.answer),
  },
  {
    id: 'rfc6749-4.1.2.1-server-error',
    about: 'the provider failed',
    faults: { answer: { code: undefined, error: 'server_error' } },
    expected: refused('server_error', until.answer),
  },
  {
    id: 'rfc6749-4.1.2.1-unknown-error',
    about: 'an error that nobody knows, with a script in its text, runs nowhere',
    faults: {
      answer: { code: undefined, error: 'x_new', error_description: '<img src=x onerror=alert(1)>' },
    },
    expected: refused('provider_error', until.answer),
  },
  {
    id: 'oidcc-core-3.1.2.6-interaction-required',
    about: 'the provider wants the person',
    faults: { answer: { code: undefined, error: 'interaction_required' } },
    expected: refused('login_required', until.answer),
  },
  {
    id: 'esia-007055',
    about: 'ЕСИА says that the account is not confirmed',
    faults: { answer: { code: undefined, error: 'access_denied', error_description: 'ESIA-007055: not trusted' } },
    expected: refused('account_unconfirmed', until.answer),
  },
  {
    id: 'rfc9700-2.1.2-id-token-in-the-address',
    about: 'an id_token in the address belongs to a flow that nobody began',
    faults: { answer: { id_token: 'e30.e30.' } },
    expected: refused('response_mismatch', until.answer),
  },
  {
    id: 'oauth-jarm-2.3-not-asked-for',
    about: 'a signed answer belongs to a mode that nobody asked for',
    faults: { answer: { response: 'e30.e30.' } },
    expected: refused('response_mismatch', until.answer),
  },
  {
    id: 'rfc9700-4.5-injected-code',
    about: 'a stolen code is refused by the issuer, which compares the verifier, and nothing follows',
    faults: { answer: { code: 'stolen' } },
    expected: refusedTokens('token_refused'),
  },
  {
    id: 'rfc6749-4.1.2-unknown-parameters',
    about: 'parameters that nobody knows are ignored',
    faults: { answer: { session_state: 'x', constructor: 'y', __proto: 'z' } },
    expected: accepted(),
  },
];
