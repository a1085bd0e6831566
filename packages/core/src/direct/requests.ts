import type { Limits } from '../abortable/abortable.ts';
import { within } from '../abortable/deadline.ts';
import { EposError, type EposPhase } from '../errors/errors.ts';
import type { Context } from './context.ts';
import { unreachable } from '../http/unreachable.ts';
import { asEposError } from './failures.ts';

/** The most that one answer may hold, in bytes. */
const longest = 1_000_000;

/** Asks the SSO, within the limits of the present work. */
export type Ask = (url: string, init?: RequestInit) => Promise<Response>;

/** Talks to the SSO within the time-out of the settings; whatever goes wrong becomes the SDK's own error. */
export async function exchange<T>(
  { settings, environment }: Context,
  limits: Limits,
  work: (ask: Ask) => Promise<T>,
): Promise<T> {
  const { phase } = limits;
  return within(settings.timeout, limits, async (signal) => {
    const ask: Ask = async (url, init) => {
      try {
        const response = await environment.fetch(url, {
          headers: { accept: 'application/json' },
          credentials: 'omit',
          referrerPolicy: 'no-referrer',
          redirect: 'manual',
          signal,
          ...init,
        });
        return await whole(response, phase);
      } catch (cause) {
        throw cause instanceof EposError ? cause : unreachable(phase, cause);
      }
    };
    try {
      return await work(ask);
    } catch (thrown) {
      throw asEposError(thrown, phase);
    }
  });
}

/** What does not arrive whole is a fault of the line; what does not end, one of the server, lest it fill the memory. */
async function whole(response: Response, phase: EposPhase): Promise<Response> {
  const reader = response.body?.getReader();
  if (!reader) return response;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return new Response(size ? new Blob(parts) : null, response);
    size += value.length;
    parts.push(value);
    if (size > longest) {
      // Not waited for: a stream may be as slow to end as it was long.
      reader.cancel().catch(() => undefined);
      throw new EposError('bad_response', phase);
    }
  }
}

/** Fetches a JSON document of the SSO, an object. A line that breaks off is given a second chance. */
export async function fetchDocument<T extends object>(ask: Ask, url: string, init?: RequestInit): Promise<Partial<T>> {
  const response = await ask(url, init).catch((error: unknown) => {
    if (error instanceof EposError && error.code === 'network') return ask(url, init);
    throw error;
  });
  if (response.status !== 200) throw new Error('No document', { cause: response });
  return Object(await response.json()) as Partial<T>;
}
