import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advice } from '@epos-login/core/advice';
import { readProviderAnswer } from '@epos-login/core/contract';
import { EsiaError, esiaErrors, explainEsiaCode, readErrorText, refusal } from './errors.ts';

test('Every code is explained', () => {
  assert.equal(Object.keys(esiaErrors).length, 40);
  for (const [code, { meaning, remedy, whom, kind }] of Object.entries(esiaErrors)) {
    assert.match(code, /^ESIA-\d{6}$/);
    for (const text of [meaning, remedy]) assert.match(text, /^[A-Zcr].*\.$/);
    // What the operator must mend is never told to the person as something to try again.
    if (whom === 'operator' || whom === 'developer') assert.match(kind, /^(provider_error|forbidden)$/, code);
  }
  assert.equal(explainEsiaCode('toString'), undefined);
});

test('Every code leads to advice for the person who meets it', () => {
  for (const [code, { kind, whom }] of Object.entries(esiaErrors)) {
    for (const category of ['employee', 'parent', 'student'] as const) {
      const { actions, ask, when } = advice({ code: kind }, category);
      assert.ok(actions.length > 0 || ask || when, `${code} ${category}`);
    }
    if (whom === 'person') assert.notEqual(kind, 'provider_error', code);
  }
});

test('What leads back from ESIA says the same, whether ESIA leads to the gateway or to a broker that passes it on', () => {
  // Said to whoever asks for tokens and data, and to no browser.
  const asked = ['ESIA-007011', 'ESIA-005011', 'ESIA-005013', 'ESIA-005029'];
  for (const [code, { kind }] of Object.entries(esiaErrors).filter(([code]) => !asked.includes(code))) {
    const answer = new URLSearchParams({ error: 'access_denied', error_description: `${code}: words` });
    assert.equal(readProviderAnswer(answer).code, kind, code);
  }
});

test('An error answer is read however it is dressed', () => {
  const json = '{"error":"access_denied","error_description":"ESIA-007053: OAuthErrorEnum.clientSecretWrong"}';
  assert.deepEqual(readErrorText(json), { esiaCode: 'ESIA-007053', oauthError: 'access_denied' });
  const wrapped = '[{"code":"ESIA-005013","message":"SecurityErrorEnum.expiredToken"}]';
  assert.deepEqual(readErrorText(wrapped), { esiaCode: 'ESIA-005013' });
  assert.deepEqual(readErrorText('<html><p>ESIA-007008: занято</p></html>'), { esiaCode: 'ESIA-007008' });
  assert.deepEqual(readErrorText('<h1>Bad Gateway</h1>'), {});
  assert.deepEqual(readErrorText('{"error":"<script>alert(1)</script>"}'), {});
  assert.deepEqual(readErrorText('null'), {});
});

test('ESIA’s code decides, then the status, then the call', () => {
  assert.equal(refusal({ esiaCode: 'ESIA-007055' }, 'token_refused', { status: 503 }).code, 'account_unconfirmed');
  assert.equal(refusal({ esiaCode: 'ESIA-999999' }, 'token_refused', { status: 503 }).code, 'unavailable');
  assert.equal(refusal({}, 'token_refused', { status: 429 }).code, 'unavailable');
  assert.equal(refusal({}, 'token_refused', { status: 400 }).code, 'token_refused');
});

test('An error says what happened and whether to try again', () => {
  const busy = refusal({ esiaCode: 'ESIA-007008' }, 'token_refused');
  assert.ok(busy instanceof EsiaError);
  assert.equal(busy.retryable, true);
  assert.match(busy.message, /^ESIA-007008: The service is unavailable/);
  assert.equal(refusal({ esiaCode: 'ESIA-007004' }, 'token_refused').retryable, false);
  assert.match(new EsiaError('provider_error', { esiaCode: 'ESIA-123456' }).message, /does not know/);
  assert.match(new EsiaError('provider_error', { oauthError: 'invalid_request' }).message, /invalid_request/);
  assert.match(new EsiaError('unavailable', { status: 502 }).message, /502/);
});
