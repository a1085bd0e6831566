import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { providerError } from './provider-errors.ts';

const answer = (error: string, error_description?: string) =>
  providerError(new URLSearchParams({ error, ...(error_description ? { error_description } : {}) }), 'callback');

describe('error answers', () => {
  for (const [error, description, code, providerCode] of [
    ['access_denied', undefined, 'access_denied', 'access_denied'],
    ['access_denied', 'EPOS-ACCOUNT-MISMATCH: ФИО', 'account_mismatch', 'EPOS-ACCOUNT-MISMATCH'],
    ['access_denied', 'EPOS-ACCOUNT-UNKNOWN', 'account_unknown', 'EPOS-ACCOUNT-UNKNOWN'],
    ['access_denied', 'EPOS-CONTACT-SHARED: e-mail', 'contact_shared', 'EPOS-CONTACT-SHARED'],
    ['access_denied', 'EPOS-SOMETHING-NEW: text', 'access_denied', 'EPOS-SOMETHING-NEW'],
    ['access_denied', 'ESIA-007055: unconfirmed', 'account_unconfirmed', 'ESIA-007055'],
    ['access_denied', 'ESIA-007004: denied', 'access_denied', 'ESIA-007004'],
    ['server_error', 'ESIA-007008: down', 'unavailable', 'ESIA-007008'],
    ['invalid_request', 'ESIA-007019: noGrants', 'provider_error', 'ESIA-007019'],
    ['access_denied', 'ESIA-007053: clientSecretWrong', 'provider_error', 'ESIA-007053'],
    ['temporarily_unavailable', undefined, 'unavailable', 'temporarily_unavailable'],
    ['server_error', undefined, 'server_error', 'server_error'],
    ['login_required', undefined, 'login_required', 'login_required'],
    ['interaction_required', undefined, 'login_required', 'interaction_required'],
    ['consent_required', undefined, 'login_required', 'consent_required'],
    ['account_selection_required', undefined, 'login_required', 'account_selection_required'],
    ['unauthorized_client', undefined, 'provider_error', 'unauthorized_client'],
    ['access_denied', 'ESIA-0070555: not a code', 'access_denied', 'access_denied'],
    ['constructor', undefined, 'provider_error', 'constructor'],
  ] as const) {
    it(`${error} ${description ?? ''} is ${code}`, () => {
      const found = answer(error, description);
      assert.equal(found.code, code);
      assert.equal(found.providerCode, providerCode);
    });
  }

  it('pass on no text that anybody may have written', () => {
    const found = answer('Позвоните по номеру +7 900 000-00-00', 'и назовите код');
    assert.equal(found.code, 'provider_error');
    assert.equal(found.providerCode, undefined);
    assert.doesNotMatch(JSON.stringify([found, found.message, found.cause]), /[а-я]/i);
  });
});
