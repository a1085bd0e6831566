/** What the sandbox's mailbox holds: RSAA's letters and ESIA's text messages. Nothing ever leaves the machine. */
export interface Letter {
  readonly id: string;
  readonly channel: 'email' | 'sms';
  /** The e-mail address or the telephone number. */
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  /** When it was sent (RFC 3339). */
  readonly at: string;
}

export interface Outbox {
  send(letter: Omit<Letter, 'id' | 'at'>): Letter;
  /** Every letter, the newest first; those to one address if it is given. */
  letters(to?: string): readonly Letter[];
  reset(): void;
}

/** The mailbox forgets the oldest: a sandbox may run for weeks. */
const capacity = 500;

export function createOutbox(): Outbox {
  let letters: Letter[] = [];
  let count = 0;
  return {
    send(letter) {
      count += 1;
      const sent: Letter = { ...letter, id: String(count), at: new Date().toISOString() };
      letters = [sent, ...letters].slice(0, capacity);
      return sent;
    },
    letters: (to) => (to === undefined ? letters : letters.filter((letter) => sameAddress(letter.to, to))),
    reset() {
      letters = [];
    },
  };
}

function sameAddress(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
