import { isSecureAddress } from '../address/secure-address.ts';
import { EposError, type EposPhase } from '../errors/errors.ts';

/**
 * The address that a page means: absolute, or relative to the page. Resolved late: a server that constructs the SDK has
 * no page, and `<base>` may be written later.
 */
export function resolveAddress(url: string): URL | undefined {
  try {
    return new URL(url, (globalThis as { document?: Document }).document?.baseURI);
  } catch {
    return undefined;
  }
}

/** Whether this can be an http(s) address. The rest is checked where the page's own address is known. */
export function mayBeAddress(url: unknown): url is string {
  return typeof url === 'string' && url !== '' && (!/^[a-z][a-z\d+.-]*:/i.test(url) || /^https?:\/\//i.test(url));
}

/** An address below the server's, whatever query or fragment that was written with. */
export function below({ origin, pathname }: URL, path: string): string {
  return `${origin}${pathname.replace(/\/?$/, '/')}${path}`;
}

/**
 * An address below the server's, to which personal data may be sent.
 *
 * @throws {@linkcode EposError} `invalid_options` where there is no page to which `url` could be relative,
 * `insecure_context` where what is sent could be read on its way
 */
export function privateAddress(url: string, path: string, phase: EposPhase): string {
  const address = resolveAddress(url);
  if (!address) throw new EposError('invalid_options', phase, { message: `No page to which ${url} is relative` });
  const { href, origin } = address;
  if (!isSecureAddress(href)) throw new EposError('insecure_context', phase, { message: `${origin} is not https` });
  return below(address, path);
}
