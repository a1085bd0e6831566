/**
 * `Retry-After` in seconds from now; a date is measured against the server's own `Date`, since this device's may be
 * wrong.
 *
 * @see RFC 9110 section 10.2.3
 */
export function retryAfter(headers: Headers): number | undefined {
  const said = headers.get('retry-after');
  if (!said) return undefined;
  const seconds = /^\d+$/.test(said)
    ? Number(said)
    : (Date.parse(said) - Date.parse(headers.get('date') ?? new Date().toUTCString())) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
