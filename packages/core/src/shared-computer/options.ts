import { demand } from '../errors/demand.ts';

/** How a computer that several people use is kept. */
export interface SharedComputerOptions {
  /** After how long untouched the person is signed out, in milliseconds. Default: 600 000 (10 minutes). */
  idle?: number;
  /** How long before that the warning stands, in milliseconds; less than `idle`. Default: 60 000 (1 minute). */
  warning?: number;
}

export type SharedComputerSettings = Readonly<Required<SharedComputerOptions>>;

/**
 * Checks what the compiler cannot, and puts the defaults in place.
 *
 * @param persistent whether the transport keeps sessions beyond the tab
 */
export function settle(
  options: boolean | SharedComputerOptions | undefined,
  persistent = false,
): SharedComputerSettings | undefined {
  if (!options) return undefined;
  const { idle = 600_000, warning = 60_000 } = options as SharedComputerOptions;
  // NaN is in no order.
  const holds = 0 < warning && warning < idle && idle < Infinity && !persistent;
  demand(holds, 'configure', 'sharedComputer: 0 < warning < idle, nothing persistent');
  return { idle, warning };
}
