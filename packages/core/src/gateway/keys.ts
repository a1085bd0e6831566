import type { Context } from './context.ts';

type At = Pick<Context, 'address'>;

/** The name of the lock of refreshes, and of the record that differs after each refresh of any tab. */
export const refreshKey = ({ address }: At): string => `epos-login:refreshed:${address}`;

/** Which session this tab of a shared computer has begun. */
export const ownKey = ({ address }: At): string => `epos-login:own-session:${address}`;

/** Which session the person has signed out of while the gateway could not be reached. */
export const signedOutKey = ({ address }: At): string => `epos-login:signed-out:${address}`;
