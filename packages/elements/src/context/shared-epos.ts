import type { StorageLike } from '@epos-login/core';
import { directOnDemand } from '@epos-login/core/direct-on-demand';
import { createEpos, EposError, type Epos } from '@epos-login/core/essentials';
import { portalApi } from '@epos-login/core/portal';

/** What markup says about where to sign in. */
export interface EposConfig {
  readonly gateway?: string | undefined;
  readonly issuer?: string | undefined;
  readonly clientId?: string | undefined;
  readonly redirectUri?: string | undefined;
  readonly portal?: string | undefined;
  readonly sharedComputer?: boolean;
}

export interface SharedEpos {
  /** The `Epos`, once its transport has loaded. Rejects with an `EposError`. */
  readonly epos: Promise<Epos>;
  /** Gives the `Epos` back. The last to do so closes it. */
  release(): void;
}

const shared = new Map<string, { users: number; readonly epos: Promise<Epos> }>();

/**
 * The `Epos` for this configuration. Elements that say the same share one: a callback can be handled only once, and a
 * page may well have the button in its header and the tiles below.
 */
export function acquire(config: EposConfig, storage: StorageLike | undefined): SharedEpos {
  const key = JSON.stringify(config);
  const entry = (!storage && shared.get(key)) || {
    users: 0,
    // What is wrong with the configuration rejects, for elements to tell as any failure.
    epos: new Promise<Epos>((resolve) => {
      resolve(build(config, storage));
    }),
  };
  entry.users++;
  if (!storage) shared.set(key, entry);
  let held = true;
  return {
    epos: entry.epos,
    release() {
      if (!held) return;
      held = false;
      if (--entry.users > 0) return;
      if (shared.get(key) === entry) shared.delete(key);
      entry.epos.then(
        (epos) => {
          epos.close();
        },
        () => undefined,
      );
    },
  };
}

function build(config: EposConfig, storage: StorageLike | undefined): Epos {
  const {
    gateway,
    issuer,
    clientId,
    portal,
    sharedComputer = false,
    redirectUri = location.origin + location.pathname,
  } = config;
  if (gateway !== undefined)
    throw invalid('the gateway transport is not part of this version: set issuer and client-id');
  if (!issuer || !clientId || !portal) throw invalid('issuer, client-id and portal are needed');
  return createEpos({
    transport: directOnDemand({ issuer, clientId, redirectUri }),
    portal: portalApi(portal),
    sharedComputer,
    ...(storage ? { storage } : {}),
  });
}

function invalid(message: string): EposError {
  return new EposError('invalid_options', 'configure', { message: `<epos-login>: ${message}` });
}
