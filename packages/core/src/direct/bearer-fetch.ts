import { EposError } from '../errors/errors.ts';
import type { Environment } from '../transport/transport.ts';
import { unreachable } from './failures.ts';
import { isSecureAddress } from './secure-address.ts';
import type { Session } from './session.ts';

/**
 * `fetch` with the access token, to the portal's origins and nowhere else.
 *
 * A redirect is an error: where it leads is the server's choice, and the token must not go there. A 401 brings one
 * fresh token and one further try; a second 401 is given back as it is, since asking on would never end.
 */
export function bearerFetch(session: Session, environment: Environment): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { origin } = new URL(request.url);
    if (!environment.origins.includes(origin) || !isSecureAddress(origin)) {
      throw new EposError('forbidden', 'session', { message: `The session may not go to ${origin}` });
    }

    const { signal } = request;
    const token = await session.token({ signal });
    const first = await send(environment, request.clone(), token);
    if (first.status !== 401) return first;

    const another = await session.token({ refused: token, signal });
    if (another === token) return first;
    // Its body is of no interest, and an unread one keeps the connection.
    await first.body?.cancel();
    return send(environment, request, another);
  };
}

async function send(environment: Environment, request: Request, token: string): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.set('authorization', `Bearer ${token}`);
  try {
    return await environment.fetch(
      new Request(request, { headers, redirect: request.redirect === 'manual' ? 'manual' : 'error' }),
    );
  } catch (cause) {
    if (cause instanceof EposError) throw cause;
    const { aborted, reason } = request.signal as { aborted: boolean; reason?: Partial<Error> };
    if (!aborted) throw unreachable('session', cause);
    throw new EposError(reason?.name === 'TimeoutError' ? 'timeout' : 'aborted', 'session', { cause });
  }
}
