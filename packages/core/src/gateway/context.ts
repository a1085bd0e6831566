import type { withoutParameters, withParameters } from '../address/address.ts';
import type { ownAddress, returnAddress } from '../address/own-address.ts';
import type { Environment } from '../transport/transport.ts';
import type { GatewayOptions } from './options.ts';
import type { Page } from './page.ts';
import type { askLogout, askRefresh, askSession } from './questions.ts';

/** What every part of the transport works with. */
export interface Context {
  readonly settings: Required<GatewayOptions>;
  readonly environment: Environment;
  readonly page: Page;
  /** The gateway's address, with a slash at its end. */
  readonly address: string;
  readonly lent: Lent;
}

/** What the client lends to `gateway-later.ts`: if that imported it, it would be split off into one more chunk. */
export interface Lent {
  readonly askSession: typeof askSession;
  readonly askRefresh: typeof askRefresh;
  readonly askLogout: typeof askLogout;
  readonly ownAddress: typeof ownAddress;
  readonly returnAddress: typeof returnAddress;
  readonly withParameters: typeof withParameters;
  readonly withoutParameters: typeof withoutParameters;
}
