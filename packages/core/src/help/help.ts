/**
 * Help: the manuals' instructions as data, in steps. What to do about a failed sign-in is said in the sentences of
 * `advice()`.
 *
 * @module
 */
import { loadAdviceTexts, type AdviceText, type AdviceTexts } from '../advice/advice.ts';
import type { Category } from '../contract/contract.ts';
import type { HelpOnlyText } from './ru.ts';

/** The name of a text of the help: a sentence of its own, or of the advice. */
export type HelpText = HelpOnlyText | AdviceText;

/** All texts of the help in one language. */
export type HelpTexts = AdviceTexts & Readonly<Record<HelpOnlyText, string>>;

/** What an instruction is about. Employees have all four; families have no `rsaa`. */
export type HelpTopicId = 'rsaa' | 'esia' | 'failure' | 'registration';

/** How old the pupil is: what Gosuslugi asks for differs. */
export type PupilAge = 'under-14' | 'from-14';

/** The places that the manuals lead to. */
export type HelpPlace = 'portal' | 'rsaaRegistration' | 'childGuide';

/** One step: its sentences, and what stands below them. */
export interface HelpStep {
  readonly sentences: readonly HelpText[];
  /** Points below the sentences, such as the fields of a form. */
  readonly points?: readonly HelpText[];
  /** What must not be overlooked at this step. */
  readonly notice?: HelpText;
  /** A page elsewhere that says more. */
  readonly more?: { readonly text: HelpText; readonly place: HelpPlace };
}

/** One instruction, from its first step to its last. */
export interface HelpTopic {
  readonly id: HelpTopicId;
  readonly title: HelpText;
  readonly steps: readonly HelpStep[];
}

/** Where the manuals' addresses lead. They name no address of the page about children's accounts. */
export const helpAddresses: Readonly<Partial<Record<HelpPlace, string>>> = {
  portal: 'https://epos.permkrai.ru',
  rsaaRegistration: 'http://office.permkrai.ru',
};

const open: HelpStep = { sentences: ['subsystemPress', 'subsystemOpens'] };

const afterEmployee: readonly HelpStep[] = [{ sentences: ['severalRoles', 'employeeRole', 'oneRole'] }, open];

const employee: readonly HelpTopic[] = [
  {
    id: 'rsaa',
    title: 'rsaaTopic',
    steps: [
      { sentences: ['employeeOpen'] },
      { sentences: ['employeePress'] },
      { sentences: ['rsaaPress'] },
      { sentences: ['rsaaPassword'] },
      { sentences: ['signedIn', 'rsaaNoAccount'] },
      ...afterEmployee,
    ],
  },
  {
    id: 'esia',
    title: 'employeeEsiaTopic',
    steps: [
      { sentences: ['employeeOpen'] },
      { sentences: ['employeePress'] },
      { sentences: ['employeeEsiaPress'] },
      { sentences: ['employeeEsiaPassword'] },
      { sentences: ['signedIn', 'employeeEsiaNoAccount'] },
      ...afterEmployee,
    ],
  },
  {
    id: 'failure',
    title: 'failureTopic',
    steps: [
      { sentences: ['employeeCompare', 'dataMatch'] },
      { sentences: ['employeeCorrection'] },
      { sentences: ['employeeWhen'] },
    ],
  },
  {
    id: 'registration',
    title: 'rsaaRegistrationTopic',
    steps: [
      { sentences: ['rsaaRegister'] },
      {
        sentences: ['rsaaFields'],
        points: [
          'fieldFamilyName',
          'fieldGivenName',
          'fieldMiddleName',
          'fieldEmail',
          'fieldPosition',
          'fieldOrganization',
          'fieldShortName',
          'fieldInn',
          'fieldKpp',
        ],
      },
      { sentences: ['rsaaLetter'] },
    ],
  },
];

/** The pages for parents and for pupils differ in these alone. */
interface FamilyPages {
  readonly registration: HelpText;
  readonly account: HelpStep;
  readonly authorizeBy: HelpText;
  readonly signIn: HelpText;
  readonly password: HelpText;
  readonly contact: HelpText;
  readonly noAccount: HelpText;
}

const family = (pages: FamilyPages): readonly HelpTopic[] => [
  {
    id: 'registration',
    title: pages.registration,
    steps: [
      pages.account,
      { sentences: ['familyAuthorize', pages.authorizeBy] },
      { sentences: ['familyEmail', 'familyDataChecked'] },
      { sentences: ['familyWait'] },
      { sentences: ['familyAgain'] },
    ],
  },
  {
    id: 'esia',
    title: pages.signIn,
    steps: [
      { sentences: ['familyOpen', 'familyPress'] },
      { sentences: ['familyEsiaPress'] },
      { sentences: [pages.password], notice: pages.contact },
      { sentences: ['signedIn', pages.noAccount] },
      open,
    ],
  },
  {
    id: 'failure',
    title: 'failureTopic',
    steps: [
      { sentences: ['familyCompare', 'dataMatch'] },
      { sentences: ['familyCorrection'] },
      { sentences: ['familyWhen'] },
    ],
  },
];

const parent = family({
  registration: 'parentRegistrationTopic',
  account: { sentences: ['parentAccount'] },
  authorizeBy: 'parentAuthorizeBy',
  signIn: 'parentTopic',
  password: 'parentPassword',
  contact: 'parentContact',
  noAccount: 'parentNoAccount',
});

const agePoints: Readonly<Record<PupilAge, HelpText>> = { 'under-14': 'childUnder14', 'from-14': 'childOver14' };

const student = (age: PupilAge | undefined): readonly HelpTopic[] =>
  family({
    registration: 'studentRegistrationTopic',
    account: {
      sentences: ['studentAccount'],
      points: age ? [agePoints[age]] : Object.values(agePoints),
      more: { text: 'childGuide', place: 'childGuide' },
    },
    authorizeBy: 'studentAuthorizeBy',
    signIn: 'studentTopic',
    password: 'studentPassword',
    contact: 'sharedCheck',
    noAccount: 'studentNoAccount',
  });

/**
 * The instructions for a category, in the manuals' order.
 *
 * ```ts
 * const texts = await loadHelpTexts('ru');
 * for (const { title, steps } of help('student', 'under-14')) {
 *   console.log(texts[title], steps.map(({ sentences }) => sentences.map((name) => texts[name]).join(' ')));
 * }
 * ```
 *
 * @param category who asks
 * @param age of a pupil; without it, what the manual says of either age
 */
export function help(category: Category, age?: PupilAge): readonly HelpTopic[] {
  if (category === 'student') return student(age);
  return category === 'employee' ? employee : parent;
}

const loaders: Record<string, (() => Promise<Readonly<Record<HelpOnlyText, string>>>) | undefined> = {
  ru: async () => (await import('./ru.ts')).ru,
  en: async () => (await import('./en.ts')).en,
};

/**
 * Loads the texts of the help in a language; each language is a file of its own, loaded when it is needed, and the
 * advice's beside it.
 *
 * @param language a BCP 47 tag such as `ru` or `en-GB`; an unknown language gives Russian
 */
export async function loadHelpTexts(language: string): Promise<HelpTexts> {
  const load = loaders[language.toLowerCase().split('-')[0] ?? ''] ?? loaders.ru;
  if (!load) throw new TypeError('unreachable: Russian is always there');
  const [own, advice] = await Promise.all([load(), loadAdviceTexts(language)]);
  return { ...advice, ...own };
}

/**
 * Teaches the instructions a further language; the advice, which shares sentences with them, has
 * {@linkcode addAdviceLanguage} for the same.
 *
 * @param language the first subtag of a BCP 47 tag, in lower case: `tt`
 * @param load brings the texts, as often as they are asked for
 * @example
 * ```ts
 * addHelpLanguage('tt', async () => (await import('./tt-help.js')).tt);
 * ```
 */
export function addHelpLanguage(language: string, load: () => Promise<Readonly<Record<HelpOnlyText, string>>>): void {
  loaders[language] = load;
}

export { helpParts, type HelpPart } from './parts.ts';
export type { HelpOnlyText } from './ru.ts';
