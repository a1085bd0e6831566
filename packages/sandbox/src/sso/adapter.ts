import type { Adapter, AdapterPayload } from 'oidc-provider';

/**
 * What the SSO remembers, in memory. oidc-provider's own memory adapter forgets by the machine's clock and cannot be
 * emptied from outside; here the token clock decides (the provider checks `exp` itself) and the control page may wipe.
 */
export interface SsoStore {
  adapter(model: string): Adapter;
  /** Forgets everything of these models. */
  wipe(...models: string[]): void;
  list(model: string): readonly AdapterPayload[];
}

/** Old entries go when there are too many: a sandbox may run for weeks. */
const capacity = 20_000;

export function createStore(findClient: (id: string) => AdapterPayload | undefined): SsoStore {
  const models = new Map<string, Map<string, AdapterPayload>>();
  const of = (model: string) => {
    const entries = models.get(model) ?? new Map<string, AdapterPayload>();
    models.set(model, entries);
    return entries;
  };
  const findBy = (model: string, property: 'uid' | 'userCode', value: string) =>
    [...of(model).values()].find((payload) => payload[property] === value);

  return {
    adapter: (model) => ({
      upsert(id, payload) {
        const entries = of(model);
        entries.set(id, payload);
        const [oldest] = entries.keys();
        if (entries.size > capacity && oldest !== undefined) entries.delete(oldest);
        return Promise.resolve();
      },
      find: (id) => Promise.resolve(model === 'Client' ? findClient(id) : of(model).get(id)),
      findByUid: (uid) => Promise.resolve(findBy(model, 'uid', uid)),
      findByUserCode: (userCode) => Promise.resolve(findBy(model, 'userCode', userCode)),
      consume(id) {
        const payload = of(model).get(id);
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
        return Promise.resolve();
      },
      destroy(id) {
        of(model).delete(id);
        return Promise.resolve();
      },
      revokeByGrantId(grantId) {
        for (const [id, payload] of of(model)) if (payload.grantId === grantId) of(model).delete(id);
        return Promise.resolve();
      },
    }),
    wipe(...names) {
      for (const name of names) models.delete(name);
    },
    list: (model) => [...of(model).values()],
  };
}
