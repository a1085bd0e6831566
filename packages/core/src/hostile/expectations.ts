import type { Endpoint, Expected } from './case.ts';

/** What has been asked for when a sign-in gets so far. */
export const until = {
  nothing: [],
  discovery: ['discovery'],
  answer: ['discovery', 'authorize'],
  tokens: ['discovery', 'authorize', 'token', 'keys'],
  /** With keys that did not fit, and were asked for once more. */
  newerKeys: ['discovery', 'authorize', 'token', 'keys', 'keys'],
  portal: ['discovery', 'authorize', 'token', 'keys', 'me', 'subsystems'],
} satisfies Record<string, readonly Endpoint[]>;

/** Not signed in, with this error, and nothing sent beyond. */
export function refused(code: string, asked: readonly Endpoint[], seen?: unknown): Expected {
  return { kind: 'failed', code, asked, ...(seen === undefined ? {} : { seen }) };
}

/** Refused by or at the token endpoint. The keys are asked for at the same time, and called off where it was quicker. */
export function refusedTokens(code: string): Expected {
  return { ...refused(code, [...until.answer, 'token']), perhaps: ['keys'] };
}

/** Keys that are no answer are asked for once more; twice, where they had failed before the tokens came. */
export function withoutKeys(code: string): Expected {
  return { ...refused(code, until.newerKeys), perhaps: ['keys'] };
}

/** Signed in, with no more requests than these beside those of a plain sign-in. */
export function accepted(more: readonly Endpoint[] = [], seen?: unknown): Expected {
  return { kind: 'ready', asked: [...until.portal, ...more], ...(seen === undefined ? {} : { seen }) };
}

export function signedOut(reason: string, asked: readonly Endpoint[], seen?: unknown): Expected {
  return { kind: 'signed-out', reason, asked, ...(seen === undefined ? {} : { seen }) };
}
