import type { Case } from '../case.ts';
import { accepted, refused, until } from '../expectations.ts';
import { reloaded } from '../plays.ts';

const full = () => {
  throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
};

/** Storage that throws, is full, is shared, or was written by somebody else. */
export const storage: readonly Case[] = [
  {
    id: 'session-storage-full',
    about: 'without a place for what the answer is checked against no sign-in begins',
    before: () => {
      Storage.prototype.setItem = full;
    },
    expected: refused('storage_unavailable', until.discovery),
  },
  {
    id: 'local-storage-throws',
    about: 'a device that remembers nothing signs in all the same',
    around: { storage: { getItem: full, setItem: full, removeItem: full } },
    expected: accepted(),
  },
  {
    id: 'storage-of-another-version',
    about: 'what another version of the SDK, or nobody in his right mind, has written stands in nobody’s way',
    before: ({ count }) => {
      if (count > 1) return;
      for (const [index, text] of ['{', 'null', '[]', '7', '{"kind":"sign-in"}', '{"__proto__":{}}'].entries()) {
        sessionStorage.setItem(`epos-login:tx:${index}`, text);
      }
      sessionStorage.setItem('epos-login:redirects:', 'NaN x -1');
      localStorage.setItem('epos-login:category', '{');
    },
    expected: accepted(),
  },
  {
    id: 'storage-cleared-meanwhile',
    about: 'a callback whose transaction is gone sends its code nowhere, and the issuer is asked anew',
    before: ({ count }) => {
      if (count === 2) sessionStorage.clear();
    },
    expected: accepted(until.answer),
  },
  {
    id: 'storage-session-reload',
    about: 'a session kept for the tab comes back without the issuer',
    faults: { refreshes: true },
    options: { storage: 'session' },
    play: reloaded(),
    keepsRefreshToken: true,
    expected: accepted(['me', 'subsystems']),
  },
];
