/** The longest wait that is believed, in seconds: a server that names days means a fault of its own. */
const longest = 3600;
/** The longest that all wait for what one of them was told, in seconds: the server may have meant that one alone. */
const longestForAll = 30;

/**
 * `Retry-After` in whole seconds from now, an hour at the most. A date is measured against the server's own `Date`.
 *
 * @see RFC 9110 section 10.2.3
 */
export function retryAfterOf(headers: Headers): number | undefined {
  const said = headers.get('retry-after') ?? '';
  const seconds = /^\d+$/.test(said) ? Number(said) : (Date.parse(said) - Date.parse(headers.get('date') ?? '')) / 1000;
  return boundedPause(seconds);
}

/** What may be handed on of a pause in seconds, whoever has named it. */
export function boundedPause(seconds: number | undefined): number | undefined {
  return seconds !== undefined && seconds >= 0 ? Math.min(Math.ceil(seconds), longest) : undefined;
}

/** For how long nobody asks a server that has asked one for this pause in seconds: in milliseconds. */
export function pauseForAll(seconds = 0): number {
  return Math.min(seconds, longestForAll) * 1000;
}

/** How much is left of a pause that began at some time, in milliseconds. A clock that is set back makes it no longer. */
export function leftOf(pause: number, at: number, now: number): number {
  return now < at ? 0 : Math.max(0, at + pause - now);
}
