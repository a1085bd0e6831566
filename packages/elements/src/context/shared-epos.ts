import type { Epos, StorageLike } from '@epos-login/core';

/** What markup says about where to sign in. */
export interface EposConfig {
  readonly gateway?: string | undefined;
  readonly issuer?: string | undefined;
  readonly clientId?: string | undefined;
  readonly redirectUri?: string | undefined;
  readonly portal?: string | undefined;
  readonly sharedComputer?: boolean | undefined;
  /** Where small things are kept. Who brings an own one shares nothing. */
  readonly storage?: StorageLike | undefined;
}

export interface SharedEpos {
  /** The `Epos`, once its transport has loaded. Rejects with an `EposError`, or with what an import fails with. */
  readonly epos: Promise<Epos>;
  /** Gives the `Epos` back. The last to do so closes it. */
  release(): void;
}

const names = [
  'gateway',
  'issuer',
  'clientId',
  'redirectUri',
  'portal',
  'sharedComputer',
] satisfies (keyof EposConfig)[];

/**
 * Shares what is made: elements that say the same have one `Epos`. A callback can be handled only once, and a page may
 * well have the button in its header and the tiles below.
 *
 * @param make builds an `Epos`; what is wrong with the configuration rejects, for elements to tell as any failure
 */
export function sharing(make: (config: EposConfig) => Promise<Epos>): (wanted: EposConfig) => SharedEpos {
  const shared = new Map<string, { users: number; readonly epos: Promise<Epos> }>();
  return (wanted) => {
    const { storage } = wanted;
    // A copy as well as a name: an element's properties may change while this is made.
    const key = JSON.stringify(wanted, names);
    const config = { ...(JSON.parse(key) as EposConfig), storage };
    const entry = (!storage && shared.get(key)) || { users: 0, epos: make(config) };
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
  };
}
