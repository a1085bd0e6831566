/**
 * Does the work when it has the lock, and keeps the lock until the work is done. No lock is taken from anybody: a tab
 * that was frozen with one would go on with a refresh token that is spent by then.
 *
 * @param turn.wait how long the lock may take, in milliseconds
 * @param turn.late what is thrown when it takes longer
 */
export function inTurn<T>(
  locks: LockManager | undefined,
  { name, wait, late }: { name: string; wait: number; late: () => Error },
  work: () => Promise<T>,
): Promise<T> {
  if (!locks) return work();
  return new Promise((resolve, reject) => {
    const waiting = new AbortController();
    const timer = setTimeout(() => {
      waiting.abort();
      reject(late());
    }, wait);
    let working: Promise<T> | undefined;
    const begin = async () => {
      clearTimeout(timer);
      // Some give the lock in spite of the signal.
      if (waiting.signal.aborted) return;
      working = work();
      resolve(working);
      await working;
    };
    // A sandboxed frame has locks and may not use them. Whether the work succeeds is not asked here.
    locks.request(name, { signal: waiting.signal }, begin).catch(() => (working ? undefined : begin()));
  });
}

/**
 * Takes a lock for as long as the page lives.
 *
 * @returns whether this page has it, be it by another copy of the SDK
 */
export function holdUntilLeft(
  locks: LockManager,
  name: string,
  wait: number,
  onLeave: (release: () => void) => void,
): Promise<boolean> {
  return new Promise((resolve) => {
    const waiting = new AbortController();
    const timer = setTimeout(() => {
      waiting.abort();
      resolve(false);
    }, wait);
    const answer = (isHeld: boolean) => {
      clearTimeout(timer);
      resolve(isHeld);
    };
    const hold = async () => {
      if (waiting.signal.aborted) return;
      answer(true);
      await new Promise<void>(onLeave);
    };
    const take = async () => {
      if (await isHeldHere(locks, name)) answer(true);
      else await locks.request(name, { signal: waiting.signal }, hold);
    };
    take().catch(() => {
      answer(false);
    });
  });
}

/** A page knows itself among those that hold locks by a lock that nobody else can have. */
function isHeldHere(locks: LockManager, name: string): Promise<boolean> {
  const own = `epos-login:${crypto.randomUUID()}`;
  return locks.request(own, async () => {
    const { held = [] } = await locks.query();
    const here = held.find((lock) => lock.name === own)?.clientId;
    return held.some((lock) => lock.name === name && lock.clientId === here);
  });
}
