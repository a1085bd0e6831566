/**
 * What every answer of the gateway bears. Nothing of it is to be cached, guessed at, framed or run; and no address that
 * holds a `code` or `state` goes on as a referrer (RFC 9700 section 4.2.4).
 */
const always = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** Sets what the answer does not say by itself. */
export function secured(response: Response): Response {
  for (const [name, value] of Object.entries(always)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  return response;
}
