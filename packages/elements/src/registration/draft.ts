import type { StorageLike } from '@epos-login/core';
import type { Organization } from '@epos-login/core/registration';
import { draftNames } from './fields.ts';

/** What was typed and not sent yet. */
export interface Draft {
  readonly fields: Readonly<Record<string, string>>;
  readonly organization: Organization | undefined;
  /** The key under which this form was sent and not answered: sent again, it registers once. */
  readonly attempt: Attempt | undefined;
}

export interface Attempt {
  readonly key: string;
  /** The form that was sent. Another one needs another key. */
  readonly form: string;
}

/** Where a draft is kept beside the page's memory, and for which portal. */
export interface DraftPlace {
  readonly portal: string;
  readonly storage: StorageLike | undefined;
  /** Several people use the computer: nothing is kept outside the form itself. */
  readonly shared: boolean;
}

const storageKey = 'epos-login:registration';

/**
 * The drafts of this document, by portal: a form that a framework throws away and builds anew is filled in as before.
 * They are personal data, so that by default they are nowhere else and end with the document.
 */
const remembered = new Map<string, Draft>();

export function keepDraft({ portal, storage, shared }: DraftPlace, draft: Draft): void {
  if (shared) return;
  remembered.set(portal, draft);
  attempt(() => storage?.setItem(storageKey, JSON.stringify({ portal, ...draft })));
}

export function draftFor({ portal, storage, shared }: DraftPlace): Draft | undefined {
  if (shared) return undefined;
  return remembered.get(portal) ?? readDraft(portal, attempt(() => storage?.getItem(storageKey)) ?? null);
}

export function dropDraft({ portal, storage }: DraftPlace): void {
  remembered.delete(portal);
  attempt(() => storage?.removeItem(storageKey));
}

/** Storage may be full, refused or written by another version: a draft is a convenience, and the form goes on. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function readDraft(portal: string, text: string | null): Draft | undefined {
  const kept = attempt(() => Object(JSON.parse(text ?? 'null')) as Partial<Record<string, unknown>>);
  if (kept?.portal !== portal) return undefined;
  const fields = strings(kept.fields, draftNames);
  const { id, name, inn, kpp, short_name } = strings(kept.organization, ['id', 'name', 'inn', 'kpp', 'short_name']);
  const { key, form } = strings(kept.attempt, ['key', 'form']);
  return {
    fields,
    organization: id && name && inn && kpp ? { id, name, inn, kpp, ...(short_name ? { short_name } : {}) } : undefined,
    attempt: key && form ? { key, form } : undefined,
  };
}

function strings(value: unknown, names: readonly string[]): Record<string, string> {
  const from = Object(value) as Partial<Record<string, unknown>>;
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = from[name];
      return typeof text === 'string' ? [[name, text]] : [];
    }),
  );
}
