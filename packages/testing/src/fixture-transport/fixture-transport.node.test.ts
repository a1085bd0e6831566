import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEpos, EposError, type EposState, type StorageLike } from '@epos-login/core';
import { fixtureTransport, type FixtureTransport } from './fixture-transport.ts';

const storage: StorageLike = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };

const eposOf = (session: FixtureTransport) => createEpos({ transport: session, portal: session.portal, storage });

/** The state after everything that is under way has arrived. */
async function settled(epos: ReturnType<typeof eposOf>): Promise<EposState> {
  await epos.ready();
  // Answers come by timers of no length: one that is set now fires after them.
  await new Promise((resolve) => setTimeout(resolve));
  return epos.state;
}

test('nobody is signed in at first', async () => {
  assert.deepEqual(await eposOf(fixtureTransport()).ready(), { kind: 'signed-out', reason: 'never' });
});

test('signing in stays on the page and ends with the tiles', async () => {
  const epos = eposOf(fixtureTransport({ person: 'teacher' }));
  await epos.ready();
  await epos.signIn({ provider: 'rsaa' });
  const state = await settled(epos);
  assert.equal(state.kind === 'ready' && state.person.name, 'Иванова Мария Петровна');
  assert.equal(state.kind === 'ready' && state.subsystems.kind === 'ready' && state.subsystems.items.length, 8);
});

test('a person with several categories is asked which', async () => {
  const epos = eposOf(fixtureTransport({ person: 'teacherAndParent' }));
  await epos.ready();
  await epos.signIn();
  assert.equal((await settled(epos)).kind, 'choosing-category');
});

test('a session that was found, a failure and a departure can be played', async () => {
  const found = eposOf(fixtureTransport({ person: 'parent', restored: { kind: 'session', interactive: false } }));
  assert.equal((await settled(found)).kind, 'ready');

  const state = await settled(eposOf(fixtureTransport({ restored: new EposError('unavailable', 'restore') })));
  assert.equal(state.kind === 'failed' && state.error.code, 'unavailable');

  assert.equal((await settled(eposOf(fixtureTransport({ restored: { kind: 'leaving' } })))).kind, 'redirecting');
});

test('signing in fails as the person’s case in the manuals does', async () => {
  const cases = [
    ['mismatch', 'esia', 'account_mismatch'],
    ['unconfirmed', 'esia', 'account_unconfirmed'],
    ['sharedPhoneParent', 'esia', 'contact_shared'],
    ['sharedPhoneStudent', 'esia', 'contact_shared'],
    ['stranger', 'esia', 'account_unknown'],
    ['student', 'rsaa', 'account_unknown'],
    ['locked', 'rsaa', 'provider_error'],
  ] as const;
  for (const [person, provider, code] of cases) {
    const epos = eposOf(fixtureTransport({ person }));
    await epos.ready();
    await assert.rejects(epos.signIn({ provider }), { name: 'EposError', code }, person);
    assert.equal(epos.state.kind, 'failed');
  }
});

test('a person without roles is signed in and gets advice', async () => {
  const epos = eposOf(fixtureTransport({ person: 'noRoles' }));
  await epos.ready();
  await epos.signIn();
  const state = await settled(epos);
  assert.equal(state.kind === 'failed' && state.error.code, 'no_roles');
});

test('a failure of one’s own comes before the person’s', async () => {
  const epos = eposOf(fixtureTransport({ person: 'mismatch', failure: new EposError('timeout', 'sign-in') }));
  await assert.rejects(epos.signIn(), { code: 'timeout' });
});

test('events from outside reach the state', async () => {
  const session = fixtureTransport({ person: 'parent', restored: { kind: 'session', interactive: false } });
  const epos = eposOf(session);
  await settled(epos);
  session.emit({ type: 'session', session: 'expiring' });
  assert.equal(epos.state.kind === 'ready' && epos.state.session, 'expiring');

  session.become('teacher');
  const state = await settled(epos);
  assert.equal(state.kind === 'ready' && state.person.family_name, 'Иванова');

  session.emit({ type: 'ended', reason: 'elsewhere' });
  assert.deepEqual(epos.state, { kind: 'signed-out', reason: 'elsewhere' });
  assert.deepEqual(await settled(epos), { kind: 'signed-out', reason: 'elsewhere' });
});

test('signing out ends the session, and the portal says so too', async () => {
  const session = fixtureTransport({ restored: { kind: 'session', interactive: false } });
  const epos = eposOf(session);
  await settled(epos);
  await epos.signOut();
  assert.deepEqual(epos.state, { kind: 'signed-out', reason: 'never' });
  await assert.rejects(session.portal.me({ fetch }), { code: 'session_ended' });
});

test('what was asked is kept for assertions', async () => {
  const session = fixtureTransport();
  const epos = eposOf(session);
  await epos.ready();
  await epos.signIn({ provider: 'esia', returnTo: '/journal' });
  epos.close();
  assert.deepEqual(session.calls[1], { method: 'signIn', options: { provider: 'esia', returnTo: '/journal' } });
  assert.equal(session.calls.at(-1)?.method, 'close');
});

test('an abort ends the wait', async () => {
  const epos = eposOf(fixtureTransport({ latency: 60_000 }));
  const abort = new AbortController();
  const signIn = epos.signIn({ signal: abort.signal });
  abort.abort();
  await assert.rejects(signIn, { code: 'aborted' });
});

test('fetch carries the session to the portal’s origins only', async () => {
  const session = fixtureTransport({ restored: { kind: 'session', interactive: false } });
  const sent: Request[] = [];
  const epos = createEpos({
    transport: session,
    portal: { ...session.portal, origins: ['https://portal.example'] },
    storage,
    fetch: (input, init) => {
      sent.push(new Request(input, init));
      return Promise.resolve(new Response());
    },
  });
  await epos.ready();
  await epos.fetch('https://portal.example/api/v1/me');
  assert.equal(sent[0]?.headers.get('authorization'), 'Bearer fixture-teacher');
  await assert.rejects(epos.fetch('https://foreign.example/'), { code: 'forbidden' });
});
