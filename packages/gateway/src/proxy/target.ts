import { Refusal } from '../http/problem.ts';
import type { ProxySettings } from '../options/settings.ts';

/**
 * Where a request goes behind the gateway: below the upstream's address, whatever tricks the path holds.
 *
 * `Request` has already taken `..` out, encoded or not. What is left are the encodings that a server behind could take
 * for a slash, paths that `URL` would take for another host, and parameters of segments: Tomcat and others drop them
 * before they take out `..`, so that `..;` leads up, and `admin;` comes under another rule than `admin`.
 *
 * @throws {@linkcode Refusal} `invalid_request`
 */
export function targetOf(url: URL, { path, upstream }: ProxySettings): URL {
  const rest = url.pathname.slice(path.length);
  if (/%(25)*(2f|5c|00|2e|3b)|;|\\|\/\/|^\//i.test(rest)) {
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
