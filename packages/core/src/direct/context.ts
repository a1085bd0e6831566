import type { Environment } from '../transport/transport.ts';
import type { Hints } from './hints.ts';
import type { Settings } from './options.ts';
import type { Page } from './page.ts';
import type { Transactions } from './transactions.ts';

/** What every part of the transport works with. */
export interface Context {
  readonly settings: Settings;
  readonly environment: Environment;
  readonly page: Page;
  readonly hints: Hints;
  readonly transactions: Transactions;
}
