import type { Subsystem } from '@epos-login/core';

/** Letters as people type them: the case does not matter, and «ё» is written «е» as often as not. */
function folded(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}

/** The subsystems in whose name, description, group or keywords each word of the query occurs. */
export function search(items: readonly Subsystem[], query: string): readonly Subsystem[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  return items.filter(({ name, description = '', group = '', keywords = [] }) => {
    const text = folded([name, description, group, ...keywords].join(' '));
    return words.every((word) => text.includes(word));
  });
}
