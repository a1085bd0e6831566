import { first } from './first.ts';
import type { SignInTexts } from './ru.sign-in.ts';

export const enSignIn: SignInTexts = {
  ...first.en,
  close: 'Close',
  system: 'Electronic Perm Educational System',
  signInHeading: 'Sign in to EPOS',
  restoring: 'Checking your session…',
  esia: 'Sign in with ESIA',
  esiaNote: 'Gosuslugi',
  rsaa: 'Sign in for employees',
  rsaaNote: 'RSAA user name and password',
  or: 'or',
  whatIsEsia: 'What is Gosuslugi?',
  newTab: '(opens in\u00a0a\u00a0new tab)',
  toEsia: 'Going to\u00a0Gosuslugi…',
  toRsaa: 'Going to\u00a0RSAA…',
  signingOut: 'Signing out…',
  reasons: {
    ended: 'The session is over. Sign in to go on.',
    idle: 'The page was not used for a long time, so the session is over. Sign in to go on.',
    elsewhere: 'You signed out of EPOS in another tab or subsystem.',
    never: '',
    unknown: '',
  },
  hello: (name) => `Hello, ${name}!`,
};
