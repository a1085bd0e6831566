import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import type { Me, Subsystem } from '../contract/contract.ts';
import { EposError } from '../errors/errors.ts';
import type { Portal } from '../portal/portal.ts';
import type { Connection, Environment, Restored, StorageLike, Transport } from '../transport/transport.ts';
import { createEpos as create, type Epos, type EposOptions } from './epos.ts';

const person = { sub: 'p1', name: 'Смирнов Алексей', family_name: 'Смирнов', given_name: 'Алексей' };
const roles: Me['roles'] = [
  { id: 'r1', category: 'employee', title: 'Учитель' },
  { id: 'r2', category: 'parent', title: 'Родитель' },
];
const journal: Subsystem = {
  id: 'journal',
  name: 'ЭПОС.Школа',
  categories: ['employee', 'parent'],
  url: 'https://journal.example/',
  status: { kind: 'available' },
};

/** A portal whose answers the test gives when it likes. */
function heldPortal() {
  const answers = { me: Promise.withResolvers<Me>(), subsystems: Promise.withResolvers<Subsystem[]>() };
  const portal: Portal = {
    origins: ['https://portal.example'],
    me: () => answers.me.promise,
    subsystems: () => answers.subsystems.promise,
  };
  return { portal, ...answers };
}

const openPortal = (answer: Partial<Me> = {}): Portal => ({
  origins: ['https://portal.example'],
  me: () => Promise.resolve({ person, roles, ...answer }),
  subsystems: () => Promise.resolve([journal]),
});

class MemoryStorage implements StorageLike {
  readonly items = new Map<string, string>();
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.items.set(key, value);
  removeItem = (key: string) => void this.items.delete(key);
}

let environment: Environment;

function transport(restored: Restored, overrides: Partial<Connection> = {}): Transport<{ hello(): string }> {
  return {
    kind: 'direct',
    connect(given) {
      environment = given;
      return {
        restore: () => Promise.resolve(restored),
        signIn: () => Promise.resolve(),
        signOut: () => Promise.resolve(),
        forget: () => undefined,
        fetch: () => Promise.reject(new Error('not used')),
        issuer: 'https://sso.example',
        close: () => undefined,
        ...overrides,
        extras: { hello: () => 'hello' },
      };
    },
  };
}

const standing: Restored = { kind: 'session', interactive: false };
const justNow: Restored = { kind: 'session', interactive: true };
const nextTick = () => new Promise((resolve) => setImmediate(resolve));

const opened: Epos[] = [];
function createEpos<Extras extends object>(options: EposOptions<Extras>) {
  const epos = create(options);
  opened.push(epos);
  return epos;
}
// What was asked and never answered would keep its time limit, and the process.
afterEach(() => {
  for (const epos of opened.splice(0)) epos.close();
});

describe('createEpos', () => {
  let storage: MemoryStorage;
  beforeEach(() => (storage = new MemoryStorage()));

  it('adds what the transport adds and hands it the portal’s origins', () => {
    const epos = createEpos({ transport: transport(standing), portal: openPortal(), storage });
    assert.equal(epos.hello(), 'hello');
    assert.equal(epos.state.kind, 'restoring');
    assert.deepEqual(environment.origins, ['https://portal.example']);
  });

  it('asks for roles and subsystems side by side and shows the person before the tiles', async () => {
    const { portal, me, subsystems } = heldPortal();
    const epos = createEpos({ transport: transport(standing), portal, storage });
    const ready = epos.ready();
    me.resolve({ person, roles: roles.slice(0, 1) });
    const first = await ready;
    assert.equal(first.kind === 'ready' && first.subsystems.kind, 'loading');
    subsystems.resolve([journal]);
    await nextTick();
    assert.deepEqual(epos.state.kind === 'ready' && epos.state.subsystems, { kind: 'ready', items: [journal] });
  });

  it('lets a portal read what the tokens claim', async () => {
    const said: unknown[] = [];
    const claims = (token: 'id' | 'access') => ({ sub: 'p1', of: token });
    const portal: Portal = {
      ...openPortal(),
      me: async ({ claims }) => {
        said.push(claims?.('id'), claims?.('access'));
        return Promise.resolve({ person, roles });
      },
    };
    await createEpos({ transport: transport({ kind: 'session', interactive: true }, { claims }), portal }).ready();
    assert.deepEqual(said, [
      { sub: 'p1', of: 'id' },
      { sub: 'p1', of: 'access' },
    ]);
  });

  it('keeps tiles that came before the person', async () => {
    const { portal, me, subsystems } = heldPortal();
    const epos = createEpos({ transport: transport(standing), portal, storage });
    const ready = epos.ready();
    subsystems.resolve([journal]);
    await nextTick();
    me.resolve({ person, roles });
    await ready;
    await nextTick();
    assert.equal(epos.state.kind === 'choosing-category' && epos.state.subsystems.kind, 'ready');
  });

  it('restores once, however often it is asked', async () => {
    let restores = 0;
    const restore = () => Promise.resolve<Restored>({ kind: 'none', reason: (restores++, 'never') });
    const epos = createEpos({ transport: transport(standing, { restore }), portal: openPortal(), storage });
    await Promise.all([epos.ready(), epos.ready()]);
    await epos.ready();
    assert.equal(restores, 1);
    assert.deepEqual(epos.state, { kind: 'signed-out', reason: 'never' });
  });

  it('asks anew after a sign-in with the last choice first, and goes straight on after a reload', async () => {
    const before = createEpos({ transport: transport(justNow), portal: openPortal(), storage });
    await before.ready();
    await before.chooseCategory('parent');
    assert.equal(before.state.kind === 'ready' && before.state.category, 'parent');

    const again = await createEpos({ transport: transport(justNow), portal: openPortal(), storage }).ready();
    assert.equal(again.kind === 'choosing-category' && again.remembered, 'parent');

    const reloaded = await createEpos({ transport: transport(standing), portal: openPortal(), storage }).ready();
    assert.equal(reloaded.kind === 'ready' && reloaded.category, 'parent');
  });

  it('remembers a choice per person and writes nobody’s identifier', async () => {
    const epos = createEpos({ transport: transport(justNow), portal: openPortal(), storage });
    await epos.ready();
    await epos.chooseCategory('parent');
    assert.doesNotMatch(JSON.stringify([...storage.items]), /p1|Смирнов/);
    const other = openPortal({ person: { ...person, sub: 'p2' } });
    const state = await createEpos({ transport: transport(standing), portal: other, storage }).ready();
    assert.equal(state.kind, 'choosing-category');
  });

  it('signs in without storage too', async () => {
    const refuse = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    const blocked = { getItem: refuse, setItem: refuse, removeItem: refuse };
    const epos = createEpos({ transport: transport(standing), portal: openPortal(), storage: blocked });
    await epos.ready();
    await epos.chooseCategory('employee');
    assert.equal(epos.state.kind, 'ready');
  });

  it('ends the session when the portal says that it is over', async () => {
    const portal = { ...openPortal(), me: () => Promise.reject(new EposError('session_ended', 'portal')) };
    const state = await createEpos({ transport: transport(standing), portal, storage }).ready();
    assert.deepEqual(state, { kind: 'signed-out', reason: 'ended' });
  });

  it('does not end the session for a network fault, and recovers by refresh()', async () => {
    let faults = 1;
    const open = openPortal();
    const portal = {
      ...open,
      me: (context: Parameters<Portal['me']>[0]) =>
        faults-- > 0 ? Promise.reject(new EposError('network', 'portal')) : open.me(context),
    };
    const epos = createEpos({ transport: transport(standing), portal, storage });
    const state = await epos.ready();
    assert.equal(state.kind === 'failed' && state.error.code, 'network');
    await epos.refresh();
    assert.equal(epos.state.kind, 'choosing-category');
  });

  it('keeps the last tiles when a refresh of them fails', async () => {
    let lists = 0;
    const portal: Portal = {
      ...openPortal({ roles: roles.slice(0, 1) }),
      subsystems: () => (lists++ ? Promise.reject(new EposError('timeout', 'portal')) : Promise.resolve([journal])),
    };
    const epos = createEpos({ transport: transport(standing), portal, storage });
    await epos.ready();
    await nextTick();
    await epos.refresh();
    await nextTick();
    const { subsystems } = epos.state as Extract<typeof epos.state, { kind: 'ready' }>;
    assert.equal(subsystems.kind === 'stale' && subsystems.error?.code, 'timeout');
    assert.deepEqual(subsystems.kind === 'stale' && subsystems.items, [journal]);
  });

  it('does not let a late answer reach a page that has signed out', async () => {
    const { portal, me, subsystems } = heldPortal();
    const epos = createEpos({ transport: transport(standing), portal, storage });
    const ready = epos.ready();
    await nextTick();
    await epos.signOut({ everywhere: false });
    me.resolve({ person, roles });
    subsystems.resolve([journal]);
    await ready;
    await nextTick();
    assert.deepEqual(epos.state, { kind: 'signed-out', reason: 'never' });
  });

  it('begins one sign-in for two clicks', async () => {
    let begun = 0;
    const gate = Promise.withResolvers<undefined>();
    const signIn = () => (begun++, gate.promise);
    const epos = createEpos({
      transport: transport({ kind: 'none', reason: 'never' }, { signIn }),
      portal: openPortal(),
      storage,
    });
    await epos.ready();
    const clicks = [epos.signIn({ provider: 'esia' }), epos.signIn({ provider: 'esia' })];
    assert.deepEqual(epos.state, { kind: 'redirecting', to: 'sign-in', provider: 'esia' });
    gate.resolve(undefined);
    await Promise.all(clicks);
    assert.equal(begun, 1);
  });

  it('tells of a failed sign-in by state and by exception, and dismiss() leads back', async () => {
    const signIn = () => Promise.reject(new EposError('unavailable', 'sign-in'));
    const epos = createEpos({
      transport: transport({ kind: 'none', reason: 'never' }, { signIn }),
      portal: openPortal(),
      storage,
    });
    await epos.ready();
    await assert.rejects(epos.signIn(), { code: 'unavailable' });
    assert.equal(epos.state.kind, 'failed');
    epos.dismiss();
    assert.equal(epos.state.kind, 'signed-out');
  });

  it('takes up what the connection tells', async () => {
    const epos = createEpos({ transport: transport(standing), portal: openPortal(), storage });
    await epos.ready();
    environment.emit({ type: 'session', session: 'offline' });
    assert.equal(epos.state.kind === 'choosing-category' && epos.state.session, 'offline');
    environment.emit({ type: 'ended', reason: 'elsewhere' });
    assert.deepEqual(epos.state, { kind: 'signed-out', reason: 'elsewhere' });
  });

  it('opens only what can be opened', async () => {
    const epos = createEpos({ transport: transport(standing), portal: openPortal(), storage });
    await epos.ready();
    await epos.chooseCategory('parent');
    await nextTick();
    assert.equal(epos.addressOf(journal), 'https://journal.example/?epos_category=parent');
    await assert.rejects(epos.open('nothing'), { code: 'subsystem_unavailable' });
    await assert.rejects(epos.open({ ...journal, status: { kind: 'maintenance' } }), { code: 'subsystem_unavailable' });
  });

  it('opens in the category of the session that is still being found', async (t) => {
    const went: string[] = [];
    Object.assign(globalThis, { location: { href: 'https://page.example/', assign: (url: string) => went.push(url) } });
    t.after(() => Reflect.deleteProperty(globalThis, 'location'));
    const { portal, me } = heldPortal();
    const epos = createEpos({ transport: transport(standing), portal, storage });
    const ready = epos.ready();
    const opening = epos.open(journal);
    me.resolve({ person, roles: roles.slice(0, 1) });
    await Promise.all([ready, opening]);
    assert.deepEqual(went, ['https://journal.example/?epos_category=employee']);
  });

  it('lets one caller give up waiting without stopping the others', async () => {
    const { portal, me } = heldPortal();
    const epos = createEpos({ transport: transport(standing), portal, storage });
    const impatient = epos.ready({ signal: AbortSignal.abort() });
    const patient = epos.ready();
    await assert.rejects(impatient, { code: 'aborted' });
    me.resolve({ person, roles });
    assert.equal((await patient).kind, 'choosing-category');
  });

  it('tells subscribers until they leave', async () => {
    const epos = createEpos({ transport: transport(standing), portal: openPortal(), storage });
    const kinds: string[] = [];
    const leave = epos.subscribe(({ kind }) => kinds.push(kind));
    await epos.ready();
    leave();
    await epos.chooseCategory('parent');
    assert.ok(kinds.includes('choosing-category'));
    assert.ok(!kinds.includes('ready'));
  });
});

describe('createEpos: nothing waits for ever', () => {
  const never = <T>() => new Promise<T>(() => undefined);

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => {
    mock.timers.reset();
  });

  it('a portal that never answers is a time-out, and what it says too late is not heard', async () => {
    const { portal, me } = heldPortal();
    const epos = createEpos({ transport: transport(standing), portal, storage: new MemoryStorage() });
    const ready = epos.ready();
    await nextTick();
    mock.timers.tick(30_000);
    const state = await ready;
    assert.equal(state.kind === 'failed' && state.error.code, 'timeout');
    assert.equal(state.kind === 'failed' && state.error.retryable, true);
    me.resolve({ person, roles });
    await nextTick();
    assert.equal(epos.state, state);
  });

  it('a list that never comes leaves the person signed in', async () => {
    const portal = { ...openPortal({ roles: roles.slice(0, 1) }), subsystems: () => never<Subsystem[]>() };
    const epos = createEpos({ transport: transport(standing), portal, storage: new MemoryStorage() });
    await epos.ready();
    mock.timers.tick(30_000);
    await nextTick();
    const { state } = epos;
    assert.equal(state.kind === 'ready' && state.subsystems.kind, 'failed');
  });

  it('a transport that never answers is a time-out', async () => {
    const mute = transport(standing, { restore: () => never() });
    const epos = createEpos({ transport: mute, portal: openPortal(), storage: new MemoryStorage() });
    const ready = epos.ready();
    mock.timers.tick(60_000);
    const state = await ready;
    assert.equal(state.kind === 'failed' && state.error.code, 'timeout');
  });

  it('a sign-out that never ends is a time-out, and nobody stays signed in', async () => {
    const mute = transport(standing, { signOut: () => never() });
    const epos = createEpos({ transport: mute, portal: openPortal(), storage: new MemoryStorage() });
    await epos.ready();
    const leaving = epos.signOut();
    mock.timers.tick(60_000);
    await assert.rejects(leaving, { code: 'timeout' });
    epos.dismiss();
    assert.deepEqual(epos.state, { kind: 'signed-out', reason: 'never' });
  });

  const calls: Record<string, (epos: Epos, signal: AbortSignal) => Promise<unknown>> = {
    ready: (epos, signal) => epos.ready({ signal }),
    refresh: (epos, signal) => epos.refresh({ signal }),
    open: (epos, signal) => epos.open('journal', { signal }),
  };
  for (const [name, call] of Object.entries(calls)) {
    it(`${name}() gives up when its caller does`, async () => {
      const { portal } = heldPortal();
      const epos = createEpos({ transport: transport(standing), portal, storage: new MemoryStorage() });
      void epos.ready();
      const caller = new AbortController();
      const called = call(epos, caller.signal);
      caller.abort();
      await assert.rejects(called, { code: 'aborted' });
      assert.equal(epos.state.kind, 'restoring');
    });
  }

  it('chooseCategory() chooses all the same', async () => {
    const epos = createEpos({ transport: transport(justNow), portal: openPortal(), storage: new MemoryStorage() });
    await epos.ready();
    await assert.rejects(epos.chooseCategory('parent', { signal: AbortSignal.abort() }), { code: 'aborted' });
    assert.equal(epos.state.kind === 'ready' && epos.state.category, 'parent');
  });

  it('signOut() that is given up does not bring the tiles back', async () => {
    const mute = transport(standing, { signOut: () => never() });
    const epos = createEpos({ transport: mute, portal: openPortal(), storage: new MemoryStorage() });
    await epos.ready();
    await assert.rejects(epos.signOut({ signal: AbortSignal.abort() }), { code: 'aborted' });
    assert.deepEqual(epos.state, { kind: 'signed-out', reason: 'never' });
  });

  it('what overtakes a restore is what its callers get', async () => {
    const first = Promise.withResolvers<Restored>();
    const answers = [first.promise, Promise.resolve(standing)];
    const slow = transport(standing, { restore: () => answers.shift() ?? never() });
    const epos = createEpos({ transport: slow, portal: openPortal(), storage: new MemoryStorage() });
    const ready = epos.ready();
    environment.emit({ type: 'changed' });
    first.resolve({ kind: 'none', reason: 'ended' });
    assert.equal((await ready).kind, 'choosing-category');
  });
});

describe('createEpos: sharedComputer', () => {
  const nonsense = [
    { idle: Number.NaN },
    { idle: 'long' as unknown as number },
    { idle: 1000 },
    { warning: 0 },
    { idle: 5000, warning: 5000 },
    { idle: Number.POSITIVE_INFINITY },
  ];
  for (const sharedComputer of nonsense) {
    it(`refuses ${JSON.stringify(sharedComputer)}`, () => {
      const options = { transport: transport(standing), portal: openPortal(), sharedComputer };
      assert.throws(() => createEpos(options), {
        code: 'invalid_options',
        message: 'sharedComputer: 0 < warning < idle, nothing persistent',
      });
    });
  }

  it('refuses a transport whose sessions outlive the tab', () => {
    const persistent = { ...transport({ kind: 'none', reason: 'never' }), persistent: true };
    assert.throws(
      () => createEpos({ transport: persistent, portal: openPortal(), sharedComputer: true }),
      /nothing persistent/,
    );
    createEpos({ transport: persistent, portal: openPortal() });
  });

  it('never signs out here only', async () => {
    const asked: unknown[] = [];
    const signOut = (options: unknown) => {
      asked.push(options);
      return Promise.resolve();
    };
    const shared = { transport: transport(standing, { signOut }), portal: openPortal(), sharedComputer: true };
    const epos = createEpos(shared);
    await epos.ready();
    await epos.signOut({ everywhere: false });
    assert.deepEqual(asked, [{ everywhere: true }]);
  });
});
