import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Reply } from './faults.ts';

/** Sends an answer, or does to the line what the reply says. */
export async function send(request: IncomingMessage, response: ServerResponse, reply: Reply): Promise<void> {
  const { status = 200, headers = {}, body, line, cors } = reply;
  if (line === 'hang') return;
  if (line === 'drop') {
    request.socket.destroy();
    return;
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? {});
  response.writeHead(status, {
    // Without a length Firefox and WebKit take what has come for the whole.
    ...(line === 'cut' ? { 'content-length': Buffer.byteLength(text) } : {}),
    'content-type': 'application/json',
    'cache-control': 'no-store',
    ...(cors === false ? {} : corsHeaders(request)),
    ...headers,
  });
  if (line === 'cut' || line === 'trickle') {
    response.write(text.slice(0, text.length / 2), () => {
      if (line === 'cut') request.socket.destroy();
    });
    return;
  }
  if (line === 'flood') await flood(response);
  else response.end(text);
}

/** Permission for any origin: a sign-in from a page needs it, and it protects nothing here. */
export function corsHeaders(request: IncomingMessage): Record<string, string> {
  return {
    'access-control-allow-origin': request.headers.origin ?? '*',
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
    'access-control-allow-methods': 'GET, POST',
    'access-control-expose-headers': 'ETag, Date, Retry-After, WWW-Authenticate, DPoP-Nonce',
    'access-control-max-age': '600',
    vary: 'origin',
  };
}

async function flood(response: ServerResponse): Promise<void> {
  const spaces = ' '.repeat(1 << 16);
  const endless = Readable.from(new Array<string>(2000).fill(spaces));
  // The browser hangs up, as it should.
  await pipeline(endless, response).catch(() => undefined);
}
