import { AsyncLocalStorage } from 'node:async_hooks';

/** The first dial for time: how far the clock of SSO and portal is from the machine's own. */
export interface TokenClock {
  /** Seconds by which the token clock is ahead of the machine; negative when it is behind. */
  readonly offset: number;
  set(seconds: number): void;
  /** The token clock's time, in milliseconds. */
  now(): number;
  /** Runs `task` with `Date.now()` showing the token clock's time. */
  run<T>(task: () => T): T;
}

const shift = new AsyncLocalStorage<number>();
/** The machine's own time, whatever the dial shows. */
export const trueNow: () => number = Date.now.bind(Date);
let patched = false;

/**
 * Makes `Date.now()` answer with the offset of the sandbox that runs the current task.
 *
 * oidc-provider takes its time from `Date.now()` and offers no other way to set its clock. The offset is bound to the
 * asynchronous task, so that neither another sandbox of this process nor a test beside it ever sees it; and the
 * machine's `Date.now` stays untouched until somebody turns the dial.
 */
function patchDateNow(): void {
  if (patched) return;
  patched = true;
  Date.now = () => trueNow() + (shift.getStore() ?? 0);
}

export function createTokenClock(): TokenClock {
  let offset = 0;
  return {
    get offset() {
      return offset;
    },
    set(seconds) {
      if (!Number.isFinite(seconds)) throw new TypeError('The offset of the token clock is a number of seconds.');
      offset = Math.trunc(seconds);
      if (offset !== 0) patchDateNow();
    },
    now: () => trueNow() + offset * 1000,
    run: (task) => (offset === 0 ? task() : shift.run(offset * 1000, task)),
  };
}
