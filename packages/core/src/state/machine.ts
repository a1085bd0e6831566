import type { Category, Person, Role } from '../contract/contract.ts';
import { EposError } from '../errors/errors.ts';
import type {
  ChoosingCategory,
  EposState,
  Failed,
  ProviderId,
  Ready,
  SessionHealth,
  SignedOutReason,
  SubsystemsState,
} from './state.ts';

/** What can happen to the journey. */
export type EposEvent =
  | { readonly type: 'restore' }
  | { readonly type: 'redirect'; readonly to: 'sign-in' | 'sign-out'; readonly provider?: ProviderId | undefined }
  | { readonly type: 'signed-out'; readonly reason: SignedOutReason }
  | {
      readonly type: 'signed-in';
      readonly person: Person;
      readonly roles: readonly Role[];
      /** The category to go on in, where it is decided already: carried by a launch address, or chosen before a reload. */
      readonly category?: Category | undefined;
      /** The category to offer first, where it is not. */
      readonly remembered?: Category | undefined;
    }
  | { readonly type: 'choose-category'; readonly category: Category }
  | { readonly type: 'subsystems'; readonly subsystems: SubsystemsState }
  | { readonly type: 'session'; readonly session: SessionHealth }
  /** Nobody touches a shared computer; without `signOutAt` somebody does again. */
  | { readonly type: 'idle'; readonly signOutAt?: number | undefined }
  | { readonly type: 'fail'; readonly error: EposError }
  | { readonly type: 'dismiss' };

/** The state before anything has happened. */
export const initialState: EposState = { kind: 'restoring' };

/**
 * The heart of the SDK: the one pure function that moves the journey.
 *
 * An event that means nothing in a state leaves the state as it is (the same object), so late answers and double
 * clicks are harmless by construction.
 */
export function transition(state: EposState, event: EposEvent): EposState {
  switch (event.type) {
    case 'restore':
      return isSignedIn(state) || state.kind === 'restoring' ? state : { kind: 'restoring' };
    case 'redirect':
      return { kind: 'redirecting', to: event.to, ...(event.provider && { provider: event.provider }) };
    case 'signed-out':
      return state.kind === 'signed-out' && state.reason === event.reason
        ? state
        : { kind: 'signed-out', reason: event.reason };
    case 'signed-in':
      return signedIn(state, event);
    case 'choose-category':
      return isSignedIn(state) && state.categories.includes(event.category) && categoryOf(state) !== event.category
        ? ready(state, event.category)
        : state;
    case 'subsystems':
      return isSignedIn(state) ? { ...state, subsystems: event.subsystems } : state;
    case 'session':
      return isSignedIn(state) && state.session !== event.session ? { ...state, session: event.session } : state;
    case 'idle':
      return isSignedIn(state) && state.signOutAt !== event.signOutAt
        ? { ...state, signOutAt: event.signOutAt }
        : state;
    case 'fail':
      return { kind: 'failed', error: event.error, from: state.kind === 'failed' ? state.from : state };
    case 'dismiss':
      return state.kind === 'failed' ? wayBack(state) : state;
  }
}

/** Whether somebody is signed in and has a role. */
export function isSignedIn(state: EposState): state is Ready | ChoosingCategory {
  return state.kind === 'ready' || state.kind === 'choosing-category';
}

/** The categories of these roles, each once, in the manual's order, which is that of their names too. */
export function categoriesOf(roles: readonly Role[]): Category[] {
  return [...new Set(roles.map(({ category }) => category))].sort();
}

type SignedInEvent = Extract<EposEvent, { type: 'signed-in' }>;

function signedIn(state: EposState, { person, roles, category, remembered }: SignedInEvent): EposState {
  const categories = categoriesOf(roles);
  const [only, another] = categories;
  if (!only) return { kind: 'failed', error: new EposError('no_roles', 'portal'), from: { kind: 'restoring' }, person };

  const samePerson = isSignedIn(state) && state.person.sub === person.sub ? state : undefined;
  const base = {
    person,
    roles,
    categories,
    subsystems: samePerson?.subsystems ?? { kind: 'loading' },
    session: samePerson?.session ?? 'fresh',
  } as const;
  const offered = (wanted: Category | undefined) => (wanted && categories.includes(wanted) ? wanted : undefined);

  const decided = another ? (offered(category) ?? (samePerson ? offered(categoryOf(samePerson)) : undefined)) : only;
  if (decided) return ready(base, decided);
  const first = offered(remembered);
  return { kind: 'choosing-category', ...base, ...(first && { remembered: first }) };
}

function ready(
  { person, roles, categories, subsystems, session }: Omit<Ready, 'kind' | 'category'>,
  category: Category,
): Ready {
  return { kind: 'ready', person, roles, categories, subsystems, session, category };
}

function categoryOf(state: Ready | ChoosingCategory): Category | undefined {
  return state.kind === 'ready' ? state.category : undefined;
}

/** Where nothing was going on any more, a failure leads back to the beginning, not into an endless wait. */
function wayBack({ from }: Failed): EposState {
  return from.kind === 'restoring' || from.kind === 'redirecting' ? { kind: 'signed-out', reason: 'unknown' } : from;
}
