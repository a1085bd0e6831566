import { readBounded, TooLong } from './bounded.ts';
import { PageLeft } from './page-left.ts';
import { Refusal } from './problem.ts';

/** Reads a body that must be short, as text. @throws as {@linkcode readBytes} */
export async function readText(message: Request | Response, longest: number): Promise<string> {
  return new TextDecoder().decode(await readBytes(message, longest));
}

/**
 * Reads a body that must be short.
 *
 * @throws {@linkcode Refusal} `too_large`, `invalid_request` where it breaks off; {@linkcode PageLeft} where the page has
 * left meanwhile
 */
export function readBytes(message: Request | Response, longest: number): Promise<Uint8Array<ArrayBuffer>> {
  return readBounded(message.body, longest).catch((cause: unknown) => {
    if ('signal' in message && message.signal.aborted) throw new PageLeft('while it sent a body', { cause });
    if (cause instanceof TooLong)
      throw new Refusal('too_large', { reason: `the body is longer than ${longest} bytes` });
    throw new Refusal('invalid_request', { reason: 'the body breaks off', cause });
  });
}
