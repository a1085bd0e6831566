import type { Insides } from '../epos/insides.ts';
import type { EposState } from '../state/state.ts';
import { forgetNotes, openNotes } from './notes.ts';
import type { digestOf, forgetList, keepList } from './remember.ts';

export interface Memory {
  digestOf: typeof digestOf;
  keepList: typeof keepList;
  forgetList: typeof forgetList;
}

/** Keeps the last list for the person's return, and for nobody else's: it goes with a sign-out, as the notes do. */
export class ListKeeper {
  readonly #insides: Insides;
  readonly #memory: Memory;
  /** Whose list may stand in storage. */
  #sub: string | undefined;

  constructor(insides: Insides, memory: Memory) {
    this.#insides = insides;
    this.#memory = memory;
  }

  follow(state: EposState): void {
    const { connection, environment, epos } = this.#insides;
    if ('subsystems' in state) {
      const { sub } = state.person;
      if (this.#sub !== undefined && this.#sub !== sub) this.#erase();
      if (this.#sub !== sub) {
        this.#sub = sub;
        // Opened once, whether anybody asks for them or not: another person's are erased by it.
        void openNotes(this.#insides, sub, this.#memory.digestOf);
      }
      void this.#memory.keepList(connection, environment.storage, state, () => epos.state !== state);
    } else if (isSignOut(state)) this.#erase();
  }

  #erase(): void {
    const { connection, environment } = this.#insides;
    this.#sub = undefined;
    this.#memory.forgetList(connection, environment.storage);
    forgetNotes(connection, environment.storage);
  }
}

/** A session that has ended is no sign-out: the same person comes back to it. */
function isSignOut(state: EposState): boolean {
  if (state.kind === 'redirecting') return state.to === 'sign-out';
  return state.kind === 'signed-out' && (state.reason === 'elsewhere' || state.reason === 'idle');
}
