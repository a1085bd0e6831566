import { abortable } from '../abortable/abortable.ts';
import { EposError } from '../errors/errors.ts';
import type { Context } from './context.ts';
import { unreachable } from './failures.ts';
import { isSecureAddress } from './secure-address.ts';
import type { Session } from './session.ts';
import type { Tokens } from './tokens.ts';

/** How long a server may think before it begins to answer, in milliseconds. */
const patience = 60_000;

/**
 * `fetch` with the access token, to the portal's origins and nowhere else.
 *
 * A redirect is an error: where it leads is the server's choice, and the token must not go there. A 401 brings one
 * fresh token and one further try; a second 401 is given back as it is, since asking on would never end.
 */
export function sessionFetch(session: Session, context: Context): typeof fetch {
  const { environment } = context;
  return async (input, init) => {
    const request = new Request(input, init);
    const { origin } = new URL(request.url);
    if (!environment.origins.includes(origin) || !isSecureAddress(origin)) {
      throw new EposError('forbidden', 'session', { message: `not to ${origin}` });
    }

    const { signal } = request;
    const tokens = await session.fresh({ signal });
    const first = await send(context, request.clone(), tokens);
    if (first.status !== 401) return first;

    const others = await session.fresh({ refused: tokens.access, signal });
    if (others.access === tokens.access) return first;
    // Its body is of no interest, and an unread one keeps the connection.
    await first.body?.cancel();
    return send(context, request, others);
  };
}

async function send(context: Context, request: Request, tokens: Tokens): Promise<Response> {
  const { environment, settings } = context;
  const { type, access } = tokens;
  const headers = new Headers(request.headers);
  headers.set('authorization', `${type} ${access}`);
  const bound = type === 'DPoP' && settings.dpop;
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
    const sent = new Request(request, { headers, redirect, signal });
    const answer = bound ? bound.send(context, tokens, sent) : environment.fetch(sent);
    // A `fetch` of the page's own may not listen to signals.
    return await abortable(answer, { phase: 'session', signal });
  } catch (cause) {
    const { aborted, reason } = signal as { aborted: boolean; reason?: unknown };
    const error = aborted ? reason : cause;
    if (error instanceof EposError) throw error;
    if (!aborted) throw unreachable('session', cause);
    const overdue = (reason as Partial<Error>).name === 'TimeoutError';
    throw new EposError(overdue ? 'timeout' : 'aborted', 'session', { cause });
  } finally {
    clearTimeout(timer);
  }
}
