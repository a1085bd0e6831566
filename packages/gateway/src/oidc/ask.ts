import { inTime } from '../http/in-time.ts';
import { ProviderError } from '../providers/provider-error.ts';

/** Asks an issuer. The answer is there as a whole, in time and of a bounded length; else it is a {@linkcode ProviderError}. */
export type Ask = (url: string, init?: RequestInit) => Promise<Response>;

/** The most that one answer may hold, in bytes. */
const longest = 1_000_000;

export function createAsk(fetch: typeof globalThis.fetch, timeout: number): Ask {
  return async (url, init = {}) => {
    const limit = AbortSignal.timeout(timeout);
    const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit;
    try {
      // A redirect would carry a code or a token to an address that nobody configured.
      return await inTime(fetch(url, { ...init, redirect: 'manual', signal }).then(whole), signal);
    } catch (cause) {
      if (cause instanceof ProviderError) throw cause;
      if (limit.aborted) {
        throw new ProviderError('timeout', { retryable: true, message: 'It did not answer in time.', cause });
      }
      if (signal.aborted) throw new ProviderError('aborted', { cause });
      throw new ProviderError('network', { retryable: true, message: unreached(cause), cause });
    }
  };
}

/** Node's `fetch` says why in the cause of its error: a name that nobody knows, a port at which nobody listens. */
function unreached(error: unknown): string {
  const { code, message } = ((error as Error | undefined)?.cause ?? {}) as Partial<NodeJS.ErrnoException>;
  const why = code ?? message;
  return `It cannot be reached${why === undefined ? '' : ` (${why})`}.`;
}

async function whole(response: Response): Promise<Response> {
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  if (!reader) return response;
  const parts: Uint8Array[] = [];
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    parts.push(value);
    if (size > longest) {
      reader.cancel().catch(() => undefined);
      throw new ProviderError('bad_response', { message: 'An answer of the issuer does not end.' });
    }
  }
  const { status, headers } = response;
  // Unfolded by now.
  const plain = new Headers(headers);
  plain.delete('content-encoding');
  plain.delete('content-length');
  const body = [204, 205, 304].includes(status) ? null : Buffer.concat(parts);
  return new Response(body, { status: status < 200 ? 502 : status, headers: plain });
}
