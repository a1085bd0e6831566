import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Role } from '../contract/contract.ts';
import { EposError } from '../errors/errors.ts';
import { categoriesOf, initialState, transition, type EposEvent } from './machine.ts';
import type { EposState } from './state.ts';

const person = { sub: 'p1', name: 'Иванова Мария', family_name: 'Иванова', given_name: 'Мария' };
const other = { ...person, sub: 'p2', name: 'Орлова Вера' };
const teacher: Role = { id: 'r1', category: 'employee', title: 'Учитель' };
const parent: Role = { id: 'r2', category: 'parent', title: 'Родитель' };
const student: Role = { id: 'r3', category: 'student', title: '9 «А»' };

const walk = (...events: EposEvent[]): EposState => events.reduce(transition, initialState);
const signedIn = (roles: Role[], rest: Partial<Extract<EposEvent, { type: 'signed-in' }>> = {}): EposEvent => ({
  type: 'signed-in',
  person,
  roles,
  ...rest,
});
const failure: EposEvent = { type: 'fail', error: new EposError('network', 'portal') };

describe('transition: who sees the role choice', () => {
  it('spares a person with one category the choice', () => {
    const state = walk(signedIn([teacher, { ...teacher, id: 'r9' }]));
    assert.equal(state.kind === 'ready' && state.category, 'employee');
  });

  it('asks a person with several categories, in the manual’s order', () => {
    const state = walk(signedIn([student, parent, teacher]));
    assert.deepEqual(state.kind === 'choosing-category' && state.categories, ['employee', 'parent', 'student']);
  });

  it('goes straight on in a category that was decided', () => {
    const state = walk(signedIn([teacher, parent], { category: 'parent' }));
    assert.equal(state.kind === 'ready' && state.category, 'parent');
  });

  it('does not trust a decided or remembered category the person does not have', () => {
    const state = walk(signedIn([teacher, parent], { category: 'student', remembered: 'student' }));
    assert.equal(state.kind, 'choosing-category');
    assert.equal('remembered' in state, false);
  });

  it('offers the remembered category first', () => {
    const state = walk(signedIn([teacher, parent], { remembered: 'parent' }));
    assert.equal(state.kind === 'choosing-category' && state.remembered, 'parent');
  });

  it('fails with no_roles for a person with none, and knows who it is', () => {
    const state = walk(signedIn([]));
    assert.equal(state.kind === 'failed' && state.error.code, 'no_roles');
    assert.equal(state.kind === 'failed' && state.person?.sub, 'p1');
  });
});

describe('transition: choosing', () => {
  it('chooses and switches, and keeps the subsystems', () => {
    const list: EposEvent = { type: 'subsystems', subsystems: { kind: 'ready', items: [] } };
    const state = walk(signedIn([teacher, parent]), list, { type: 'choose-category', category: 'parent' });
    assert.equal(state.kind === 'ready' && state.category, 'parent');
    assert.equal(state.kind === 'ready' && state.subsystems.kind, 'ready');
    const switched = transition(state, { type: 'choose-category', category: 'employee' });
    assert.equal(switched.kind === 'ready' && switched.category, 'employee');
  });

  it('ignores a category the person does not have, and the one already chosen', () => {
    const state = walk(signedIn([teacher]));
    assert.equal(transition(state, { type: 'choose-category', category: 'parent' }), state);
    assert.equal(transition(state, { type: 'choose-category', category: 'employee' }), state);
  });
});

describe('transition: the same person again, and another', () => {
  const chosen = walk(
    signedIn([teacher, parent]),
    { type: 'choose-category', category: 'parent' },
    { type: 'subsystems', subsystems: { kind: 'ready', items: [] } },
  );

  it('keeps category and subsystems when the same person is brought up to date', () => {
    const state = transition(chosen, signedIn([teacher, parent, student]));
    assert.equal(state.kind === 'ready' && state.category, 'parent');
    assert.equal(state.kind === 'ready' && state.subsystems.kind, 'ready');
  });

  it('shows nothing of one person to another', () => {
    const state = transition(chosen, { type: 'signed-in', person: other, roles: [teacher, parent] });
    assert.equal(state.kind === 'choosing-category' && state.subsystems.kind, 'loading');
  });
});

describe('transition: late and meaningless events', () => {
  const late: EposEvent[] = [
    { type: 'subsystems', subsystems: { kind: 'loading' } },
    { type: 'session', session: 'offline' },
    { type: 'choose-category', category: 'parent' },
    { type: 'dismiss' },
  ];
  for (const event of late) {
    it(`${event.type} after sign-out changes nothing`, () => {
      const state = walk(signedIn([teacher]), { type: 'signed-out', reason: 'ended' });
      assert.equal(transition(state, event), state);
    });
  }

  it('restore does not disturb a signed-in person', () => {
    const state = walk(signedIn([teacher]));
    assert.equal(transition(state, { type: 'restore' }), state);
  });

  it('the same reason twice is no change', () => {
    const state = walk({ type: 'signed-out', reason: 'idle' });
    assert.equal(transition(state, { type: 'signed-out', reason: 'idle' }), state);
  });
});

describe('transition: failures lead back', () => {
  it('to the very state they struck', () => {
    const before = walk(signedIn([teacher]));
    const failed = transition(before, failure);
    assert.equal(failed.kind === 'failed' && failed.from, before);
    assert.equal(transition(failed, { type: 'dismiss' }), before);
  });

  it('a second failure keeps the first way back', () => {
    const before = walk(signedIn([teacher]));
    const failed = transition(transition(before, failure), failure);
    assert.equal(transition(failed, { type: 'dismiss' }), before);
  });

  for (const unfinished of [initialState, walk({ type: 'redirect', to: 'sign-in', provider: 'esia' })]) {
    it(`from ${unfinished.kind} to the beginning, not into an endless wait`, () => {
      const state = transition(transition(unfinished, failure), { type: 'dismiss' });
      assert.deepEqual(state, { kind: 'signed-out', reason: 'unknown' });
    });
  }
});

describe('transition: session health', () => {
  it('is told while signed in, and only when it changes', () => {
    const state = walk(signedIn([teacher]), { type: 'session', session: 'offline' });
    assert.equal(state.kind === 'ready' && state.session, 'offline');
    assert.equal(transition(state, { type: 'session', session: 'offline' }), state);
  });
});

describe('transition: an untouched shared computer', () => {
  it('is warned of while somebody is signed in, whatever the session', () => {
    const warned = walk(signedIn([teacher]), { type: 'idle', signOutAt: 7 }, { type: 'session', session: 'offline' });
    assert.equal(warned.kind === 'ready' && warned.signOutAt, 7);
    assert.equal(transition(warned, { type: 'idle', signOutAt: 7 }), warned);
    const touched = transition(warned, { type: 'idle' });
    assert.equal(touched.kind === 'ready' && touched.signOutAt, undefined);
    assert.equal(touched.kind === 'ready' && touched.session, 'offline');
  });

  it('is no longer untouched when a category is chosen', () => {
    const state = walk(
      signedIn([teacher, parent]),
      { type: 'idle', signOutAt: 7 },
      { type: 'choose-category', category: 'parent' },
    );
    assert.equal(state.kind === 'ready' && state.signOutAt, undefined);
  });

  it('is nobody’s concern after sign-out', () => {
    const state = walk({ type: 'signed-out', reason: 'never' });
    assert.equal(transition(state, { type: 'idle', signOutAt: 7 }), state);
  });
});

it('categoriesOf gives each category once', () => {
  assert.deepEqual(categoriesOf([parent, { ...parent, id: 'r8' }, teacher]), ['employee', 'parent']);
});
