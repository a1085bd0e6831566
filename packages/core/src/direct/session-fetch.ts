import { EposError } from '../errors/errors.ts';
import { patiently } from '../http/patience.ts';
import type { Context } from './context.ts';
import { isSecureAddress } from '../address/secure-address.ts';
import type { Session } from './session.ts';
import type { Tokens } from './tokens.ts';

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
    const first = await send(context, request, tokens);
    if (first.status !== 401) return first;

    const others = await session.fresh({ refused: tokens.access, signal });
    if (others.access === tokens.access) return first;
    // Its body is of no interest, and an unread one keeps the connection.
    await first.body?.cancel();
    return send(context, request, others);
  };
}

function send(context: Context, request: Request, tokens: Tokens): Promise<Response> {
  const { environment, settings } = context;
  const { type, access } = tokens;
  const headers = new Headers(request.headers);
  headers.set('authorization', `${type} ${access}`);
  const bound = type === 'DPoP' && settings.dpop;
  return patiently(request, { headers }, (sent) =>
    bound ? bound.send(context, tokens, sent) : environment.fetch(sent),
  );
}
