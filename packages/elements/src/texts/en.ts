import { enSignIn } from './en.sign-in.ts';
import { plural } from './plural.ts';
import type { Texts } from './ru.ts';

const rules = new Intl.PluralRules('en');

export const en: Texts = {
  ...enSignIn,

  chooseCategory: 'Choose a role category',
  categories: { employee: 'Employee', parent: 'Parent', student: 'Student' },
  category: 'Role category',
  proceed: 'Continue',
  categoryMissing: 'Choose a role category to go on.',
  lastChoice: 'Chosen last time',

  subsystems: 'Available subsystems',
  otherGroup: 'Others',
  loadingSubsystems: 'Loading subsystems',
  foundAll: (count) =>
    plural(rules, count, { one: `${count}\u00a0subsystem found`, other: `${count}\u00a0subsystems found` }),
  foundSome: (count, total) => `${count}\u00a0of\u00a0${total} found`,
  search: 'Find a subsystem',
  nothingFound: 'Nothing found. Check the spelling.',
  showAll: 'Show all',
  noneYet: 'There are no subsystems in this role category yet.',
  stale: 'This is the last known list: it could not be refreshed.',
  offline: 'EPOS cannot be reached.',
  refresh: 'Refresh',
  statuses: {
    available: 'Available',
    degraded: 'Works with interruptions',
    maintenance: 'Maintenance',
    'no-access': 'No access',
    'coming-soon': 'Opening soon',
  },
  until: (moment) => `until\u00a0${moment}`,
  from: (day) => `from\u00a0${day}`,

  adviceHeading: 'If sign-in fails',
  check: 'What to check',
  ask: 'Whom to ask',
  when: 'When it will work',
  who: 'Who are you?',
  whoWhy: 'It decides whom to ask.',
  again: 'Sign in again',
  retry: 'Try again',
  otherProvider: 'Sign in another way',
  signOut: 'Sign out',
  copy: 'Copy details for a support request',
  copied: 'Details copied',
  copyByHand: 'Copy the details by hand:',
  ticket: {
    topic: 'Topic',
    topicText: 'Sign-in to EPOS',
    problem: 'Problem',
    person: 'Full name',
    role: 'Role',
    territory: 'Territory',
    organization: 'Organization',
    code: 'Error code',
    time: 'Time',
    blank: '(fill in)',
  },

  userMenu: 'User menu',
};
