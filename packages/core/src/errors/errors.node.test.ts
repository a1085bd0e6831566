import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demand } from './demand.ts';
import { EposError, errorMessages, type EposErrorCode } from './errors.ts';

describe('EposError', () => {
  it('says by default what went wrong and during what', () => {
    const error = new EposError('network', 'portal');
    assert.ok(error instanceof Error);
    assert.equal(error.name, 'EposError');
    assert.equal(error.message, 'network during portal');
    assert.deepEqual([error.code, error.phase], ['network', 'portal']);
    assert.deepEqual([error.status, error.providerCode, error.retryAfter], [undefined, undefined, undefined]);
    assert.equal('cause' in error, false);
  });

  it('carries what is known of the failure', () => {
    const cause = new TypeError('fetch failed');
    const details = { status: 429, providerCode: 'rate_limited', retryAfter: 7, message: 'slow down', cause };
    const error = new EposError('rate_limited', 'session', details);
    const { status, providerCode, retryAfter, message } = error;
    assert.deepEqual({ status, providerCode, retryAfter, message, cause: error.cause }, details);
  });

  it('is worth another try where nobody has to change anything', () => {
    const passing = ['offline', 'network', 'timeout', 'lock_timeout', 'rate_limited', 'unavailable', 'server_error'];
    for (const code of Object.keys(errorMessages) as EposErrorCode[]) {
      assert.equal(new EposError(code, 'session').retryable, passing.includes(code), code);
    }
  });

  it('has a sentence for every code', () => {
    for (const [code, message] of Object.entries(errorMessages)) assert.match(message, /^[A-Z].+\.$/, code);
  });
});

describe('demand', () => {
  it('throws the rule unless it holds', () => {
    demand(true, 'configure', 'direct: issuer must be an https address');
    assert.throws(
      () => {
        demand(false, 'configure', 'direct: issuer must be an https address');
      },
      {
        name: 'EposError',
        code: 'invalid_options',
        phase: 'configure',
        message: 'direct: issuer must be an https address',
      },
    );
  });
});
