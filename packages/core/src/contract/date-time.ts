import * as z from 'zod/mini';

const timeOfDay = /^T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/**
 * A day: `full-date` of RFC 3339.
 *
 * Neither this nor {@linkcode dateTime} is made of `z.iso`, a namespace of which a bundler can leave nothing out.
 */
export const fullDate = z.stringFormat('date', isDay);

/** A point in time, with its offset: `date-time` of RFC 3339. */
export const dateTime = z.stringFormat(
  'datetime',
  (value) => isDay(value.slice(0, 10)) && timeOfDay.test(value.slice(10)),
);

/** Whether the calendar has the day: of 30 February some browsers make 2 March, others nothing at all. */
function isDay(value: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(value) && JSON.stringify(new Date(value)).includes(value);
}
