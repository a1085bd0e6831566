import { quietly } from '../storage/storage.ts';
import type { StorageLike } from '../transport/transport.ts';

export const sessionKey = 'epos-login:had-session';
export const reasonKey = 'epos-login:signed-out';

/** Whether anything is remembered that is worth loading the client for; what it means, {@linkcode Hints} know. */
export function anyHint(tab: StorageLike, browser: StorageLike): boolean {
  const has = (storage: StorageLike, key: string) => quietly(storage).getItem(key) !== null;
  return has(tab, sessionKey) || has(browser, sessionKey) || has(tab, reasonKey);
}
