import { sound, type Fault } from '../world/faults.ts';
import type { Handler } from './listen.ts';

export interface GuardOptions {
  /** The part's fault of the moment. */
  readonly fault?: () => Fault;
  /** The time for the `Date` header, in milliseconds; the machine's own by default. */
  readonly now?: () => number;
  /** Writes the answer of a part that is out of order. */
  readonly outOfOrder?: (kind: 'unavailable' | 'limited', request: Request) => Response | Promise<Response>;
}

/** How long a client is asked to wait, in seconds: short, since a developer is watching. */
export const retryAfter = 5;

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Wraps a part: the `Host` check, the `Date` of its clock, its delay, its outage and what it allows to openers. */
export function guard(handler: Handler, { fault, now, outOfOrder = plainly }: GuardOptions): Handler {
  return (request, response) => {
    // A name of somebody else's that resolves to 127.0.0.1 (DNS rebinding) must not read this machine's sandbox.
    if (!loopback.test(request.headers.host ?? '')) {
      response
        .writeHead(421, { 'Content-Type': 'text/plain; charset=utf-8' })
        .end('Песочница отвечает только на localhost.\n');
      return;
    }
    if (now) response.setHeader('Date', new Date(now()).toUTCString());
    const { delay, outage, coop } = fault?.() ?? sound;
    if (coop) response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    // Without a preflight the browser would hide the 503 behind a network error.
    const passes = outage === 'none' || request.method === 'OPTIONS';
    const answer = () => {
      if (passes) {
        handler(request, response);
      } else if (outage === 'dropped') {
        request.socket.destroy();
      } else {
        const { method = 'GET', headers, url = '/' } = request;
        const asked = new Request(new URL(url, `http://${headers.host ?? 'localhost'}`), {
          method: method === 'HEAD' ? 'HEAD' : 'GET',
          headers: { accept: headers.accept ?? '*/*', ...(headers.origin ? { origin: headers.origin } : {}) },
        });
        void send(outOfOrder(outage, asked));
      }
    };
    const send = async (pending: Response | Promise<Response>): Promise<void> => {
      const result = await pending;
      response.writeHead(result.status, Object.fromEntries(result.headers));
      response.end(await result.text());
    };
    if (delay > 0) setTimeout(answer, delay);
    else answer();
  };
}

function plainly(kind: 'unavailable' | 'limited'): Response {
  return new Response('', { status: kind === 'limited' ? 429 : 503, headers: { 'Retry-After': String(retryAfter) } });
}
