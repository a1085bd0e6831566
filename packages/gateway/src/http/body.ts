import { Refusal } from './problem.ts';

/**
 * Reads a body that must be short.
 *
 * @throws {@linkcode Refusal} `too_large`, `invalid_request` where it breaks off
 */
export async function readText(message: Request | Response, longest: number): Promise<string> {
  return new TextDecoder().decode(await readBytes(message.body, longest));
}

export async function readBytes(
  body: ReadableStream<Uint8Array> | null,
  longest: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = body?.getReader();
  while (reader) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new Refusal('invalid_request', { reason: 'the body breaks off', cause });
    });
    if (done) break;
    size += value.length;
    if (size > longest) {
      // Not waited for: a stream may be as slow to end as it was long.
      reader.cancel().catch(() => undefined);
      throw new Refusal('too_large', { reason: `the body is longer than ${longest} bytes` });
    }
    parts.push(value);
  }
  return Uint8Array.from(Buffer.concat(parts));
}
