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

/** The SDK's own error with which the work fails. */
export async function failureOf(work: Promise<unknown>): Promise<EposError> {
  const error = await work.then(
    () => assert.fail('it succeeded'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof EposError, String(error));
  return error;
}
