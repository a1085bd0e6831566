import { readBounded, TooLong } from './bounded.ts';
import { PageLeft } from './page-left.ts';
import { Refusal } from './problem.ts';

/**
 * Reads a body that must be short.
 *
 * @throws {@linkcode Refusal} `too_large`, `invalid_request` where it breaks off; {@linkcode PageLeft}
 */
export async function readText(message: Request | Response, longest: number): Promise<string> {
  try {
    return new TextDecoder().decode(await readBytes(message.body, longest));
  } catch (cause) {
    throw 'signal' in message && message.signal.aborted ? new PageLeft('while it sent a body', { cause }) : cause;
  }
}

export function readBytes(body: ReadableStream<Uint8Array> | null, longest: number): Promise<Uint8Array<ArrayBuffer>> {
  return readBounded(body, longest).catch((cause: unknown) => {
    if (cause instanceof TooLong)
      throw new Refusal('too_large', { reason: `the body is longer than ${longest} bytes` });
    throw new Refusal('invalid_request', { reason: 'the body breaks off', cause });
  });
}
