import { readBounded, TooLong } from '../../http/bounded.ts';
import { inTime } from '../../http/in-time.ts';
import { retryAfterOf } from '../../http/retry-after.ts';
import { EsiaError, readErrorText, refusal, type EsiaErrorKind } from '../errors/errors.ts';
import type { EsiaSettings } from './options.ts';

/** An answer of ESIA is a few kilobytes; whatever is longer is not one. */
const maximum = 1_000_000;

interface CallOptions {
  /** What an error answer comes down to when ESIA gives no code that says so. */
  readonly fallback: EsiaErrorKind;
  readonly signal?: AbortSignal | undefined;
}

/** Calls ESIA and gives the JSON it answered with; throws an {@linkcode EsiaError} for all else. */
export async function call(
  { fetch, timeout }: EsiaSettings,
  url: string,
  init: RequestInit,
  { fallback, signal }: CallOptions,
): Promise<unknown> {
  const limit = AbortSignal.timeout(timeout);
  const both = signal ? AbortSignal.any([signal, limit]) : limit;
  const ask = async () => {
    // A redirect would carry the code or the token to an address nobody configured.
    const response = await fetch(url, { ...init, redirect: 'error', signal: both });
    return { response, body: Buffer.from(await readBounded(response.body, maximum)).toString() };
  };
  let answer: Awaited<ReturnType<typeof ask>>;
  try {
    answer = await inTime(ask(), both);
  } catch (cause) {
    if (cause instanceof TooLong) throw new EsiaError('bad_response', { message: 'ESIA wrote too much.', cause });
    if (signal?.aborted) throw new EsiaError('aborted', { cause });
    if (limit.aborted) throw new EsiaError('timeout', { message: 'ESIA did not answer in time.', cause });
    throw new EsiaError('network', { message: 'ESIA could not be reached.', cause });
  }
  const { response, body } = answer;
  const { status } = response;
  if (!response.ok) {
    throw refusal(readErrorText(body), fallback, { status, retryAfter: retryAfterOf(response.headers) });
  }
  try {
    return JSON.parse(body) as unknown;
  } catch (cause) {
    // ESIA's HTML errors do not always bring an error status: the code in the text then says what happened.
    const text = readErrorText(body);
    if (text.esiaCode) throw refusal(text, fallback, { status, cause });
    throw new EsiaError('bad_response', { status, message: 'ESIA answered with something else than JSON.', cause });
  }
}
