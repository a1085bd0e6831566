/**
 * Advice: what a person can do about a failure. Data, not prose in components, so that every place that shows it
 * (elements, a subsystem's own page, a help desk) says what the manuals say.
 *
 * @module
 */
import type { Category } from '../contract/contract.ts';
import type { EposError, EposErrorCode } from '../errors/errors.ts';
import type { AdviceText, AdviceTexts } from './ru.ts';

export type { AdviceText, AdviceTexts } from './ru.ts';

/** What a person may be offered beside the words. `sign-in`: «Повторить вход»; `retry`: the same request again. */
export type AdviceAction = 'sign-in' | 'retry' | 'other-provider' | 'sign-out';

/** Cause, what to check, whom to ask, when it will work: each names a text. */
export interface Advice {
  readonly cause: AdviceText;
  readonly check?: AdviceText;
  readonly ask?: AdviceText;
  readonly when?: AdviceText;
  readonly actions: readonly AdviceAction[];
}

/** Advice that is the same for everybody, or told apart by who asks. */
type Entry = Advice | { readonly employee: Advice; readonly parent: Advice; readonly student: Advice };

const signIn = ['sign-in'] as const;
const later = { when: 'laterWhen', actions: ['retry'] } as const;
/** What a person cannot mend: whoever runs the page can, and gets the details of the failure. */
const support = { ask: 'supportAsk', actions: signIn } as const;

/** «При возникновении ошибки при входе»: the employees' manual and the families' manual differ in whom and when. */
const compareData = {
  employee: { check: 'employeeCheck', ask: 'employeeAsk', when: 'employeeWhen', actions: signIn },
  family: { check: 'familyCheck', ask: 'familyAsk', when: 'familyWhen', actions: signIn },
} as const;

const compared = (cause: AdviceText): Entry => ({
  employee: { cause, ...compareData.employee },
  parent: { cause, ...compareData.family },
  student: { cause, ...compareData.family },
});

const entries: Record<EposErrorCode, Entry> = {
  access_denied: { cause: 'deniedCause', check: 'deniedCheck', actions: ['sign-in', 'other-provider'] },
  account_mismatch: compared('mismatchCause'),
  account_unknown: compared('unknownCause'),
  account_unconfirmed: {
    employee: {
      cause: 'unconfirmedCause',
      check: 'unconfirmedCheck',
      when: 'unconfirmedWhen',
      actions: ['sign-in', 'other-provider'],
    },
    parent: { cause: 'unconfirmedCause', check: 'unconfirmedCheck', when: 'unconfirmedWhen', actions: signIn },
    student: { cause: 'unconfirmedCause', check: 'unconfirmedStudentCheck', when: 'unconfirmedWhen', actions: signIn },
  },
  contact_shared: {
    employee: { cause: 'sharedCause', check: 'sharedCheck', ask: 'employeeAsk', when: 'employeeWhen', actions: signIn },
    parent: { cause: 'sharedCause', check: 'sharedCheck', ask: 'familyAsk', when: 'familyWhen', actions: signIn },
    student: { cause: 'sharedCause', check: 'sharedCheck', ask: 'familyAsk', when: 'familyWhen', actions: signIn },
  },
  no_roles: {
    employee: {
      cause: 'noRolesCause',
      ask: 'noRolesEmployeeAsk',
      when: 'employeeWhen',
      actions: ['retry', 'sign-out'],
    },
    parent: { cause: 'noRolesCause', ask: 'noRolesFamilyAsk', when: 'familyWhen', actions: ['retry', 'sign-out'] },
    student: { cause: 'noRolesCause', ask: 'noRolesFamilyAsk', when: 'familyWhen', actions: ['retry', 'sign-out'] },
  },
  login_required: { cause: 'endedCause', actions: signIn },
  session_ended: { cause: 'endedCause', actions: signIn },
  invalid_fields: { cause: 'fieldsCause', check: 'fieldsCheck', actions: ['retry'] },
  offline: { cause: 'offlineCause', check: 'offlineCheck', actions: ['retry'] },
  network: { cause: 'networkCause', check: 'offlineCheck', ...later },
  timeout: { cause: 'timeoutCause', check: 'offlineCheck', ...later },
  lock_timeout: { cause: 'otherTabCause', check: 'otherTabCheck', actions: ['retry'] },
  popup_closed: { cause: 'abortedCause', actions: signIn },
  aborted: { cause: 'abortedCause', actions: ['retry'] },
  rate_limited: { cause: 'rateLimitedCause', ...later },
  unavailable: { cause: 'unavailableCause', when: 'laterWhen', actions: ['retry', 'other-provider'] },
  server_error: { cause: 'serverCause', ...later },
  provider_error: { cause: 'providerCause', ask: 'supportAsk', actions: ['sign-in', 'other-provider'] },
  bad_response: { cause: 'serverCause', ...support },
  response_mismatch: { cause: 'staleCause', check: 'staleCheck', actions: signIn },
  id_token_invalid: { cause: 'untrustedCause', check: 'clockCheck', ...support },
  token_refused: { cause: 'staleCause', check: 'staleCheck', actions: signIn },
  issuer_mismatch: { cause: 'untrustedCause', ...support },
  forbidden: { cause: 'forbiddenCause', ...support },
  login_loop: { cause: 'loopCause', check: 'loopCheck', ...support },
  insecure_context: { cause: 'insecureCause', ...support },
  storage_unavailable: { cause: 'storageCause', check: 'storageCheck', actions: signIn },
  subsystem_unavailable: { cause: 'subsystemCause', when: 'laterWhen', actions: ['retry'] },
  invalid_options: { cause: 'optionsCause', ...support },
};

/**
 * What to do about an error.
 *
 * @param error the error, or just its code
 * @param category who asks: the category chosen, or the one the page is for. Without it, families' advice is given,
 * as families have no other way in than ЕСИА and no colleague to ask; see {@linkcode dependsOnCategory}.
 */
export function advice(error: Pick<EposError, 'code'>, category: Category = 'parent'): Advice {
  const entry = entries[error.code];
  return 'cause' in entry ? entry : entry[category];
}

/** Whether the advice on this error differs by category, so that a page that does not know it had better ask. */
export function dependsOnCategory(error: Pick<EposError, 'code'>): boolean {
  return !('cause' in entries[error.code]);
}

const loaders: Record<string, (() => Promise<AdviceTexts>) | undefined> = {
  ru: async () => (await import('./ru.ts')).ru,
  en: async () => (await import('./en.ts')).en,
};

/**
 * Loads the texts of the advice in a language; each language is a file of its own, loaded when it is needed.
 *
 * @param language a BCP 47 tag such as `ru` or `en-GB`; an unknown language gives Russian
 */
export async function loadAdviceTexts(language: string): Promise<AdviceTexts> {
  const load = loaders[language.toLowerCase().split('-')[0] ?? ''] ?? loaders.ru;
  if (!load) throw new TypeError('unreachable: Russian is always there');
  return load();
}

/**
 * Teaches the advice a further language, or other words for one that it speaks.
 *
 * @param language the first subtag of a BCP 47 tag, in lower case: `tt`
 * @param load brings the texts, as often as they are asked for
 * @example
 * ```ts
 * addAdviceLanguage('tt', async () => (await import('./tt-advice.js')).tt);
 * ```
 */
export function addAdviceLanguage(language: string, load: () => Promise<AdviceTexts>): void {
  loaders[language] = load;
}
