import type { Category } from '../contract/contract.ts';
import type { Portal } from '../portal/portal.ts';
import type { SharedComputerSettings } from '../shared-computer/options.ts';
import type { EposEvent } from '../state/machine.ts';
import type { Connection, Environment } from '../transport/transport.ts';
import type { Epos } from './epos.ts';
import type { Surroundings } from './surroundings.ts';

/** What the parts that are loaded later see of an `Epos`, and may do to it. */
export interface Insides {
  readonly epos: Epos;
  readonly connection: Connection;
  /** Its storage never throws. By its `emit` a part reports as the transport does. */
  readonly environment: Environment;
  readonly portal: Portal;
  readonly sharedComputer: SharedComputerSettings | undefined;
  /** Default: the browser. */
  readonly surroundings: Surroundings | undefined;
  /** Fires when the `Epos` is closed. */
  readonly closed: AbortSignal;
  /** Keeps the present person's choice of category, if it can. */
  remember?: (category: Category) => Promise<void>;
  /** When the present person's session was found, by the wall clock. */
  enteredAt?: number;
  readonly move: (event: EposEvent) => void;
  /** Tells of what went wrong with the portal; a session that has ended is no failure. */
  readonly fail: (cause: unknown) => void;
}
