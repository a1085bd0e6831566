import {
  EposError,
  initialState,
  transition,
  type Category,
  type EposErrorCode,
  type EposEvent,
  type EposState,
  type SessionHealth,
  type Subsystem,
  type SubsystemsState,
} from '@epos-login/core';
import { meOf, subsystemsOf, type FixturePersonLike } from '../answers/answers.ts';

/** How far along the journey is. */
export interface StateOptions {
  /** The category the person chose. Default: none, so a person with several is still choosing. */
  category?: Category;
  /** The category the person chose last time on this device. */
  remembered?: Category;
  /** How the list of subsystems stands, or a list of your own. Default: the person's, `ready`. */
  subsystems?: SubsystemsState['kind'] | readonly Subsystem[];
  session?: SessionHealth;
  /** A failure that strikes at the end. */
  error?: EposErrorCode | EposError;
}

/**
 * A state of this person's journey, reached through the real `transition`: a state that cannot occur cannot be built.
 *
 * @example
 * ```ts
 * stateOf('teacher');                                               // ready, with tiles
 * stateOf('teacherAndParent');                                      // choosing-category
 * stateOf('parent', { subsystems: 'stale', session: 'offline' });
 * ```
 */
export function stateOf(person: FixturePersonLike, options: StateOptions = {}): EposState {
  const { category, remembered, subsystems = 'ready', session = 'fresh', error } = options;
  const events: EposEvent[] = [
    { type: 'signed-in', ...meOf(person), ...(category ? { category } : {}), ...(remembered ? { remembered } : {}) },
    { type: 'subsystems', subsystems: subsystemsState(person, subsystems) },
    { type: 'session', session },
  ];
  if (error) events.push({ type: 'fail', error: asError(error) });
  return stateAfter(...events);
}

/**
 * The state after these events, from the beginning.
 *
 * @example
 * ```ts
 * stateAfter();                                              // restoring
 * stateAfter({ type: 'signed-out', reason: 'idle' });
 * ```
 */
export function stateAfter(...events: readonly EposEvent[]): EposState {
  return events.reduce(transition, initialState);
}

function subsystemsState(
  person: FixturePersonLike,
  wanted: SubsystemsState['kind'] | readonly Subsystem[],
): SubsystemsState {
  if (typeof wanted !== 'string') return { kind: 'ready', items: wanted };
  switch (wanted) {
    case 'loading':
      return { kind: 'loading' };
    case 'failed':
      return { kind: 'failed', error: asError('unavailable') };
    case 'stale':
      return { kind: 'stale', items: subsystemsOf(person), error: asError('network') };
    case 'ready':
      return { kind: 'ready', items: subsystemsOf(person) };
  }
}

function asError(error: EposErrorCode | EposError): EposError {
  return typeof error === 'string' ? new EposError(error, 'portal') : error;
}
