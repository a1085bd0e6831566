import { gatewayHeader } from '@epos-login/core/contract';
import { Refusal } from '../http/problem.ts';

const exposed = 'ETag, Date, Retry-After, Content-Disposition, Location';
const usualHeaders = [gatewayHeader, 'accept', 'accept-language', 'content-type', 'idempotency-key', 'prefer'];
const conditional = ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since', 'if-range', 'range'];
const traced = ['traceparent', 'tracestate', 'x-request-id'];

/** Answers a preflight: to the pages of the listed origins only. */
export function preflight(request: Request, origins: readonly string[], more: readonly string[] = []): Response {
  const origin = request.headers.get('origin');
  const method = request.headers.get('access-control-request-method');
  if (origin === null || method === null || !origins.includes(origin)) {
    throw new Refusal('forbidden', {
      reason: 'a preflight of an origin that is not listed',
      headers: { vary: 'Origin' },
    });
  }
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': [...usualHeaders, ...conditional, ...traced, ...more].join(', '),
      'access-control-max-age': '600',
      vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
    },
  });
}

/** Lets pages of the listed origins read the answer: refusals too, or they would look like a broken line. */
export function readableBy(request: Request, response: Response, origins: readonly string[]): Response {
  const origin = request.headers.get('origin');
  response.headers.append('vary', 'Origin');
  if (origin !== null && origins.includes(origin)) {
    response.headers.set('access-control-allow-origin', origin);
    response.headers.set('access-control-allow-credentials', 'true');
    response.headers.set('access-control-expose-headers', exposed);
    response.headers.set('cross-origin-resource-policy', 'cross-origin');
  }
  return response;
}
