import type { Context } from './context.ts';
import type { Vault } from './vault.ts';
export function persistentVault(_context: Context): Vault {
  throw new Error('coming');
}
