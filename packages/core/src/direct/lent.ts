import { withoutParameters, withParameters } from '../address/address.ts';
import { ownAddress } from '../address/own-address.ts';
import { isAt } from './addresses.ts';
import { EposError } from '../errors/errors.ts';
import { authorize } from './authorization.ts';
import { randomText } from './base64url.ts';
import { within } from '../abortable/deadline.ts';
import { silentFailure } from './silent-outcome.ts';
import { redeem, refresh } from './tokens.ts';

/** What the client lends to files of other chunks: if they imported it, it would be split off into one more. */
export const lent = {
  EposError,
  authorize,
  redeem,
  refresh,
  within,
  silentFailure,
  isAt,
  ownAddress,
  randomText,
  withParameters,
  withoutParameters,
};

export type Lent = typeof lent;
