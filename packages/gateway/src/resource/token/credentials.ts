import { Refusal } from '../refusal.ts';

/** How an access token is presented: RFC 6750, or RFC 9449 with a proof. */
export type Scheme = 'Bearer' | 'DPoP';

/** A request as `fetch`, `node:http`, Express and Fastify know it. */
export interface IncomingRequest {
  readonly method?: string | undefined;
  /** The whole address, or the path as it was asked for. */
  readonly url?: string | undefined;
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** What a caller shows. */
export interface Credentials {
  readonly scheme: Scheme;
  readonly token: string;
}

/** Longer than any that a server takes among its headers. */
const longestToken = 16_384;

const schemes: ReadonlyMap<string, Scheme> = new Map([
  ['bearer', 'Bearer'],
  ['dpop', 'DPoP'],
]);

/**
 * The access token of a request: of its `Authorization` header alone. In an address or a form (RFC 6750, 2.2 and 2.3)
 * it would end in logs.
 */
export function credentialsOf(request: IncomingRequest): Credentials {
  const header = headerOf(request, 'authorization');
  const [name = '', token, ...more] = (header ?? '').split(' ');
  // RFC 9110, 11.1: the name of a scheme is case-insensitive.
  const scheme = schemes.get(name.toLowerCase());
  if (header === undefined || !scheme) throw new Refusal('no_token');
  if (!token || more.length || token.length > longestToken || !/^[\w.~+/-]+=*$/.test(token)) {
    throw new Refusal('malformed_request');
  }
  return { scheme, token };
}

/** A header of a request; several of one name are joined, as the web's `Headers` does. */
export function headerOf({ headers }: IncomingRequest, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const value = headers[name];
  return typeof value === 'string' || value === undefined ? value : value.join(', ');
}
