import { readProblemCode } from '../contract/read-problem.ts';
import { within } from '../abortable/deadline.ts';
import { EposError, type EposErrorCode, type EposPhase } from '../errors/errors.ts';
import { readBody } from './body.ts';
import { retryAfter } from './retry-after.ts';
import { unreachable } from './unreachable.ts';

/** One question to a server that answers in JSON. It must be safe to ask twice: by its method, or by its key. */
export interface Question {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly phase: EposPhase;
  readonly init?: RequestInit | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Reads what this server says in a way of its own; by default the status speaks. */
  readonly refusal?: (answer: Answer) => EposError | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** What the JSON says; absent where nothing came, as with 304. */
  readonly body: unknown;
}

/** Milliseconds for one try, body included, and for all of them: nobody looks at an empty page for longer. */
const [oneTry, allTries] = [10_000, 30_000];
/** No server may make a page wait longer than this before the next try, in milliseconds. */
const longestPause = 5_000;

const byStatus: Partial<Record<number, EposErrorCode>> = {
  401: 'session_ended',
  403: 'forbidden',
  429: 'rate_limited',
  503: 'unavailable',
};

/** A fault of these kinds may be over in a second. After a time-out a person has waited long enough. */
const passing: readonly EposErrorCode[] = ['network', 'rate_limited', 'unavailable', 'server_error'];

/**
 * Asks, and asks again where that may help, within bounds.
 *
 * @throws {@linkcode EposError} `session_ended` (401), `forbidden` (403), `rate_limited` (429), `unavailable` (503),
 * `server_error` (5xx), `bad_response` (whatever else is not the JSON that was asked for, redirects included),
 * `timeout`, `network`, `offline`, `aborted`, and what `fetch` itself throws of that kind
 */
export function askForJson(question: Question): Promise<Answer> {
  const { phase, signal, url } = question;
  return within(allTries, { phase, signal }, async (total) => {
    const attempt = () => {
      // A `fetch` of the page's own may not listen to signals, and would send what was called off.
      total.throwIfAborted();
      return within(oneTry, { phase, signal: total }, (limit) => ask(question, limit));
    };
    try {
      return await attempt();
    } catch (first) {
      if (!mayPass(first)) throw first;
      const { tryAgain } = await import('./try-again.ts').catch(() => {
        throw first;
      });
      return tryAgain(url, attempt, first, mayPass);
    }
  });
}

async function ask(question: Question, signal: AbortSignal): Promise<Answer> {
  const { phase } = question;
  const { response, text } = await receive(question, signal);
  const { status, headers } = response;
  const read = { status, headers, body: text ? parse(text) : undefined };
  // Where a redirect leads is the server's choice, and what was sent must not go there: `manual` hides it.
  if (status === 304 || (response.ok && read.body !== undefined)) return read;
  if (response.ok) throw new EposError('bad_response', phase, { status });
  throw question.refusal?.(read) ?? refused(read, phase);
}

/** What does not arrive whole is a fault of the line, whatever the browser calls it. */
async function receive(
  { url, fetch, init, phase }: Question,
  signal: AbortSignal,
): Promise<{ response: Response; text: string }> {
  const headers = new Headers(init?.headers);
  headers.set('accept', 'application/json');
  try {
    const response = await fetch(url, { redirect: 'manual', ...init, headers, signal });
    return { response, text: await readBody(response, phase) };
  } catch (cause) {
    if (cause instanceof EposError) throw cause;
    throw unreachable(phase, cause);
  }
}

/** HTML is nothing that was asked for. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The error that a refusal stands for, by its status (RFC 9457: the status speaks where the document does not). */
export function refused({ status, headers, body }: Answer, phase: EposPhase, code?: EposErrorCode): EposError {
  return new EposError(code ?? byStatus[status] ?? (status >= 500 ? 'server_error' : 'bad_response'), phase, {
    status,
    providerCode: readProblemCode(body),
    retryAfter: retryAfter(headers),
  });
}

/** Reads what was answered: whatever the reading throws, the answer was not the protocol's. */
export function reading<T>(phase: EposPhase, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw cause instanceof EposError ? cause : new EposError('bad_response', phase, { cause });
  }
}

/** Whether the next try may bring more. */
function mayPass(error: unknown): error is EposError {
  return error instanceof EposError && passing.includes(error.code) && (error.retryAfter ?? 0) * 1000 <= longestPause;
}
