import type { Category } from '../contract/contract.ts';
import type { StorageLike } from '../transport/transport.ts';

const prefix = 'epos-login:category:';

/**
 * The category a person chose last on this device.
 *
 * The key is a digest, so that storage tells nobody who has used the device. Storage that throws, is full or is missing
 * costs the memory, never the sign-in.
 */
export async function recallCategory(storage: StorageLike, sub: string): Promise<string | undefined> {
  try {
    return storage.getItem(await keyOf(sub)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers the category for the next time, if it can. */
export async function keepCategory(storage: StorageLike, sub: string, category: Category): Promise<void> {
  try {
    storage.setItem(await keyOf(sub), category);
  } catch {
    // Nothing to tell: the person is asked again next time.
  }
}

async function keyOf(sub: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(sub));
  return prefix + btoa(String.fromCharCode(...new Uint8Array(digest)));
}
