import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { type DirectTab, home } from '../test/direct-tab.ts';
import { bound, databaseName, kept, minutes, openTab, reload, sso, write } from '../test/vault-stage.ts';

let tab: DirectTab;

beforeEach(async () => {
  sso.faults = { token: { token_type: 'DPoP' } };
  tab = openTab({ storage: 'persistent', dpop: bound });
  await tab.signIn();
});

describe('what stands in the database', () => {
  for (const [what, damage] of [
    ['nothing that can be read', () => '{'],
    ['null', () => 'null'],
    ['a list', () => '[]'],
    ['no text', () => ({ form: 1 })],
    ['the record of another version', (record: object) => JSON.stringify({ ...record, form: 2 })],
    ['a record without its access token', (record: object) => JSON.stringify({ ...record, access: undefined })],
    ['a record without its server', (record: object) => JSON.stringify({ ...record, server: null })],
    ['a record with a time that is none', (record: object) => JSON.stringify({ ...record, at: 'now' })],
    ['a token of another type', (record: object) => JSON.stringify({ ...record, type: 'mac' })],
  ] as const) {
    it(`counts for nothing and breaks nothing: ${what}`, async () => {
      await write(tab, damage({ ...(await kept(tab)) }));
      const other = tab.beside();
      assert.deepEqual(await other.load(home).restore(), { kind: 'none', reason: 'unknown' });
      tab.elapsed = 6 * minutes;
      assert.ok(await tab.client.getToken());
      await other.signIn();
      await reload(other);
      await other.client.signOut({ everywhere: false });
      assert.equal(await kept(tab), undefined);
    });
  }

  it('may be more than this version knows of', async () => {
    await write(tab, JSON.stringify({ ...(await kept(tab)), more: 1 }));
    await reload(tab);
  });

  it('may be of another version’s making altogether', async () => {
    const own = openTab({ storage: 'persistent', dpop: bound });
    await new Promise((resolve) => {
      const opening = own.browser.indexedDB.open(databaseName, 7);
      opening.onsuccess = () => {
        opening.result.close();
        resolve(undefined);
      };
    });
    await own.signIn();
    assert.ok(await own.client.getToken());
    assert.deepEqual(await own.load(home).restore(), { kind: 'none', reason: 'unknown' });
  });
});
