import assert from 'node:assert/strict';
import { EposError, type EposErrorCode } from '../errors/errors.ts';

/** For `assert.rejects`: the SDK's own error of this code, with these fields. */
export const failure =
  (code: EposErrorCode, more: Partial<EposError> = {}) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof EposError, String(error));
    assert.equal(error.code, code);
    for (const [name, value] of Object.entries(more)) assert.equal(error[name as keyof EposError], value, name);
    return true;
  };
