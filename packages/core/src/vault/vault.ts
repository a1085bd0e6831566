import type { Context } from '../direct/context.ts';
import { lent } from '../direct/lent.ts';
import type { Tokens } from '../direct/tokens.ts';

/** Where a session outlives the page load: `session` and `persistent` storage. Nothing here throws but `renew`. */
export interface Vault {
  load(): Promise<Tokens | undefined>;
  save(tokens: Tokens): Promise<void>;
  /** Drops these tokens, or what else of the same person has taken their place; without a word, whatever is there. */
  clear(tokens: Tokens | undefined): Promise<void>;
  /**
   * Renews the tokens once for all tabs that share them: gives what another tab has got meanwhile, or saves what `work`
   * makes of the latest that are kept. Throws what `work` throws, and `lock_timeout`.
   */
  renew(before: Tokens, work: (latest: Tokens) => Promise<Tokens>): Promise<Tokens>;
}

/** The vault of the settings, loaded when it is needed: most pages keep their tokens in memory. */
export async function openVault(context: Context): Promise<Vault | undefined> {
  const { storage } = context.settings;
  return storage === 'memory' ? undefined : (await import('./vaults.ts'))[storage](context, lent);
}
