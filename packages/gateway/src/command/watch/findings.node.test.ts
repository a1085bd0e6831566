import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Findings } from './findings.ts';

test('what is found out is a line each, told once', () => {
  const findings = new Findings();
  const refused = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
  for (const _ of [1, 2]) findings.failure('store_error', refused);
  findings.failure('store_error', new Error('WRONGPASS'));
  findings.heard({ type: 'store_unusable', reason: 'READONLY' });
  findings.heard({ type: 'provider_unusable', provider: 'sso', code: 'network', reason: 'It cannot be reached.' });
  findings.heard({ type: 'certificate_expires', provider: 'esia', validTo: new Date('2026-12-31T10:00Z'), days: 9 });
  assert.deepEqual(findings.lines, [
    'store_error: ECONNREFUSED',
    'store_error: WRONGPASS',
    'store: READONLY',
    'sso: network: It cannot be reached.',
    'esia: the certificate ends on 2026-12-31',
  ]);
});

test('what a server calls itself writes no line of its own, and moves nobody’s cursor', () => {
  const findings = new Findings();
  const reason = 'The metadata names https://a\nstore: ok\u001b[2J\u009b1A, and not https://b.';
  findings.heard({ type: 'provider_unusable', provider: 'sso', code: 'issuer_mismatch', reason });
  assert.deepEqual(findings.lines, [
    'sso: issuer_mismatch: The metadata names https://a store: ok [2J 1A, and not https://b.',
  ]);
});

test('what is no finding is none', () => {
  const findings = new Findings();
  findings.heard({ type: 'refreshed', provider: 'sso' });
  assert.deepEqual(findings.lines, []);
});
