import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as fc from 'fast-check';
import { MemoryTabStorage } from '../test/fake-page.ts';
import { Hints, isAnythingHinted } from './hints.ts';

/** A storage that may hold anything, and may refuse from some moment on. */
class OddStorage extends MemoryTabStorage {
  readonly #anything: string | null;
  #left: number;

  constructor([anything, left]: [string | null, number]) {
    super();
    this.#anything = anything;
    this.#left = left;
  }

  override getItem(key: string): string | null {
    this.refuses = this.#left-- <= 0;
    return super.getItem(key) ?? this.#anything;
  }
}

const storages = fc
  .tuple(fc.option(fc.oneof(fc.string(), fc.constantFrom('ended', 'unknown', 'never', 'null'))), fc.nat(8))
  .map((parts) => new OddStorage(parts));

it('hints remember what they can, and never break: whatever the storage holds or refuses', () => {
  fc.assert(
    fc.property(storages, storages, fc.string(), (tab, browser, issuer) => {
      const hints = new Hints(tab, browser);
      for (const had of [hints.tab, hints.browser]) assert.ok(had === null || typeof had === 'string');
      assert.equal(typeof isAnythingHinted(tab, browser), 'boolean');
      hints.keep(issuer);
      hints.forgetTab();
      hints.forget();
    }),
  );
});

it('hints of a sound storage are what was kept, until it is forgotten', () => {
  fc.assert(
    fc.property(fc.webUrl(), (issuer) => {
      const storages = [new MemoryTabStorage(), new MemoryTabStorage()] as const;
      const hints = new Hints(...storages);
      assert.equal(isAnythingHinted(...storages), false);
      hints.keep(issuer);
      assert.deepEqual([hints.tab, hints.browser], [issuer, issuer]);
      hints.forgetTab();
      assert.deepEqual([hints.tab, hints.browser], [null, issuer]);
      assert.ok(isAnythingHinted(...storages));
      hints.forget();
      assert.equal(isAnythingHinted(...storages), false);
    }),
  );
});
