import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { EposError } from '../errors/errors.ts';
import type { Portal } from '../portal/portal.ts';
import {
  createEpos,
  environment,
  heldPortal,
  journal,
  justNow,
  MemoryStorage,
  nextTick,
  openPortal,
  person,
  roles,
  standing,
  transport,
} from '../test/epos-stage.ts';
import type { Restored } from '../transport/transport.ts';

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

  it('is on its way to the provider where the transport leaves by itself', async () => {
    const epos = createEpos({ transport: transport({ kind: 'leaving' }), portal: openPortal(), storage });
    assert.deepEqual(await epos.ready(), { kind: 'redirecting', to: 'sign-in' });
  });

  it('chooses nothing for nobody', async () => {
    const nobody = transport({ kind: 'none', reason: 'ended' });
    const epos = createEpos({ transport: nobody, portal: openPortal(), storage });
    const state = await epos.ready();
    await epos.chooseCategory('parent');
    assert.equal(epos.state, state);
    assert.deepEqual([...storage.items], []);
  });

  it('goes by the clock of the device', () => {
    createEpos({ transport: transport(standing), portal: openPortal(), storage });
    const { clock } = environment;
    const [now, monotonic] = [Date.now(), performance.now()];
    assert.ok(clock.now() >= now && clock.now() < now + 60_000);
    assert.ok(clock.monotonic() >= monotonic && clock.monotonic() < monotonic + 60_000);
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
    await assert.rejects(impatient, { code: 'aborted', phase: 'restore' });
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
