import type { Environment } from '../transport/transport.ts';
import type { Hints } from './hints.ts';
import type { KeyRing } from './keys.ts';
import type { Settings } from './options.ts';
import type { Page } from '../page/page.ts';
import type { Transactions } from './transactions.ts';
import type { Vault } from '../vault/vault.ts';

/** What every part of the transport works with. */
export interface Context {
  readonly settings: Settings;
  readonly environment: Environment;
  readonly page: Page;
  readonly hints: Hints;
  readonly transactions: Transactions;
  readonly keys: KeyRing;
  /** Where the session outlives this page, if anywhere. */
  readonly vault: () => Promise<Vault | undefined>;
  /** By how much the SSO's clock is ahead of this device's, in milliseconds, once it is known. */
  ahead: number | undefined;
}
