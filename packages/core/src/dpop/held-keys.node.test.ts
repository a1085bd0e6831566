import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { MemoryKeys } from '../test/bound-stage.ts';
import { HeldKeys } from './held-keys.ts';

const client = { issuer: 'https://sso.example', clientId: 'journal', redirectUri: 'https://journal.example/' };
const full = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));

let store: MemoryKeys;
let keys: HeldKeys;
beforeEach(() => {
  store = new MemoryKeys();
  keys = new HeldKeys(store);
});

describe('the keys of a page', () => {
  it('are made once, and kept', async () => {
    const key = await keys.present(client);
    assert.equal(await keys.present(client), key);
    assert.equal(await keys.current(client), key);
    assert.equal(store.kept.get('https://sso.example journal'), key);
    assert.equal(keys.keeps(client), true);
  });

  it('differ between clients and between issuers', async () => {
    const all = [client, { ...client, clientId: 'diary' }, { ...client, issuer: 'https://esia.example' }];
    const held = await Promise.all(all.map((one) => keys.present(one)));
    assert.equal(new Set(held).size, 3);
  });

  it('are those of the pages before', async () => {
    const key = await keys.present(client);
    assert.equal(await new HeldKeys(store).present(client), key);
  });

  it('are kept again where another page has dropped them', async () => {
    const key = await keys.present(client);
    store.kept.clear();
    assert.equal(await keys.settle(client), key);
    assert.equal(store.kept.size, 1);
  });

  it('give way to what another page has kept instead, when asked for the current one', async () => {
    await keys.present(client);
    store.kept.clear();
    const other = await new HeldKeys(store).present(client);
    assert.notEqual(await keys.present(client), other);
    assert.equal(await keys.current(client), other);
    assert.equal(await keys.present(client), other);
  });

  it('stay in memory where the store refuses, and are not offered to it at each turn', async () => {
    let asked = 0;
    store.refuses = () => {
      asked += 1;
      return full();
    };
    const key = await keys.present(client);
    assert.equal(await keys.current(client), key);
    assert.deepEqual([keys.keeps(client), asked], [false, 1]);
    store.refuses = undefined;
    assert.equal(await keys.settle(client), key);
    assert.equal(keys.keeps(client), true);
  });

  it('are no longer said to be kept once the store refuses', async () => {
    const key = await keys.present(client);
    store.refuses = full;
    assert.equal(await keys.settle(client), key);
    assert.equal(keys.keeps(client), false);
  });

  it('are gone once they are dropped, from memory and from the store, and quietly', async () => {
    const key = await keys.present(client);
    keys.drop(client);
    assert.deepEqual([keys.keeps(client), store.kept.size], [false, 0]);
    store.refuses = full;
    const next = await keys.present(client);
    assert.notEqual(next, key);
    keys.drop(client);
    assert.notEqual(await keys.present(client), next);
  });
});
