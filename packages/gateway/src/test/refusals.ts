import assert from 'node:assert/strict';
import { problem, problemCodes } from '@epos-login/core/contract';
import { AccessError, type AccessReason } from '../resource/resource.ts';

/** Asserts that a call is refused for this reason, by an answer of the contract that tells nothing about the person. */
export async function refused(work: Promise<unknown>, reason: AccessReason): Promise<AccessError> {
  const error = await work.then(
    () => assert.fail(`it was let in instead of being refused for ${reason}`),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof AccessError, String(error));
  assert.equal(error.reason, reason);
  const answer = error.toResponse();
  assert.equal(answer.status, error.status);
  assert.equal(answer.headers.get('Content-Type'), 'application/problem+json');
  assert.equal(answer.headers.get('Cache-Control'), 'no-store');
  const body = problem.parse(await answer.json());
  assert.equal(body.code, error.code);
  assert.equal(body.status, error.status);
  assert.ok(problemCodes.includes(error.code));
  assert.equal(answer.headers.has('WWW-Authenticate'), error.status < 500);
  assert.equal(answer.headers.has('Retry-After'), error.status === 503);
  for (const text of [error.body, error.message, JSON.stringify(error.headers)]) {
    assert.doesNotMatch(text, /Смирнов|p1\b|eyJ/);
  }
  return error;
}
