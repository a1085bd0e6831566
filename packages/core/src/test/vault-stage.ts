/** What the tests of kept sessions start from: an SSO with rotation and reuse detection, and tabs of one browser. */
import assert from 'node:assert/strict';
import { before, beforeEach } from 'node:test';
import type { DirectOptions } from '../direct/options.ts';
import type { DpopPart } from '../direct/parts.ts';
import { DirectTab, home } from './direct-tab.ts';
import { FakeSso } from './fake-sso.ts';

export { failure } from './failure.ts';

export const minutes = 60_000;

/** Stands for the real part: what is bound and how is not asked here. */
export const bound: DpopPart = {
  jkt: () => Promise.resolve(undefined),
  atToken: (_context, _before, ask) => ask,
  takes: (type) => type === 'dpop',
  keeps: () => true,
  send: ({ environment }, _tokens, request) => environment.fetch(request),
  forget: () => undefined,
};

export let sso: FakeSso;

before(async () => {
  sso = await FakeSso.create();
});
beforeEach(() => {
  Object.assign(sso, { faults: {}, sub: 'person-1', refreshes: true, expiresIn: 300 });
  sso.requests.length = 0;
});

/** Nobody is asked in a frame unless a test says so. */
export function openTab(options: Partial<DirectOptions>): DirectTab {
  return new DirectTab(sso, { silent: 'none', ...options });
}

/** A tab that has found the session of the browser, or of its own past. */
export async function reload(tab: DirectTab): Promise<DirectTab> {
  const restored = await tab.load(home).restore();
  assert.deepEqual(restored, { kind: 'session', interactive: false });
  return tab;
}

export const refreshes = (): (string | null)[] =>
  sso.requests
    .filter(({ body }) => body.get('grant_type') === 'refresh_token')
    .map(({ body }) => body.get('refresh_token'));

/** Lets everything else go on until it holds. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(setImmediate);
}

export function later(tabs: readonly DirectTab[], milliseconds: number): void {
  for (const tab of tabs) tab.elapsed += milliseconds;
}

const scope = 'https://sso.example/realms/epos journal';

export const databaseName = 'epos-login-sessions';

/** Under which name the tabs renew a persistent session. */
export const renewalLock = `epos-login:renew:${scope}`;

/** The record of a persistent session as it lies in the browser. */
export async function kept(tab: DirectTab): Promise<Record<string, unknown> | undefined> {
  const text = await inStore(tab, (store) => store.get(scope) as IDBRequest<unknown>);
  return typeof text === 'string' ? (JSON.parse(text) as Record<string, unknown>) : undefined;
}

/** Puts anything in place of the record. */
export async function write(tab: DirectTab, record: unknown): Promise<void> {
  await inStore(tab, (store) => store.put(record, scope));
}

function inStore<T>({ browser }: DirectTab, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = browser.indexedDB.open(databaseName);
    opening.onerror = reject;
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('sessions', 'readwrite');
      const request = work(transaction.objectStore('sessions'));
      transaction.oncomplete = () => {
        opening.result.close();
        resolve(request.result);
      };
    };
  });
}
