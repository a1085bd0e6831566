import { Refusal } from '../http/problem.ts';
import type { ProxySettings } from '../options/settings.ts';

/** Letters in a second writing (RFC 3986 section 2.3): `%61dmin` would come under another rule than `admin`. */
const encodedUnreserved = /%(25)*(2[de]|3\d|4[1-9a-f]|5[\daf]|6[1-9a-f]|7[\dae])/i;

/** What servers take for a slash, an end or parameters of a segment, each by its own lights. */
const ambiguous = /%(25)*(2f|5c|00|3b)|;|\\|\/\/|^\//i;

/**
 * Where a request goes behind the gateway: below the upstream's address, whatever tricks the path holds.
 *
 * `Request` has already taken `..` out, encoded or not. What is left are the encodings that a server behind could take
 * for a slash or a letter, paths that `URL` would take for another host, and parameters of segments: Tomcat and others
 * drop them before they take out `..`, so that `..;` leads up, and `admin;` comes under another rule than `admin`.
 *
 * @throws {@linkcode Refusal} `invalid_request`
 */
export function targetOf(url: URL, { path, upstream }: ProxySettings): URL {
  const rest = url.pathname.slice(path.length);
  if (ambiguous.test(rest) || encodedUnreserved.test(rest)) {
    throw new Refusal('invalid_request', { reason: 'a path that two servers may read in two ways' });
  }
  const target = new URL(upstream);
  target.pathname = `${upstream.pathname}${rest}`;
  target.search = url.search;
  if (target.origin !== upstream.origin || !target.pathname.startsWith(upstream.pathname)) {
    throw new Refusal('invalid_request', { reason: 'a path that leads out of the upstream' });
  }
  return target;
}
