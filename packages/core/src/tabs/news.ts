import type { Category } from '../contract/contract.ts';

/** What a tab tells the others, and leaves in storage for those that are asleep. It names nobody. */
export interface News {
  /** When it was told, by a clock that may be set; differs for each piece of news. */
  readonly epoch: number;
  /** The digest of who is signed in; `null` after a sign-out. */
  readonly who: string | null;
  readonly category?: Category | undefined;
  /** Why nobody is signed in any more, where it was not by a click. */
  readonly reason?: 'idle' | undefined;
}

const categories: readonly unknown[] = ['employee', 'parent', 'student'];

/** Anything may stand in storage, and any page of the origin may speak on the channel. */
export function readNews(value: unknown): News | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { epoch, who, category, reason } = value as Record<string, unknown>;
  if (typeof epoch !== 'number' || !Number.isFinite(epoch)) return undefined;
  if (who === null) return { epoch, who, ...(reason === 'idle' && { reason }) };
  if (typeof who !== 'string' || !/^[\w+/]{43}=$/.test(who)) return undefined;
  return { epoch, who, ...(categories.includes(category) && { category: category as Category }) };
}
