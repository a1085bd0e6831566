import { readBounded, TooLong } from './bounded.ts';
import { PageLeft } from './page-left.ts';
import { Refusal } from './problem.ts';

/** Reads a body that must be short, as text. @throws as {@linkcode readBytes} */
export async function readText(message: Request | Response, longest: number): Promise<string> {
  return new TextDecoder().decode(await readBytes(message, longest));
}

/**
 * Demands that nobody has read the body before: it would be taken for an empty one, and the page be told that it had sent
 * nothing.
 *
 * @throws {@linkcode Refusal} `server_error`
 */
export function demandUnread(message: Request | Response): void {
  if (!message.bodyUsed) return;
  const reason = 'something read the body before the gateway: mount the gateway first';
  throw new Refusal('server_error', { reason, detail: `On the server ${reason}, before what parses bodies.` });
}

/**
 * Reads a body that must be short.
 *
 * @throws {@linkcode Refusal} `too_large`, `invalid_request` where it breaks off, `server_error` where it was read before;
 * {@linkcode PageLeft} where the page has left meanwhile
 */
export async function readBytes(message: Request | Response, longest: number): Promise<Uint8Array<ArrayBuffer>> {
  demandUnread(message);
  return readBounded(message.body, longest).catch((cause: unknown) => {
    if ('signal' in message && message.signal.aborted) throw new PageLeft('while it sent a body', { cause });
    if (cause instanceof TooLong)
      throw new Refusal('too_large', { reason: `the body is longer than ${longest} bytes` });
    throw new Refusal('invalid_request', { reason: 'the body breaks off', cause });
  });
}
