import { ListKeeper } from '../remember/list-keeper.ts';
import type { SharedComputer } from '../shared-computer/shared-computer.ts';
import type { SignedOutReason } from '../state/state.ts';
import { Tabs } from '../tabs/tabs.ts';
import type { Insides } from './insides.ts';
import { Recovery } from './recovery.ts';
import { browser } from './surroundings.ts';

/** Keeps a journey true once it stands. */
export interface Keeper {
  /** The line is back, or the page or the device has come back to life. */
  wake(): void;
  /** Somebody sits at the shared computer. */
  stay(): void;
  /** Why nobody is signed in, if a shared computer knows it better than the transport. */
  reason(): SignedOutReason | undefined;
}

/**
 * Begins to keep a journey true: the other tabs hear of it and it of them, what the network spoilt is tried again, the
 * last list is kept, and a shared computer is watched. Loaded when its first state stands; on a server it does nothing.
 *
 * @returns `undefined` where there is nothing to do
 */
export async function keep(insides: Insides): Promise<Keeper | undefined> {
  const { epos, connection, sharedComputer, closed, surroundings = browser } = insides;
  if (!surroundings || closed.aborted) return undefined;

  // A chunk that does not come takes the keeper with it, and both are asked for again: better late than half.
  const watched = sharedComputer && (await import('../shared-computer/shared-computer.ts'));
  const memory = await import('./enter.ts');
  let watch: SharedComputer | undefined;
  const hear = (message: unknown) => watch?.hear(message);
  // Without a scope the tabs have no session in common.
  const { scope } = connection;
  const tabs = scope
    ? new Tabs(insides, surroundings, { scope, digestOf: memory.digestOf, whenActive: hear })
    : undefined;
  if (watched) {
    watch = new watched.SharedComputer(insides, sharedComputer, surroundings, (message) => tabs?.post(message));
  }
  const recovery = new Recovery(insides);
  const lists = sharedComputer ? undefined : new ListKeeper(insides, memory);

  const follow = () => {
    const { state } = epos;
    for (const part of [tabs, watch, recovery, lists]) part?.follow(state);
  };
  const wake = () => {
    tabs?.look();
    recovery.wake();
  };
  surroundings.on(['visibilitychange'], wake, closed);
  closed.addEventListener('abort', epos.subscribe(follow));
  follow();
  return {
    wake,
    stay: () => watch?.stay(),
    reason: () => watch?.reason(),
  };
}
