/** A body that does not end where it must. */
export class TooLong extends RangeError {
  override readonly name = 'TooLong';
}

/** Reads a body of so many bytes at most. Rejects with {@linkcode TooLong}, or with what the body breaks off by. */
export async function readBounded(
  body: ReadableStream<Uint8Array> | null,
  longest: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > longest) {
      // Not waited for: a stream may be as slow to end as it was long.
      reader.cancel().catch(() => undefined);
      throw new TooLong(`The body is longer than ${longest} bytes.`);
    }
    parts.push(value);
  }
  return Uint8Array.from(Buffer.concat(parts));
}
