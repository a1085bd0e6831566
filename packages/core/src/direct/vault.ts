import type { Context } from './context.ts';
import type { Tokens } from './tokens.ts';

/** Where a session outlives the page load: `session` and `persistent` storage. Nothing here throws but `renew`. */
export interface Vault {
  load(): Promise<Tokens | undefined>;
  save(tokens: Tokens): Promise<void>;
  /** Drops these tokens, or what else of the same person has taken their place; without a word, whatever is there. */
  clear(tokens: Tokens | undefined): Promise<void>;
  /**
   * Renews the tokens once for all tabs that share them: gives what another tab has got meanwhile, or saves what `work`
   * brings. Throws what `work` throws, and `lock_timeout`.
   */
  renew(before: Tokens, work: () => Promise<Tokens>): Promise<Tokens>;
}

/** The vault of the settings, loaded when it is needed: most pages keep their tokens in memory. */
export async function openVault(context: Context): Promise<Vault | undefined> {
  switch (context.settings.storage) {
    case 'memory':
      return undefined;
    case 'session':
      return (await import('./session-vault.ts')).sessionVault(context);
    case 'persistent':
      return (await import('./persistent-vault.ts')).persistentVault(context);
  }
}
