import { EposError, type EposErrorCode, type EposState, type ProviderId, type SignedOutReason } from '@epos-login/core';
import { people, stateAfter, type FixturePerson } from '@epos-login/testing';

/** Nobody is signed in. */
export function signedOut(reason: SignedOutReason = 'never'): EposState {
  return stateAfter({ type: 'signed-out', reason });
}

/** The browser is on its way to a provider. */
export function leavingFor(provider: ProviderId): EposState {
  return stateAfter({ type: 'signed-out', reason: 'never' }, { type: 'redirect', to: 'sign-in', provider });
}

/** A sign-in came back with a failure. */
export function failedWith(code: EposErrorCode, provider: ProviderId = 'esia', providerCode?: string): EposState {
  const error = new EposError(code, 'callback', { providerCode });
  return stateAfter({ type: 'redirect', to: 'sign-in', provider }, { type: 'fail', error });
}

/** Somebody with all three categories and four roles in one of them. */
export const busyPerson: FixturePerson = {
  key: 'busy',
  shows: { ru: 'Все три категории и много ролей', en: 'All three categories and many roles' },
  epos: {
    ...people.teacherAndParent.epos,
    roles: [
      ...people.teacherAndParent.epos.roles,
      ...people.head.epos.roles,
      { id: 'role-college', category: 'student', title: 'Студент 1 курса, заочное отделение' },
    ],
  },
};
