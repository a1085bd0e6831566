/** The second dial for time: Контингент's calendar. It moves "tomorrow", never tokens. */
export interface Calendar {
  /** The day of the calendar, as RFC 3339 full-date. */
  today(): string;
  /** The day after {@linkcode today}. */
  tomorrow(): string;
  /** Turns the page: one day on, or as many as given. */
  nextDay(days?: number): string;
  reset(): void;
}

const day = 24 * 60 * 60 * 1000;

/** Perm lives two hours ahead of Moscow, all year round. */
const perm = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Yekaterinburg' });

export function createCalendar(): Calendar {
  let turned = 0;
  const at = (days: number) => perm.format(new Date(new Date().getTime() + days * day));
  return {
    today: () => at(turned),
    tomorrow: () => at(turned + 1),
    nextDay(days = 1) {
      turned += Math.max(0, Math.trunc(days));
      return at(turned);
    },
    reset() {
      turned = 0;
    },
  };
}
