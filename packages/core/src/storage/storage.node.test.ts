import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { MemoryTabStorage } from '../test/fake-page.ts';
import { deviceStorage, quietly, tabStorage } from './storage.ts';

const blocked = new MemoryTabStorage();
blocked.refuses = true;

describe('the browser’s storages', () => {
  const own = { localStorage: deviceStorage, sessionStorage: tabStorage };
  const native = Object.getOwnPropertyDescriptors(globalThis);
  afterEach(() => {
    for (const name of Object.keys(own)) {
      const before = native[name as 'localStorage'] as PropertyDescriptor | undefined;
      if (before) Object.defineProperty(globalThis, name, before);
      else Reflect.deleteProperty(globalThis, name);
    }
  });

  for (const [name, storage] of Object.entries(own)) {
    it(`${name} is looked up on each call`, () => {
      const value = new MemoryTabStorage();
      Object.defineProperty(globalThis, name, { value, configurable: true });
      storage.setItem('a', '1');
      assert.deepEqual([...value.items], [['a', '1']]);
      assert.equal(storage.getItem('a'), '1');
      storage.removeItem('a');
      assert.equal(storage.getItem('a'), null);
    });

    it(`${name} throws where it is blocked, and not before`, () => {
      const get = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
      Object.defineProperty(globalThis, name, { get, configurable: true });
      const insecure = { name: 'SecurityError' };
      assert.throws(() => storage.getItem('a'), insecure);
      assert.throws(() => {
        storage.setItem('a', '1');
      }, insecure);
      assert.throws(() => {
        storage.removeItem('a');
      }, insecure);
    });
  }
});

describe('a storage taken quietly', () => {
  it('is what it is', () => {
    const storage = new MemoryTabStorage();
    const quiet = quietly(storage);
    quiet.setItem('a', '1');
    assert.equal(storage.getItem('a'), '1');
    assert.equal(quiet.getItem('a'), '1');
    quiet.removeItem('a');
    assert.equal(storage.getItem('a'), null);
    assert.equal(quiet.getItem('a'), null);
  });

  it('remembers nothing where it would throw', () => {
    const quiet = quietly(blocked);
    quiet.setItem('a', '1');
    quiet.removeItem('a');
    assert.equal(quiet.getItem('a'), null);
  });
});
