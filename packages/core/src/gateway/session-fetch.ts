import { abortable } from '../abortable/abortable.ts';
import { within } from '../abortable/deadline.ts';
import { isSecureAddress } from '../address/secure-address.ts';
import { gatewayHeader } from '../contract/gateway-paths.ts';
import { readProblemCode } from '../contract/read-problem.ts';
import { EposError } from '../errors/errors.ts';
import { readBody } from '../http/body.ts';
import { resolveAddress } from '../http/endpoint.ts';
import { patiently } from '../http/patience.ts';
import type { Client } from './gateway-client.ts';
import type { Context } from './context.ts';
import { asking } from './first-question.ts';
import type { Session } from './session.ts';

/** How long a refusal may take to say why, in milliseconds. */
const problemTime = 10_000;
/** How often other tabs may be ahead with a refresh before somebody is to blame. */
const mostTries = 4;

/**
 * `fetch` with the session attached, to the gateway's origin and nowhere else; what stands elsewhere is mapped to where
 * the gateway serves it. A session whose tokens are used up is renewed, once, and the request sent again.
 */
export function sessionFetch(context: Context, client: Client): typeof fetch {
  return async (input, init) => {
    const request = await toGateway(context, input, init);
    const { signal } = request;
    const { session } = client;
    if (!session) throw new EposError('session_ended', 'session');
    const renew = async (mark: string | null) => {
      const isOurs = await abortable(client.refresh(mark), { phase: 'session', signal });
      // Nothing asked for by the first person may go out in another's name.
      if (client.session?.id !== session.id) throw new EposError('session_ended', 'session');
      return isOurs;
    };

    if (session.refreshAt !== undefined && session.refreshAt <= context.environment.clock.monotonic()) {
      // What is due may still be good for a moment, and a gateway that fails says nothing about the session.
      await renew(client.refreshMark).catch((error: unknown) => {
        if (!(error instanceof EposError && error.retryable)) throw error;
      });
    }
    let isRenewed = false;
    for (let tries = mostTries; tries--;) {
      const mark = client.refreshMark;
      const answer = await patiently(request, withSession(request, session), (sent) => context.environment.fetch(sent));
      const code = answer.status === 401 ? await codeOf(answer, signal) : undefined;
      if (code === 'session_ended' && client.session?.id === session.id) client.end();
      if (code !== 'refresh_needed') return answer;
      // Its body is of no interest, and an unread one keeps the connection.
      await answer.body?.cancel();
      if (isRenewed) break;
      isRenewed = await renew(mark);
    }
    throw new EposError('bad_response', 'session', { status: 401, providerCode: 'refresh_needed' });
  };
}

/** The request as it goes to the gateway. */
async function toGateway({ settings, address }: Context, input: RequestInfo | URL, init?: RequestInit) {
  const said = input instanceof Request ? input.url : String(input);
  const wanted = resolveAddress(said)?.href ?? said;
  const { origin } = new URL(address);
  const [from = '', to = ''] = Object.entries(settings.proxy).find(([prefix]) => wanted.startsWith(prefix)) ?? [];
  const place = new URL(to + wanted.slice(from.length), address);
  // Whatever was mapped to whatever.
  if (place.origin !== origin || !isSecureAddress(place.href)) {
    throw new EposError('forbidden', 'session', { message: `not to ${place.origin}` });
  }
  if (!(input instanceof Request)) return new Request(place, init);
  const asked = new Request(input, init);
  if (!from) return asked;
  // A request's address cannot be changed, and its body is no stream in every browser.
  const body = /^(get|head)$/i.test(asked.method) ? null : await asked.blob();
  const { method, headers, signal, redirect } = asked;
  return new Request(place, { method, headers, body, signal, redirect });
}

/** Says for which session it is meant, so that the gateway can tell where the cookie is another's by now. */
function withSession(request: Request, { id }: Session): RequestInit {
  const headers = new Headers(request.headers);
  headers.set(gatewayHeader, encodeURIComponent(id));
  return { headers, credentials: asking.credentials };
}

/** Why it was refused. An upstream server's own 401 is none of the gateway's. */
async function codeOf(answer: Response, signal: AbortSignal): Promise<string | undefined> {
  if (!answer.headers.get('content-type')?.includes('json')) return undefined;
  const copy = answer.clone();
  try {
    const text = await within(problemTime, { phase: 'session', signal }, () => readBody(copy, 'session'));
    return readProblemCode(JSON.parse(text));
  } catch (error) {
    if (error instanceof EposError && error.code === 'aborted') throw error;
    return undefined;
  }
}
