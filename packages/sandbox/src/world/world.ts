import { createAccounts, type Accounts } from './accounts.ts';
import { createCalendar, type Calendar } from './calendar.ts';
import { createTokenClock, type TokenClock } from './clock.ts';
import { createFaults, type Faults } from './faults.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createRegister, type Register } from './register.ts';
import { createTokens, type Tokens } from './tokens.ts';

/** Everything the parts share. It lives in memory and starts from the fixture people each time. */
export interface World {
  readonly calendar: Calendar;
  readonly clock: TokenClock;
  readonly register: Register;
  readonly accounts: Accounts;
  readonly outbox: Outbox;
  readonly faults: Faults;
  readonly tokens: Tokens;
  /** Calls `task` whenever everything is put back to the beginning. */
  onReset(task: () => void): void;
  reset(): void;
}

export function createWorld(): World {
  const calendar = createCalendar();
  const clock = createTokenClock();
  const register = createRegister(calendar);
  const accounts = createAccounts(register);
  const outbox = createOutbox();
  const faults = createFaults();
  const tokens = createTokens();
  const tasks: (() => void)[] = [];
  return {
    calendar,
    clock,
    register,
    accounts,
    outbox,
    faults,
    tokens,
    onReset(task) {
      tasks.push(task);
    },
    reset() {
      clock.set(0);
      for (const part of [calendar, register, accounts, outbox, faults, tokens]) part.reset();
      for (const task of tasks) task();
    },
  };
}
