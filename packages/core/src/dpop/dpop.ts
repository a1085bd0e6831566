/** The part `dpop` of `direct`: tokens bound to a key of this browser. @module */
import type { DpopPart } from '../direct/parts.ts';
import { demand } from '../errors/demand.ts';
import { browserKeys } from './browser-keys.ts';
import { KeyBinding } from './key-binding.ts';

export type { DpopPart } from '../direct/parts.ts';

/** How much is asked of the SSO. */
export interface DpopOptions {
  /**
   * `auto` (default) takes a bearer token where the SSO gives no other, and does not bind where it cannot be known what
   * time it is: a computer with a wrong clock would not get in. `require` refuses everything but bound tokens.
   */
  use?: 'auto' | 'require';
}

const uses: readonly unknown[] = ['auto', 'require'];

/**
 * Binds tokens to a key that cannot leave this browser, so that a stolen token is of no use elsewhere. For
 * `direct({ dpop: dpop() })`; `storage: 'persistent'` needs it.
 *
 * The key is kept in IndexedDB, or in memory where IndexedDB does not take it; it goes at sign-out. Resource servers
 * must accept the scheme `DPoP`, and expose `DPoP-Nonce` and `WWW-Authenticate` to pages of other origins.
 *
 * @param options see {@linkcode DpopOptions}
 * @returns the part. It does nothing before a sign-in, so it may be made on a server too
 * @throws {@linkcode EposError} `invalid_options`. Later, through `createEpos`: `bad_response` (a bearer token where
 * `require` was said), `token_refused` (the SSO takes no such proof)
 * @example
 * ```ts
 * import { createEpos, direct } from '@epos-login/core';
 * import { dpop } from '@epos-login/core/dpop';
 *
 * const epos = createEpos({ transport: direct({ issuer, clientId, redirectUri, dpop: dpop() }) });
 * await epos.ready();
 * await epos.fetch('https://portal.example/api/v1/me'); // with a proof of its own
 * ```
 * @see RFC 9449
 */
export function dpop({ use = 'auto' }: DpopOptions = {}): DpopPart {
  demand(uses.includes(use), 'configure', 'dpop: use must be auto or require');
  return new KeyBinding(use === 'require', browserKeys);
}
