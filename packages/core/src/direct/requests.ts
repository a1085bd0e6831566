import type { Limits } from '../abortable/abortable.ts';
import { within } from './deadline.ts';
import { EposError } from '../errors/errors.ts';
import type { Context } from './context.ts';
import { asEposError, unreachable } from './failures.ts';

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
        return response.body ? new Response(bounded(response.body), response) : response;
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

/** Breaks off where the body is longer than anything that the protocol knows, lest it fill the memory. */
function bounded(body: ReadableStream<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let size = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        size += chunk.length;
        if (size > longest) controller.error(new Error('Too long a body'));
        else controller.enqueue(chunk);
      },
    }),
  );
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
