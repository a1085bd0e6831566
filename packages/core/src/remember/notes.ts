import type { Insides } from '../epos/insides.ts';
import { whoIn } from '../epos/who.ts';
import type { digestOf } from './remember.ts';
import type { Connection, StorageLike } from '../transport/transport.ts';

/**
 * What this device keeps for the person who is signed in, such as favourite tiles. Nothing of it is read before that
 * person's session is confirmed, nor by anybody else; it goes with a sign-out.
 */
export interface Notes {
  /**
   * @param name what was kept
   * @returns its value, as JSON carries it; `undefined` where there is none. Anybody may have written it: check it
   */
  read(name: string): unknown;
  /**
   * Keeps a value, if it can: storage that is full or refused costs the memory and nothing else.
   *
   * @param name under which it is read again
   * @param value what JSON carries; `undefined` forgets it
   */
  write(name: string, value: unknown): void;
}

interface Kept {
  readonly version: typeof version;
  readonly who: string;
  readonly notes: Readonly<Record<string, unknown>>;
}

/** Whoever changes what is written changes this: what another version wrote is not read. */
const version = 1;
/** In UTF-16 units: notes are small, and storage belongs to the page. */
const longest = 20_000;

const keyOf = ({ scope }: Connection): string => `epos-login:notes:${scope ?? ''}`;

/**
 * The notes of a person whose session stands; none on a shared computer. Those of another person are erased.
 *
 * @param digest `digestOf`, which lies in the chunk of `enter.ts`
 */
export async function openNotes(
  { epos, connection, environment, sharedComputer }: Insides,
  sub: string,
  digest: typeof digestOf,
): Promise<Notes | undefined> {
  // Without digests, which insecure pages lack, nothing is kept either: it would tell who was here.
  const who = sharedComputer ? undefined : await digest(sub).catch(() => undefined);
  if (who === undefined) return undefined;
  const { storage } = environment;
  const key = keyOf(connection);

  const read = (): Kept['notes'] => {
    try {
      // Looked up each time: another tab may have written.
      const record = JSON.parse(storage.getItem(key) ?? '') as Partial<Kept> | null;
      if (record?.version === version && record.who === who && isObject(record.notes)) return record.notes;
    } catch {
      // What is no record is none.
    }
    return {};
  };
  // Late hands must neither read nor write once somebody else, or nobody, is signed in.
  const isTheirs = (): boolean => whoIn(epos.state) === sub;

  if (Object.keys(read()).length === 0) storage.removeItem(key);
  return {
    read: (name) => (isTheirs() ? read()[name] : undefined),
    write(name, value) {
      if (!isTheirs()) return;
      const text = JSON.stringify({ version, who, notes: { ...read(), [name]: value } } satisfies Kept);
      if (text.length <= longest) storage.setItem(key, text);
    },
  };
}

export function forgetNotes(connection: Connection, storage: StorageLike): void {
  storage.removeItem(keyOf(connection));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
