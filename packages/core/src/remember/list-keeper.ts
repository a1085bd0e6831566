import type { Insides } from '../epos/insides.ts';
import type { EposState } from '../state/state.ts';
import type { forgetNotes } from './notes.ts';
import type { forgetList, keepList } from './remember.ts';

export interface Memory {
  keepList: typeof keepList;
  forgetList: typeof forgetList;
  forgetNotes: typeof forgetNotes;
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
      this.#sub = sub;
      void this.#memory.keepList(connection, environment.storage, state, () => epos.state !== state);
    } else if (isSignOut(state)) this.#erase();
  }

  #erase(): void {
    const { connection, environment } = this.#insides;
    this.#sub = undefined;
    this.#memory.forgetList(connection, environment.storage);
    this.#memory.forgetNotes(connection, environment.storage);
  }
}

/** A session that has ended is no sign-out: the same person comes back to it. */
function isSignOut(state: EposState): boolean {
  if (state.kind === 'redirecting') return state.to === 'sign-out';
  return state.kind === 'signed-out' && (state.reason === 'elsewhere' || state.reason === 'idle');
}
