import type { Subsystem } from '@epos-login/core';
import type { ListTexts } from '../texts/ru.list.ts';
import type { TilesTexts } from '../texts/ru.tiles.ts';
import { groupsOf, type Section } from './groups.ts';
import type { Keeping } from './keeping.ts';
import { renderRecents, type Recent } from './recents.ts';

/** Among fewer the tiles themselves are as near. */
const recentsFrom = 7;
const mostRecents = 4;

/** What the sections are made of, besides the subsystems. */
export interface SectionsContext {
  readonly words: ListTexts & TilesTexts;
  readonly keeping: Keeping;
  readonly addressOf: (subsystem: Subsystem) => string | undefined;
  readonly onOpen: (event: Event, subsystem: Subsystem, address: string) => void;
}

/** «Избранное», «Недавние», and the groups. Each tile stands once: a favourite is taken out of its group. */
export function sectionsOf(items: readonly Subsystem[], context: SectionsContext): readonly Section[] {
  const { words, keeping, onOpen } = context;
  const named = new Map(items.map((item) => [item.id, item]));
  const favourites = keeping.kept.favourites.flatMap((id) => named.get(id) ?? []);
  const rest = favourites.length > 0 ? items.filter(({ id }) => !keeping.isFavourite(id)) : items;
  const recents = items.length < recentsFrom ? [] : recentsIn(named, context);
  const sections: Section[] = [];
  if (favourites.length > 0) sections.push({ title: words.favourites, items: favourites });
  if (recents.length > 0) {
    sections.push({ title: words.recents, items: [], content: renderRecents(recents, words.recents, onOpen) });
  }
  if (rest.length === 0) return sections;
  const [first, ...others] = groupsOf(rest, words.otherGroup) as [Section, ...Section[]];
  const title = first.title ?? (favourites.length > 0 ? words.rest : recents.length > 0 ? words.all : undefined);
  return [...sections, { ...first, title }, ...others];
}

function recentsIn(named: ReadonlyMap<string, Subsystem>, { keeping, addressOf }: SectionsContext): Recent[] {
  return keeping.recents
    .flatMap((id) => {
      const subsystem = keeping.isFavourite(id) ? undefined : named.get(id);
      const address = subsystem && addressOf(subsystem);
      return address ? [{ subsystem, address }] : [];
    })
    .slice(0, mostRecents);
}
