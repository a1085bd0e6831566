import ky, { HTTPError, TimeoutError, type KyInstance } from 'ky';
import type { Me, Subsystem } from '../contract/contract.ts';
// Past the contract's way in, behind which this chunk would carry the schemas that it does not ask for.
import { portalPaths } from '../contract/paths.ts';
import { readMe, readProblemCode, readSubsystems } from '../contract/read.ts';
import { EposError, type EposErrorCode } from '../errors/errors.ts';
import type { Portal, PortalContext } from './portal.ts';

/** No server may make a page wait longer than this before the next try, in milliseconds. */
const longestPause = 5_000;

const byStatus: Partial<Record<number, EposErrorCode>> = {
  401: 'session_ended',
  403: 'forbidden',
  429: 'rate_limited',
  503: 'unavailable',
};

interface Kept {
  readonly etag: string;
  readonly body: unknown;
}

/** Speaks the portal contract, version 1. */
export class PortalClient implements Portal {
  readonly origins: readonly string[];
  readonly #ky: KyInstance;
  /** What was answered before, by session: a `fetch` of another session must not be shown it, whatever its ETag. */
  readonly #kept = new WeakMap<typeof fetch, Map<string, Kept>>();

  constructor(address: URL) {
    this.origins = [address.origin];
    this.#ky = ky.create({
      prefix: address.href,
      timeout: 10_000,
      // All tries together: nobody looks at an empty page for longer.
      totalTimeout: 30_000,
      retry: { limit: 2, methods: ['get'], backoffLimit: longestPause, jitter: true, shouldRetry },
      throwHttpErrors: (status) => status !== 304,
    });
  }

  me(context: PortalContext): Promise<Me> {
    return this.#get(portalPaths.me, context, readMe);
  }

  subsystems(context: PortalContext): Promise<readonly Subsystem[]> {
    return this.#get(portalPaths.subsystems, context, readSubsystems);
  }

  async #get<T>(path: string, { fetch, signal }: PortalContext, read: (body: unknown) => T): Promise<T> {
    const answers = this.#answersOf(fetch);
    const kept = answers.get(path);
    try {
      const response = await this.#ky.get(path, {
        fetch,
        ...(signal ? { signal } : {}),
        headers: { accept: 'application/json', ...(kept ? { 'if-none-match': kept.etag } : {}) },
      });
      if (response.status === 304 && kept) return read(kept.body);
      const body: unknown = await response.json();
      const value = read(body);
      const etag = response.headers.get('etag');
      if (etag) answers.set(path, { etag, body });
      else answers.delete(path);
      return value;
    } catch (thrown) {
      const error = asEposError(thrown, signal);
      if (error.code === 'session_ended' || error.code === 'forbidden') answers.clear();
      throw error;
    }
  }

  #answersOf(session: typeof fetch): Map<string, Kept> {
    const answers = this.#kept.get(session) ?? new Map<string, Kept>();
    this.#kept.set(session, answers);
    return answers;
  }
}

/** Leaves the decision to ky but for what it cannot know: the connection's errors, and a server that asks for long. */
function shouldRetry({ error }: { error: Error }): boolean | undefined {
  if (error instanceof EposError) return error.code === 'network';
  const pause = error instanceof HTTPError ? retryAfter(error.response) : undefined;
  return pause !== undefined && pause * 1000 > longestPause ? false : undefined;
}

function asEposError(thrown: unknown, signal: AbortSignal | undefined): EposError {
  if (thrown instanceof EposError) return thrown;
  if (signal?.aborted) return new EposError('aborted', 'portal', { cause: thrown });
  if (thrown instanceof TimeoutError) return new EposError('timeout', 'portal', { cause: thrown });
  if (thrown instanceof HTTPError) return fromAnswer(thrown);
  // A fault of the line comes as ky's NetworkError, or as the browser's TypeError when the body breaks off.
  if (thrown instanceof Error && (thrown.name === 'NetworkError' || thrown.name === 'TypeError')) {
    // Node has a navigator without `onLine`.
    const offline = (navigator.onLine as boolean | undefined) === false;
    return new EposError(offline ? 'offline' : 'network', 'portal', { cause: thrown });
  }
  // HTML instead of JSON, or JSON that is not the contract's.
  return new EposError('bad_response', 'portal', { cause: thrown });
}

function fromAnswer({ response, data }: HTTPError): EposError {
  const { status } = response;
  return new EposError(byStatus[status] ?? (status >= 500 ? 'server_error' : 'bad_response'), 'portal', {
    status,
    providerCode: readProblemCode(data),
    retryAfter: retryAfter(response),
  });
}

/** `Retry-After` in seconds; a date is measured against the server's own `Date`, since this device's may be wrong. */
function retryAfter({ headers }: Response): number | undefined {
  const said = headers.get('retry-after');
  if (!said) return undefined;
  const seconds = /^\d+$/.test(said)
    ? Number(said)
    : (Date.parse(said) - Date.parse(headers.get('date') ?? new Date().toUTCString())) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
