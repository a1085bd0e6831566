import { createHmac, timingSafeEqual } from 'node:crypto';

/** For how long a nonce is good, in seconds; a new one is given out after half of that. */
export const nonceLifetime = 300;

/** Nonces that every instance with the same secret knows, and that nobody has to store (RFC 9449, 8). */
export interface Nonces {
  current(): string;
  accepts(nonce: unknown): boolean;
}

export function createNonces(secret: Uint8Array, clock: () => number): Nonces {
  const half = (nonceLifetime / 2) * 1000;
  const period = () => Math.floor(clock() / half);
  const of = (number: number) => createHmac('sha256', secret).update(`dpop-nonce ${number}`).digest('base64url');
  return {
    current: () => of(period()),
    accepts(nonce) {
      if (typeof nonce !== 'string') return false;
      // The one before, too: a call that is on its way when they change must not be refused.
      return [period(), period() - 1].some((number) => isSame(of(number), nonce));
    },
  };
}

function isSame(ours: string, theirs: string): boolean {
  const [one, other] = [Buffer.from(ours), Buffer.from(theirs)];
  return one.length === other.length && timingSafeEqual(one, other);
}
