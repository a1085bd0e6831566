import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCallback } from './callback.ts';

const at = (query: string) => parseCallback(`https://epos.permkrai.ru/callback?${query}`);

function failure(query: string) {
  const callback = at(query);
  assert.equal(callback.kind, 'error');
  return { code: callback.error.code, esiaCode: callback.error.esiaCode, state: callback.state };
}

test('A code, however long, with its state', () => {
  const code = 'e'.repeat(4000);
  assert.deepEqual(at(`code=${code}&state=s`), { kind: 'code', code, state: 's' });
});

test('An address that ESIA did not lead to', () => {
  assert.deepEqual(at(''), { kind: 'none' });
  assert.deepEqual(at('state=s'), { kind: 'none' });
});

test('A refusal is told by ESIA’s code', () => {
  assert.deepEqual(failure('error=access_denied&error_description=ESIA-007004%3A+denied&state=s'), {
    code: 'access_denied',
    esiaCode: 'ESIA-007004',
    state: 's',
  });
  // `error` is the same, what is the matter is not: access_denied alone does not mean that the person refused.
  const wrongSecret = 'error=access_denied&error_description=ESIA-007053: OAuthErrorEnum.clientSecretWrong&state=s';
  assert.equal(failure(wrongSecret).code, 'provider_error');
  assert.equal(failure('error=access_denied&state=s').code, 'provider_error');
  assert.equal(failure('error=temporarily_unavailable').code, 'unavailable');
  assert.equal(failure('error=server_error').code, 'server_error');
});

test('What contradicts itself is refused', () => {
  for (const query of ['code=a&code=b&state=s', 'code=a&error=b&state=s', 'code=a', 'code=&state=s', 'code=a&state=']) {
    assert.equal(failure(query).code, 'response_mismatch', query);
  }
});
