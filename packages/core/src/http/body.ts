import { EposError, type EposPhase } from '../errors/errors.ts';

/** More than any answer of a portal needs, and less than hurts an old computer, in bytes after decompression. */
const longestBody = 2_000_000;

/** Reads a body as text, and stops where a hostile server would fill the memory of the page: `bad_response`. */
export async function readBody(response: Response, phase: EposPhase): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > longestBody) {
      // Not waited for: a stream may be as slow to end as it was long.
      reader.cancel().catch(() => undefined);
      throw new EposError('bad_response', phase, { status: response.status, message: 'The answer is too long' });
    }
    text += decoder.decode(value, { stream: true });
  }
}
