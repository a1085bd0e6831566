import { abortable } from '../abortable/abortable.ts';
import { EposError } from '../errors/errors.ts';
import { unreachable } from './unreachable.ts';

/** How long a server may think before it begins to answer, in milliseconds. */
const patience = 60_000;

/**
 * Sends a page's request, changed by `init`, and waits in bounds for the answer to begin. The request itself can be sent
 * again.
 *
 * A redirect is an error: where it leads is the server's choice, and what is attached must not go there.
 */
export async function patiently(
  request: Request,
  init: RequestInit,
  send: (request: Request) => Promise<Response>,
): Promise<Response> {
  const redirect = request.redirect === 'manual' ? 'manual' : 'error';
  // The caller may stop the body too, so this one follows for as long as there is an answer.
  const controller = new AbortController();
  const { signal } = controller;
  const stop = () => {
    controller.abort(request.signal.reason);
  };
  if (request.signal.aborted) stop();
  request.signal.addEventListener('abort', stop);
  const timer = setTimeout(() => {
    controller.abort(new EposError('timeout', 'session'));
  }, patience);
  try {
    const answer = send(new Request(request.clone(), { ...init, redirect, signal }));
    // A `fetch` of the page's own may not listen to signals.
    return await abortable(answer, { phase: 'session', signal });
  } catch (cause) {
    const { aborted, reason } = signal as { aborted: boolean; reason?: unknown };
    const error = aborted ? reason : cause;
    if (error instanceof EposError) throw error;
    if (!aborted) throw unreachable('session', cause);
    // The request's own word for it, and a reason to keep the request: Node lets go of a clone or a request that nobody
    // holds, and with it of the way from its caller's signal to its own.
    const overdue = (request.signal.reason as Partial<Error>).name === 'TimeoutError';
    throw new EposError(overdue ? 'timeout' : 'aborted', 'session', { cause });
  } finally {
    clearTimeout(timer);
  }
}
