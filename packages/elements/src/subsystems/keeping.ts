import type { Notes } from '@epos-login/core';
import { keptAs, readKept, type Kept } from './kept.ts';
import type { ListAccess } from './list.ts';
import type { EposSubsystems } from './subsystems.ts';

/** What the present person keeps of the tiles: with the `Epos`, where the page puts nothing in its place. */
export class Keeping {
  readonly #host: EposSubsystems;
  readonly #access: ListAccess;
  /** Whose notes they are: an `Epos`, a person, and what the page puts in their place. */
  #openFor: readonly unknown[] = [];
  #notes: Notes | undefined;
  #kept: Kept = readKept(undefined);
  #recents: readonly string[] = [];

  constructor(host: EposSubsystems, access: ListAccess) {
    this.#host = host;
    this.#access = access;
  }

  get kept(): Kept {
    return this.#kept;
  }

  /** As they were when the tiles were first drawn: what moves under the hand that opens it helps nobody. */
  get recents(): readonly string[] {
    return this.#recents;
  }

  /** Whether there is a place to keep something; on a shared computer there is none. */
  get isKept(): boolean {
    return this.#notes !== undefined;
  }

  isFavourite(id: string): boolean {
    return this.#kept.favourites.includes(id);
  }

  /** Opens what the present person keeps, unless it is open. */
  async open(): Promise<void> {
    const { state, source } = this.#access;
    const { notes: own } = this.#host;
    const openFor = state.kind === 'ready' ? [source, state.person.sub, own] : [];
    if (isSame(openFor, this.#openFor)) return;
    this.#openFor = openFor;
    this.#notes = undefined;
    this.#kept = readKept(undefined);
    this.#recents = [];
    if (state.kind !== 'ready') return;
    // A chunk that does not come costs the favourites, not the tiles.
    const notes = own === undefined ? await source?.notes?.().catch(() => undefined) : own;
    if (this.#openFor !== openFor) return;
    this.#notes = notes ?? undefined;
    this.#kept = readKept(this.#notes);
    this.#recents = this.#kept.recents;
    this.#host.requestUpdate();
  }

  /** Changes what is kept; another tab may have changed it too. */
  keep(change: (kept: Kept) => Kept): void {
    this.#kept = change(this.#notes ? readKept(this.#notes) : this.#kept);
    this.#notes?.write(keptAs, this.#kept);
    this.#host.requestUpdate();
  }
}

export function isSame(these: readonly unknown[], those: readonly unknown[]): boolean {
  return these.length === those.length && these.every((value, index) => value === those[index]);
}
