import type { Notes } from '@epos-login/core';

/** How the list of subsystems looks. */
export type View = 'grid' | 'list';

/** What is kept of a person's tiles, under {@linkcode keptAs}. */
export interface Kept {
  /** Identifiers, in the order in which they were chosen. */
  readonly favourites: readonly string[];
  /** Identifiers, the last opened first. */
  readonly recents: readonly string[];
  readonly view?: View | undefined;
  /** Whether a search begins as one types. */
  readonly typing?: boolean | undefined;
}

export const keptAs = 'tiles';

const most = 100;
const mostRecents = 8;

/** What is kept. Read as something that anybody may have written. */
export function readKept(notes: Notes | undefined): Kept {
  const { favourites, recents, view, typing } = (notes?.read(keptAs) ?? {}) as Partial<Record<keyof Kept, unknown>>;
  return {
    favourites: idsIn(favourites, most),
    recents: idsIn(recents, mostRecents),
    view: view === 'grid' || view === 'list' ? view : undefined,
    typing: typeof typing === 'boolean' ? typing : undefined,
  };
}

/** Marks or unmarks a favourite. */
export function toggled({ favourites, ...rest }: Kept, id: string): Kept {
  const others = favourites.filter((other) => other !== id);
  return { ...rest, favourites: others.length < favourites.length ? others : [...others, id].slice(-most) };
}

export function withRecent({ recents, ...rest }: Kept, id: string): Kept {
  return { ...rest, recents: [id, ...recents.filter((other) => other !== id)].slice(0, mostRecents) };
}

function idsIn(value: unknown, atMost: number): string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string').slice(0, atMost) : [];
}
