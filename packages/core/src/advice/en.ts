import type { AdviceTexts } from './ru.ts';

const match = 'The data in EPOS and on Gosuslugi must match';

const manual = {
  dataMatch: `${match}.`,
  employeeCompare: 'Ask the administrator of the subsystem «Контингент» to compare your full name and e-mail in EPOS.',
  employeeCorrection: 'The administrator will correct your account.',
  familyCompare:
    'Ask the class teacher to compare the full name, birth date and e-mail of the pupil and/or parent in EPOS.',
  familyCorrection: 'The class teacher will have your account corrected by the EPOS administrator.',
  childUnder14: 'For a child under 14 the account must be created from a parent’s profile.',
  childOver14: 'From 14 on the account must be confirmed.',
};

export const en: AdviceTexts = {
  ...manual,

  mismatchCause: 'Your data in EPOS and on Gosuslugi do not match.',
  unknownCause: 'EPOS has no account with your data.',
  employeeCheck: `${match}: full name and e-mail.`,
  employeeAsk: `${manual.employeeCompare} ${manual.employeeCorrection}`,
  employeeWhen: 'After the correction, sign in again the next day.',
  familyCheck: `${match}: full name, birth date and e-mail.`,
  familyAsk: `${manual.familyCompare} ${manual.familyCorrection}`,
  familyWhen: 'After the correction, sign in.',

  unconfirmedCause: 'The Gosuslugi account is not confirmed.',
  unconfirmedCheck: 'Confirm your account on Gosuslugi.',
  unconfirmedStudentCheck: `${manual.childUnder14} ${manual.childOver14}`,
  unconfirmedWhen: 'Once the account is confirmed, sign in.',

  sharedCause: 'The same telephone number or e-mail address is given for two people.',
  sharedCheck: 'The pupil’s telephone number or e-mail address must differ from the parent’s.',

  noRolesCause: 'You are signed in, but no EPOS subsystem is open to you.',
  noRolesEmployeeAsk:
    'Ask the administrator of the subsystem «Контингент» whether you are on the list of an educational organization.',
  noRolesFamilyAsk: 'Ask the class teacher: the school will check that your data are entered correctly.',

  deniedCause: 'Sign-in was cancelled: Gosuslugi was not allowed to pass your data on.',
  deniedCheck: 'Sign in again and press «Предоставить»: without your name and e-mail EPOS cannot recognise you.',
  endedCause: 'The session is over. Sign in to go on.',

  fieldsCause: 'The form has errors.',
  fieldsCheck: 'Fill in the required fields, marked *, and correct those that are pointed out.',

  offlineCause: 'There is no internet connection.',
  offlineCheck: 'Check the internet connection.',
  networkCause: 'EPOS could not be reached.',
  timeoutCause: 'EPOS takes too long to answer.',
  otherTabCause: 'Another tab is renewing the sign-in and does not respond.',
  otherTabCheck: 'Close the other EPOS tabs and try again.',
  abortedCause: 'The action was interrupted.',
  rateLimitedCause: 'Too many attempts in a row.',
  unavailableCause: 'Sign-in is temporarily unavailable.',
  serverCause: 'Something went wrong in EPOS.',
  providerCause: 'The sign-in system answered with an error.',
  laterWhen: 'Try again in a few minutes.',

  staleCause: 'This sign-in attempt is out of date or already finished.',
  staleCheck: 'Start again from this page, not from a bookmark or the back button.',
  untrustedCause: 'The answer of the sign-in system did not pass a check, so sign-in was stopped.',
  clockCheck: 'Check the date and time on this device.',
  forbiddenCause: 'Access is denied.',
  loopCause: 'Sign-in repeats and does not finish.',
  loopCheck: 'Allow cookies for this site in the browser and sign in once more.',
  insecureCause: 'The page was opened at an insecure address, so nobody can sign in on it.',
  storageCause: 'The browser does not let the page store the data that sign-in needs.',
  storageCheck: 'Allow cookies and site data for this page in the browser.',
  subsystemCause: 'The subsystem cannot be opened now.',
  optionsCause: 'The sign-in page is set up wrongly.',
  supportAsk: 'If the error repeats, write to support and attach the details of the error.',
};
