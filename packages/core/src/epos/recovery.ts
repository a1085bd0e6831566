import type { EposError } from '../errors/errors.ts';
import { whoIn } from './who.ts';
import type { EposState } from '../state/state.ts';
import type { Insides } from './insides.ts';

/** The least time between two attempts, doubled by each that fails. In milliseconds. */
const shortest = 5_000;
const longest = 300_000;

/** Tries again what the network has spoilt, once the line returns or the device wakes up: never by a timer. */
export class Recovery {
  readonly #insides: Insides;
  #pause = shortest;
  /** Not before, by the monotonic clock. */
  #next = 0;
  #error: EposError | undefined;

  constructor(insides: Insides) {
    this.#insides = insides;
    this.#next = insides.environment.clock.monotonic();
  }

  follow(state: EposState): void {
    const error = spoiltBy(state);
    if (error === this.#error) return;
    this.#error = error;
    if (error?.retryAfter) this.#next = Math.max(this.#next, this.#now + error.retryAfter * 1000);
    if ('subsystems' in state && state.subsystems.kind === 'ready') this.#pause = shortest;
  }

  wake(): void {
    const { epos, closed } = this.#insides;
    if (closed.aborted || !spoiltBy(epos.state) || this.#now < this.#next) return;
    this.#next = this.#now + this.#pause;
    this.#pause = Math.min(this.#pause * 2, longest);
    void epos.refresh();
  }

  get #now(): number {
    return this.#insides.environment.clock.monotonic();
  }
}

/** The fault that stands in the way and may pass by itself. What the person has asked for stays theirs to ask again. */
function spoiltBy(state: EposState): EposError | undefined {
  let error: EposError | undefined;
  if (state.kind === 'failed') error = state.from.kind === 'restoring' || whoIn(state) ? state.error : undefined;
  else if ('subsystems' in state && 'error' in state.subsystems) ({ error } = state.subsystems);
  return error?.retryable ? error : undefined;
}
