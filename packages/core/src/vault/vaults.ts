/** What {@linkcode openVault} loads: both kinds at once, since two chunks would share a third. @module */
export { persistentVault as persistent } from './persistent-vault.ts';
export { sessionVault as session } from './session-vault.ts';
