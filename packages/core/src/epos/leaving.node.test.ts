/** Ways out of a page: whatever else is under way, a sign-out comes to its end, and a failed step-up costs nothing. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { EposError } from '../errors/errors.ts';
import { MemoryTabStorage } from '../test/fake-page.ts';
import { me, tileOf } from '../test/fake-tabs.ts';
import { createEpos, type Epos } from './epos.ts';

let signIn: { promise: Promise<void>; reject: (error: Error) => void };
let signOuts: number;
let epos: Epos;

beforeEach(async () => {
  signIn = Promise.withResolvers();
  signOuts = 0;
  epos = createEpos({
    transport: {
      kind: 'direct',
      connect: () => ({
        restore: () => Promise.resolve({ kind: 'session', interactive: false }),
        signIn: () => signIn.promise,
        signOut: () => {
          signOuts += 1;
          return Promise.resolve();
        },
        forget: () => undefined,
        fetch: () => Promise.resolve(new Response()),
        extras: {},
        close: () => undefined,
      }),
    },
    portal: {
      origins: [],
      me: () => Promise.resolve({ ...me('p1'), roles: me('p1').roles.slice(0, 1) }),
      subsystems: () => Promise.resolve([tileOf('p1')]),
    },
    storage: new MemoryTabStorage(),
  });
  await epos.ready();
  assert.equal(epos.state.kind, 'ready');
});

describe('a sign-out', () => {
  it('is not held up by a sign-in that waits for its window, nor undone when that is closed', async () => {
    const beside = epos.signIn({ via: 'popup', provider: 'rsaa' });
    await epos.signOut({ everywhere: false });
    assert.equal(signOuts, 1);
    signIn.reject(new EposError('popup_closed', 'sign-in'));
    await assert.rejects(beside, { code: 'popup_closed' });
    assert.deepEqual(epos.state, { kind: 'signed-out', reason: 'never' });
  });

  it('is not kept from its way by what a page makes of it', async (t) => {
    const told: unknown[] = [];
    const rest = { setTimeout: globalThis.setTimeout };
    t.mock.method(globalThis, 'setTimeout', (work: () => void, time?: number) => {
      if (time !== undefined) return rest.setTimeout(work, time);
      assert.throws(work, (error) => !!told.push(error));
      return 0;
    });
    const kinds: string[] = [];
    epos.subscribe(() => {
      throw new Error('a mistake of the page');
    });
    epos.subscribe(({ kind }) => kinds.push(kind));
    await epos.signOut();
    assert.equal(signOuts, 1);
    assert.deepEqual(kinds, ['redirecting']);
    assert.match(String(told[0]), /a mistake of the page/);
  });

  it('may be asked for again, and is done once at a time', async () => {
    await Promise.all([epos.signOut(), epos.signOut()]);
    assert.equal(signOuts, 1);
    await epos.signOut();
    assert.equal(signOuts, 2);
  });
});

describe('a step-up', () => {
  it('that fails leaves the session as it stood', async () => {
    signIn.reject(new EposError('network', 'sign-in'));
    await assert.rejects(epos.signIn({ maxAge: 0 }), { code: 'network' });
    const { state } = epos;
    assert.equal(state.kind === 'failed' && state.from.kind, 'ready');
    epos.dismiss();
    assert.equal(epos.state.kind, 'ready');
  });
});
