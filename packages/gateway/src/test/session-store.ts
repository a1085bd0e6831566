import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { setTimeout as nextLook } from 'node:timers/promises';
import type { SessionStore } from '../sessions/store.ts';

/** As the gateway makes them: nothing that anybody could guess, or that two tests could share. */
export function randomName(): string {
  return randomBytes(32).toString('base64url');
}

/** Looks until it holds; the test's own time-out ends what never does. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await nextLook(20);
}

/** What every store does. */
export function storeRules(name: string, storeOf: () => SessionStore): void {
  describe(`${name} keeps sessions`, () => {
    const begin = async (labels: readonly string[] = [randomName()], seconds = 600) => {
      const key = randomName();
      await storeOf().create(key, `value of ${key}`, { labels, seconds });
      return key;
    };
    const isThere = async (key: string) => (await storeOf().get(key)) !== undefined;

    test('gives back what it was given, and the time that is left', async () => {
      const key = await begin();
      const found = await storeOf().get(key);
      assert.equal(found?.value, `value of ${key}`);
      assert.ok(found.expiresIn > 590 && found.expiresIn <= 600, `${found.expiresIn}`);
    });

    test('knows nothing of a key that was never given', async () => {
      assert.equal(await storeOf().get(randomName()), undefined);
      assert.equal(await storeOf().replace(randomName(), 'value'), false);
      await storeOf().touch(randomName(), 600);
      await storeOf().delete(randomName());
      assert.equal(await storeOf().revoke(randomName()), 0);
    });

    test('replaces the value and leaves the time', async () => {
      const key = await begin([], 100);
      assert.equal(await storeOf().replace(key, 'new'), true);
      const found = await storeOf().get(key);
      assert.equal(found?.value, 'new');
      assert.ok(found.expiresIn <= 100);
    });

    test('brings no session back that was ended while its tokens were renewed', async () => {
      const key = await begin();
      await storeOf().delete(key);
      assert.equal(await storeOf().replace(key, 'new'), false);
      await storeOf().touch(key, 600);
      assert.equal(await isThere(key), false);
    });

    test('forgets a session when its time is over', async () => {
      const key = await begin([], 1);
      await until(async () => !(await isThere(key)));
      assert.equal(await storeOf().replace(key, 'new'), false);
    });

    for (const labels of [[], [randomName()]]) {
      test(`puts the end off, with ${labels.length} labels`, async () => {
        const key = await begin(labels, 1);
        const witness = await begin([], 1);
        await storeOf().touch(key, 600);
        await until(async () => !(await isThere(witness)));
        assert.ok(((await storeOf().get(key))?.expiresIn ?? 0) > 590);
      });
    }

    test('ends the sessions of a label, tells how many there were, and leaves the others', async () => {
      const [person, session] = [randomName(), randomName()];
      const keys = [await begin([person, session]), await begin([person]), await begin()];
      assert.equal(await storeOf().revoke(session), 1);
      assert.deepEqual(await Promise.all(keys.map(isThere)), [false, true, true]);
      assert.equal(await storeOf().revoke(person), 1);
      assert.equal(await storeOf().revoke(person), 0);
      assert.deepEqual(await Promise.all(keys.map(isThere)), [false, false, true]);
    });

    test('finds a session by its label after its end was put off', async () => {
      const label = randomName();
      const key = await begin([label], 1);
      const witness = await begin([], 1);
      for (const seconds of [2, 30, 600]) await storeOf().touch(key, seconds);
      await until(async () => !(await isThere(witness)));
      assert.equal(await storeOf().revoke(label), 1);
      assert.equal(await isThere(key), false);
    });

    test('counts no session of a label that was ended before', async () => {
      const label = randomName();
      const keys = [await begin([label]), await begin([label])];
      await storeOf().delete(keys[0]!);
      assert.equal(await storeOf().revoke(label), 1);
    });

    test('does not end by an old label what was made anew under the same key', async () => {
      const [before, after] = [randomName(), randomName()];
      const key = await begin([before]);
      await storeOf().create(key, 'another', { labels: [after], seconds: 600 });
      assert.equal(await storeOf().revoke(before), 0);
      assert.equal((await storeOf().get(key))?.value, 'another');
    });

    test('ends a thousand sessions of one label', async () => {
      const label = randomName();
      const keys = await Promise.all(Array.from({ length: 1001 }, () => begin([label])));
      assert.equal(await storeOf().revoke(label), keys.length);
      assert.equal((await Promise.all(keys.map(isThere))).includes(true), false);
    });

    test('lets one at a time work on a session, and others work on others', async () => {
      const key = randomName();
      let running = 0;
      let longest = 0;
      let ran = 0;
      await Promise.all(
        Array.from({ length: 12 }, () =>
          storeOf().lock(key, async () => {
            longest = Math.max(longest, ++running);
            // Another's lock, taken while this one is held.
            await storeOf().lock(randomName(), () => Promise.resolve());
            ran += 1;
            running -= 1;
          }),
        ),
      );
      assert.deepEqual({ longest, ran }, { longest: 1, ran: 12 });
    });

    test('gives what the work gives, and lets go where it fails', async () => {
      const key = randomName();
      const failure = new Error('work');
      await assert.rejects(
        storeOf().lock(key, () => Promise.reject(failure)),
        failure,
      );
      assert.equal(await storeOf().lock(key, () => Promise.resolve('done')), 'done');
    });

    test('says that it can be used', () => storeOf().check());
  });
}
