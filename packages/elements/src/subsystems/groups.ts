import type { Subsystem } from '@epos-login/core';

/** Tiles that stand together. */
export interface Section {
  /** Without one the tiles stand under the heading of the whole. */
  readonly title?: string | undefined;
  /** The title comes from EPOS, whatever language the page speaks. */
  readonly isForeign?: boolean;
  readonly items: readonly Subsystem[];
  /** What stands in place of tiles. */
  readonly content?: unknown;
}

/** Fewer would stand in rows of one under headings of their own. */
const groupsFrom = 12;

/** Groups in the order of their first subsystem. One group is no group: its heading would say nothing. */
export function groupsOf(items: readonly Subsystem[], other: string): readonly Section[] {
  const groups = [...new Set(items.map(({ group }) => group))];
  if (groups.length < 2 || items.length < groupsFrom) return [{ items }];
  return groups.map((group) => ({
    title: group ?? other,
    isForeign: !!group,
    items: items.filter((item) => item.group === group),
  }));
}
