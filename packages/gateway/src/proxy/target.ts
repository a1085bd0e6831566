import { Refusal } from '../http/problem.ts';
import type { ProxySettings } from '../options/settings.ts';

/** Letters in a second writing (RFC 3986 section 2.3): `%61dmin` would come under another rule than `admin`. */
const encodedUnreserved = /%(25)*(2[de]|3\d|4[1-9a-f]|5[\daf]|6[1-9a-f]|7[\dae])/i;

/** What servers take for a slash, an end or parameters of a segment, each by its own lights; and what ends lines. */
const ambiguous = /%(25)*(2f|5c|3b|[01][\da-f]|7f)|;|\\|\/\/|^\//i;

/** The same in letters that some servers make of others: `／`, `．`. */
const ambiguousOnceNormal = /[/\\;]/;

/** Servers on Windows take `.. ` for `..`, and other dots and spaces without a name for nothing at all. */
const nameless = /^[. ]+$/;

/**
 * Where a request goes behind the gateway: below the upstream's address, whatever tricks the path holds.
 *
 * `Request` has already taken `..` out, encoded or not. What is left are the encodings that a server behind could take
 * for a slash or a letter, paths that `URL` would take for another host, and parameters of segments: Tomcat and others
 * drop them before they take out `..`, so that `..;` leads up, and `admin;` comes under another rule than `admin`.
 *
 * @throws {@linkcode Refusal} `invalid_request`
 */
export function targetOf(url: URL, { path, upstream, narrower }: ProxySettings): URL {
  const rest = url.pathname.slice(path.length);
  if (ambiguous.test(rest) || encodedUnreserved.test(rest) || isOdd(plain(rest))) {
    throw new Refusal('invalid_request', { reason: 'a path that two servers may read in two ways' });
  }
  if (narrower.length) {
    const read = loosely(url.pathname);
    if (narrower.some((rule) => read.startsWith(rule))) {
      throw new Refusal('invalid_request', { reason: 'a path that an upstream may take for one of a narrower rule' });
    }
  }
  const target = new URL(upstream);
  target.pathname = `${upstream.pathname}${rest}`;
  target.search = url.search;
  if (target.origin !== upstream.origin || !target.pathname.startsWith(upstream.pathname)) {
    throw new Refusal('invalid_request', { reason: 'a path that leads out of the upstream' });
  }
  return target;
}

/**
 * A path as the most lenient of servers may read it: those on Windows ignore case, and dots and spaces at the end of a
 * name; some take a letter for the plain one that it resembles.
 */
export function loosely(path: string): string {
  const decoded = plain(path) ?? path;
  return decoded
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .replaceAll(/(?<![. ])[. ]+(?=\/|$)/g, '');
}

/** Decoded; `undefined` where that is no UTF-8, or no encoding at all, such as `%c0%ae` and `%u002e` for a dot. */
function plain(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function isOdd(path: string | undefined): boolean {
  if (path === undefined || /[\u0080-\u009f]/.test(path)) return true;
  return path.split('/').some((segment) => {
    const normal = segment.normalize('NFKC');
    return nameless.test(normal) || (normal !== segment && ambiguousOnceNormal.test(normal));
  });
}
