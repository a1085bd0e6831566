import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { categories } from '../contract/contract.ts';
import { categoryOf, errors, personOf, rolesOf, subsystemsOf } from '../test/arbitraries.ts';
import { categoriesOf, initialState, isSignedIn, transition, type EposEvent } from './machine.ts';
import type { EposState } from './state.ts';

type EventOf<Type extends EposEvent['type']> = Extract<EposEvent, { type: Type }>;
/** An event, and whose data it brings. */
type Step = readonly [event: EposEvent, about?: string];

const people = ['p1', 'p2'];
const providers = fc.constantFrom('rsaa' as const, 'esia' as const, undefined);
const reasons = fc.constantFrom(...(['never', 'ended', 'idle', 'elsewhere', 'unknown'] as const));
const healths = fc.constantFrom(...(['fresh', 'expiring', 'offline'] as const));
const maybeCategory = fc.option(categoryOf, { nil: undefined });

const signedIn = (sub: string): fc.Arbitrary<EventOf<'signed-in'>> =>
  fc.record({
    type: fc.constant('signed-in' as const),
    person: fc.constant(personOf(sub)),
    roles: rolesOf(sub),
    category: maybeCategory,
    remembered: maybeCategory,
  });
const signedOut = reasons.map((reason): EposEvent => ({ type: 'signed-out', reason }));
const failure = errors.map((error): EposEvent => ({ type: 'fail', error }));
const chosen = categoryOf.map((category): EposEvent => ({ type: 'choose-category', category }));
const health = healths.map((session): EposEvent => ({ type: 'session', session }));
const idleness = fc.option(fc.nat(), { nil: undefined }).map((signOutAt): EposEvent => ({ type: 'idle', signOutAt }));
const dismissal = fc.constant<EposEvent>({ type: 'dismiss' });
const restoring = fc.constant<EposEvent>({ type: 'restore' });
const redirect = fc
  .tuple(fc.constantFrom('sign-in' as const, 'sign-out' as const), providers)
  .map(([to, provider]): EposEvent => ({ type: 'redirect', to, provider }));
const list = (sub: string) => subsystemsOf(sub).map((subsystems): EposEvent => ({ type: 'subsystems', subsystems }));

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc
    .oneof(signedOut, failure, chosen, chosen, health, idleness, dismissal, restoring, redirect)
    .map((event) => [event] as const),
  ...people.map((sub) => fc.oneof(signedIn(sub), signedIn(sub), list(sub)).map((event) => [event, sub] as const)),
);
const walks = fc.array(steps, { maxLength: 30 });
const states = walks.map((walk) => statesOf(walk).at(-1) ?? initialState);

/** Every state on the way. A list that comes late for another person is dropped before the machine, by its signal. */
function statesOf(walk: readonly Step[]): EposState[] {
  const passed = [frozen(initialState)];
  for (const [event, about] of walk) {
    const state = passed.at(-1)!;
    if (event.type === 'subsystems' && isSignedIn(state) && state.person.sub !== about) continue;
    passed.push(frozen(transition(state, frozen(event))));
  }
  return passed;
}

/** Whoever changed a state or an event in place would throw. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

function assertSound(state: EposState): void {
  if (isSignedIn(state)) {
    assert.deepEqual(state.categories, categoriesOf(state.roles));
    assert.notEqual(state.categories.length, 0);
    if (state.kind === 'ready') assert.ok(state.categories.includes(state.category));
    else {
      assert.ok(state.categories.length > 1, 'nobody with one category is asked');
      assert.ok(state.remembered === undefined || state.categories.includes(state.remembered));
    }
    // Whatever a signed-in state holds is of that person.
    const text = JSON.stringify(state);
    for (const other of people) assert.equal(text.includes(other), other === state.person.sub, text);
  } else if (state.kind === 'failed') {
    assert.notEqual((state.from as EposState).kind, 'failed');
    assertSound(state.from);
  } else {
    assert.ok(!/"p\d/.test(JSON.stringify(state)), 'nobody is signed in, and nobody is named');
  }
}

/** Where `dismiss` leads from a failure that struck this state. */
function wayBack(state: EposState): EposState {
  const struck = state.kind === 'failed' ? state.from : state;
  const unfinished = struck.kind === 'restoring' || struck.kind === 'redirecting';
  return unfinished ? { kind: 'signed-out', reason: 'unknown' } : struck;
}

describe('transition, whatever happens in whatever order', () => {
  it('reaches only sound states, and never changes one in place', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        statesOf(walk).forEach(assertSound);
      }),
    );
  });

  it('gives the same object when nothing changes', () => {
    fc.assert(
      fc.property(states, fc.oneof(restoring, signedOut, chosen, health, idleness, dismissal), (state, event) => {
        const next = transition(state, event);
        if (isDeepStrictEqual(next, state)) assert.equal(next, state);
        assert.equal(transition(next, event), next, 'the second time');
      }),
    );
  });

  it('leads back from any number of failures to the state that the first one struck', () => {
    fc.assert(
      fc.property(states, fc.array(failure, { minLength: 1, maxLength: 4 }), (state, failures) => {
        const failed = failures.reduce(transition, state);
        const last = failures.at(-1) as EventOf<'fail'>;
        assert.equal(failed.kind === 'failed' && failed.error, last.error);
        const back = transition(failed, { type: 'dismiss' });
        if (back.kind === 'signed-out' && back !== wayBack(state)) assert.deepEqual(back, wayBack(state));
        else assert.equal(back, wayBack(state));
      }),
    );
  });

  it('lets nothing that comes late change the end of a session', () => {
    const late = fc.oneof(chosen, health, idleness, dismissal, ...people.map(list));
    fc.assert(
      fc.property(states, signedOut, fc.array(late), (state, end, events) => {
        const ended = transition(state, end);
        const { reason } = end as EventOf<'signed-out'>;
        assert.deepEqual(ended, { kind: 'signed-out', reason });
        assert.equal(events.reduce(transition, ended), ended);
      }),
    );
  });

  it('greets the next person with nothing of the one before', () => {
    fc.assert(
      fc.property(states, signedIn('p3'), (state, event) => {
        assert.deepEqual(transition(state, event), transition(initialState, event));
      }),
    );
  });

  it('keeps what the same person sees, and the category while it is theirs', () => {
    fc.assert(
      fc.property(states.filter(isSignedIn), rolesOf('p1'), (state, roles) => {
        fc.pre(state.person.sub === 'p1');
        const next = transition(state, { type: 'signed-in', person: state.person, roles });
        fc.pre(isSignedIn(next));
        assert.equal(next.subsystems, state.subsystems);
        assert.equal(next.session, state.session);
        const had = state.kind === 'ready' && next.categories.includes(state.category) ? state.category : undefined;
        if (had && next.categories.length > 1) assert.equal(next.kind === 'ready' && next.category, had);
      }),
    );
  });

  it('tells how the session stands, and nothing else with it', () => {
    fc.assert(
      fc.property(
        states.filter(isSignedIn),
        healths,
        fc.nat(),
        subsystemsOf('p1'),
        (state, session, at, subsystems) => {
          assert.deepEqual(transition(state, { type: 'session', session }), { ...state, session });
          assert.deepEqual(transition(state, { type: 'idle', signOutAt: at }), { ...state, signOutAt: at });
          assert.deepEqual(transition(state, { type: 'subsystems', subsystems }), { ...state, subsystems });
          assert.equal(transition(state, { type: 'restore' }), state);
        },
      ),
    );
  });

  it('leaves and begins anew from anywhere', () => {
    fc.assert(
      fc.property(
        states,
        fc.constantFrom('sign-in' as const, 'sign-out' as const),
        providers,
        (state, to, provider) => {
          const left = transition(state, { type: 'redirect', to, provider });
          assert.deepEqual(left, provider ? { kind: 'redirecting', to, provider } : { kind: 'redirecting', to });
          assert.deepEqual(transition(left, { type: 'restore' }), initialState);
        },
      ),
    );
  });

  it('knows who has no role, and leads back to the beginning', () => {
    fc.assert(
      fc.property(states, (state) => {
        const failed = transition(state, { type: 'signed-in', person: personOf('p3'), roles: [] });
        assert.ok(failed.kind === 'failed' && failed.error.code === 'no_roles');
        assert.equal(failed.error.phase, 'portal');
        assert.deepEqual(failed.person, personOf('p3'));
        assert.deepEqual(transition(failed, { type: 'dismiss' }), { kind: 'signed-out', reason: 'unknown' });
      }),
    );
  });

  it('changes nothing by a choice but the choice', () => {
    fc.assert(
      fc.property(states.filter(isSignedIn), categoryOf, (state, category) => {
        const next = transition(state, { type: 'choose-category', category });
        if (!state.categories.includes(category)) assert.equal(next, state);
        else {
          // Whoever chooses is there, and needs no warning any more.
          const { person, roles, categories: held, subsystems, session } = state;
          const kept = { person, roles, categories: held, subsystems, session };
          const chosenBefore = state.kind === 'ready' && state.category === category;
          assert.deepEqual(next, chosenBefore ? state : { kind: 'ready', ...kept, category });
        }
      }),
    );
  });
});

it('categoriesOf gives each category once, in the manual’s order', () => {
  fc.assert(
    fc.property(rolesOf('p1'), (roles) => {
      const held = categories.filter((category) => roles.some((role) => role.category === category));
      assert.deepEqual(categoriesOf(roles), held);
    }),
  );
});
