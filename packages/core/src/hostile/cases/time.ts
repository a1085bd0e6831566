import type { Case } from '../case.ts';
import { accepted, refusedTokens } from '../expectations.ts';

const invalid = refusedTokens('id_token_invalid');

/** A device whose clock is wrong by so many seconds. */
const wrongBy = (seconds: number) => ({
  clock: { now: () => Date.now() + seconds * 1000, monotonic: () => performance.now() },
});

const hour = 3600;

/** Expiry, ages, and clocks that are wrong (OpenID Connect Core 2 and 3.1.3.7; RFC 7519 section 4.1). */
export const time: readonly Case[] = [
  {
    id: 'fapi2-security-profile-final-client-test-invalid-expired-exp',
    about: 'an id_token that was issued expired is refused',
    faults: { claims: (_, { iat }) => ({ exp: Number(iat) - 300 }) },
    expected: invalid,
  },
  {
    id: 'oidcc-core-3.1.3.7-9-long-expired',
    about: 'an id_token of yesterday is refused',
    faults: { claims: (_, { iat }) => ({ iat: Number(iat) - 24 * hour, exp: Number(iat) - 23 * hour }) },
    expected: invalid,
  },
  {
    id: 'fapi2-security-profile-final-client-test-invalid-missing-exp',
    about: 'an id_token that never expires is refused',
    faults: { claims: { exp: undefined } },
    expected: invalid,
  },
  {
    id: 'rfc7519-4.1.4-exp-text',
    about: 'an `exp` that is no number is refused',
    faults: { claims: (_, { exp }) => ({ exp: String(exp) }) },
    expected: invalid,
  },
  {
    id: 'oidcc-client-test-missing-iat',
    about: 'an id_token without the time of its issue is refused',
    faults: { claims: { iat: undefined } },
    expected: invalid,
  },
  {
    id: 'rfc7519-4.1.6-iat-text',
    about: 'an `iat` that is no number is refused',
    faults: { claims: (_, { iat }) => ({ iat: String(iat) }) },
    expected: invalid,
  },
  {
    id: 'oidcc-core-3.1.3.7-10-iat-of-yesterday',
    about: 'an id_token that was issued yesterday is refused, though it be good for a week',
    faults: { claims: (_, { iat }) => ({ iat: Number(iat) - 24 * hour, exp: Number(iat) + 144 * hour }) },
    expected: invalid,
  },
  {
    id: 'oidcc-core-3.1.3.7-10-iat-of-tomorrow',
    about: 'an id_token that will be issued tomorrow is refused',
    faults: { claims: (_, { iat }) => ({ iat: Number(iat) + 24 * hour, exp: Number(iat) + 25 * hour }) },
    expected: invalid,
  },
  {
    id: 'rfc7519-4.1.5-nbf-later',
    about: 'an id_token that is not good yet is refused',
    faults: { claims: (_, { iat }) => ({ nbf: Number(iat) + hour }) },
    expected: invalid,
  },
  {
    id: 'rfc7519-4.1.5-nbf-past',
    about: 'an id_token that has become good is taken',
    faults: { claims: (_, { iat }) => ({ nbf: Number(iat) - 1 }) },
    expected: accepted(),
  },
  {
    id: 'oidcc-core-3.1.2.1-max-age',
    about: 'a password check that is young enough is taken',
    faults: { claims: (_, { iat }) => ({ auth_time: Number(iat) - 60 }) },
    play: ({ signIn }) => signIn({ maxAge: 600 }),
    expected: accepted(),
    log: (log) => {
      if (log.find(({ endpoint }) => endpoint === 'authorize')?.query.max_age !== '600') throw new Error('no max_age');
    },
  },
  {
    id: 'oidcc-core-3.1.2.1-max-age-exceeded',
    about: 'a password check that is too old is refused',
    faults: { claims: (_, { iat }) => ({ auth_time: Number(iat) - hour }) },
    play: ({ signIn }) => signIn({ maxAge: 600 }),
    expected: invalid,
  },
  {
    id: 'oidcc-core-3.1.2.1-max-age-without-auth-time',
    about: 'no word about the age that was asked for is a refusal',
    faults: { claims: { auth_time: undefined } },
    play: ({ signIn }) => signIn({ maxAge: 600 }),
    expected: invalid,
  },
  {
    id: 'oidcc-core-3.1.2.1-max-age-0',
    about: 'an age of 0 wants the password now: the check of a minute ago is refused',
    faults: { claims: (_, { iat }) => ({ auth_time: Number(iat) - 60 }) },
    play: ({ signIn }) => signIn({ maxAge: 0 }),
    expected: invalid,
  },
  {
    id: 'oidcc-core-2-auth-time-text',
    about: 'an `auth_time` that is no number is refused',
    faults: { claims: (_, { iat }) => ({ auth_time: String(iat) }) },
    expected: invalid,
  },
  {
    id: 'oidcc-core-3.1.3.7-9-clock-ahead',
    about: 'a device whose clock is almost two hours ahead signs in',
    around: wrongBy(2 * hour - 100),
    expected: accepted(),
  },
  {
    id: 'oidcc-core-3.1.3.7-9-clock-behind',
    about: 'a device whose clock is almost two hours behind signs in',
    around: wrongBy(100 - 2 * hour),
    expected: accepted(),
  },
  {
    id: 'oidcc-core-3.1.3.7-9-clock-of-another-day',
    about: 'a device whose date is wrong signs nobody in',
    around: wrongBy(24 * hour),
    expected: invalid,
  },
];
