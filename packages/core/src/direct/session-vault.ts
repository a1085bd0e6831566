import type { Context } from './context.ts';
import type { Vault } from './vault.ts';
export function sessionVault(_context: Context): Vault {
  throw new Error('coming');
}
