/** How far the time of a request may be from ESIA's own, in milliseconds. ESIA does not publish its limit. */
const tolerance = 5 * 60 * 1000;

const pattern = /^(\d{4})\.(\d{2})\.(\d{2}) (\d{2}):(\d{2}):(\d{2}) ([+-]\d{2})(\d{2})$/;

/**
 * Whether the request was made just now. The writing is `2013.01.25 14:36:11 +0400`.
 *
 * @see esia-and-epos A2 "space before a colon-less offset"
 */
export function isTimely(timestamp: string, now: number): boolean {
  const [, year, month, day, hour, minute, second, zoneHour, zoneMinute] = pattern.exec(timestamp) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zoneHour}:${zoneMinute}`);
  // What does not parse is not a number, and no comparison with it holds.
  return Math.abs(time - now) <= tolerance;
}
