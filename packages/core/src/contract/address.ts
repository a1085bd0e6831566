import * as z from 'zod/mini';

/**
 * An absolute http(s) address.
 *
 * Server-given addresses end in `href` attributes, so `javascript:`, `data:` and the like must never pass.
 */
export const address = z.url({ protocol: /^https?$/ }).check(z.maxLength(2048));
