/** The browser as the vaults see it. Each property may be missing, and each access and call may throw. */
export interface VaultBrowser {
  readonly locks: LockManager | undefined;
  readonly indexedDB: IDBFactory | undefined;
  /** Calls once when the page is left: for good, or into the back button's cache. */
  readonly onLeave: (listener: () => void) => void;
}

/** The browser this module runs in. */
export const vaultBrowser: VaultBrowser = {
  get locks() {
    // Missing outside secure contexts.
    return (navigator as Partial<Navigator>).locks;
  },
  get indexedDB() {
    return indexedDB;
  },
  onLeave(listener) {
    window.addEventListener('pagehide', listener, { once: true });
  },
};
