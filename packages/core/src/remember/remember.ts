/**
 * What this device remembers of a person, loaded beside the first question to the portal. Keys and marks are digests,
 * so that storage does not say who has used the device. Storage that throws, is full or is missing costs the memory,
 * never the sign-in.
 */
import type { Category, Me } from '../contract/contract.ts';
import type { ChoosingCategory, Ready, SubsystemsState } from '../state/state.ts';
import type { Connection, StorageLike } from '../transport/transport.ts';

/** SHA-256 of a person's identifier: what is kept and told under it says nothing to whoever reads it. */
export async function digestOf(sub: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(sub));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

const categoryKey = async (sub: string): Promise<string> => `epos-login:category:${await digestOf(sub)}`;

/** The category a person chose last on this device. */
export async function recallCategory(storage: StorageLike, sub: string): Promise<string | undefined> {
  try {
    return storage.getItem(await categoryKey(sub)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers the category for the next time, if it can. */
export async function keepCategory(storage: StorageLike, sub: string, category: Category): Promise<void> {
  try {
    storage.setItem(await categoryKey(sub), category);
  } catch {
    // Nothing to tell: the person is asked again next time.
  }
}

/** Whoever changes what is written of a list changes this: what another version wrote is not read. */
const version = 1;
/** In UTF-16 units. Storage holds some millions in all, and the page has a use for it too. */
const longestList = 200_000;

const listKey = (connection: Connection): string => `epos-login:list:${connection.scope}`;

/**
 * The roles and subsystems that this very person saw last, once the session is confirmed: the transport says whose it
 * is. Checked as leniently as the portal's answers, since anybody may have written there.
 */
export async function recallList(
  connection: Connection,
  storage: StorageLike,
): Promise<[Me, SubsystemsState] | undefined> {
  try {
    const record = JSON.parse(storage.getItem(listKey(connection)) ?? '') as Record<string, unknown>;
    const sub = connection.claims?.('id')?.sub as string;
    if (record.version !== version || record.who !== (await digestOf(sub))) return undefined;
    const { readMe, readSubsystems } = await import('../contract/read.ts');
    const me = readMe(record);
    return me.person.sub === sub ? [me, { kind: 'stale', items: readSubsystems(record) }] : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a list that is up to date, unless it is too long or `isOld` by the time it could be written. */
export async function keepList(
  connection: Connection,
  storage: StorageLike,
  { person, roles, subsystems }: Ready | ChoosingCategory,
  isOld: () => boolean,
): Promise<void> {
  if (subsystems.kind !== 'ready') return;
  try {
    const who = await digestOf(person.sub);
    const text = JSON.stringify({ version, who, person, roles, subsystems: subsystems.items });
    if (text.length <= longestList && !isOld()) storage.setItem(listKey(connection), text);
  } catch {
    // Nothing to tell: the person waits for the portal next time.
  }
}

export function forgetList(connection: Connection, storage: StorageLike): void {
  try {
    storage.removeItem(listKey(connection));
  } catch {
    // What throws here has kept nothing.
  }
}
