import * as z from 'zod/mini';

/**
 * An absolute http(s) address.
 *
 * Server-given addresses end in `href` attributes, so `javascript:`, `data:` and the like must never pass. It takes what
 * `z.url({ protocol: /^https?$/ })` takes, and spares every browser the rest of that.
 */
export const address = z.string().check(
  z.trim(),
  z.stringFormat('url', isWebAddress),
  // Browsers leave these out of an address wherever they stand, so what is shown must be without them too.
  z.overwrite((value) => value.replaceAll(/[\t\n\r]/g, '')),
  z.maxLength(2048),
);

/** The slashes are asked for because `new URL` takes `https:example.com` as well. */
function isWebAddress(value: string): boolean {
  try {
    return /^https?:\/\//i.test(value) && Boolean(new URL(value));
  } catch {
    // `URL.canParse` came to Chromium with 120.
    return false;
  }
}
