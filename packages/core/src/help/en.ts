import type { HelpOnlyText } from './ru.ts';

/** Buttons are called as they are seen on EPOS's Russian pages. */
export const en: Readonly<Record<HelpOnlyText, string>> = {
  failureTopic: 'If sign-in fails',

  rsaaTopic: 'Sign-in for employees',
  employeeOpen: 'To sign in to EPOS, open {portal}.',
  employeePress: 'Press **Вход** at the top of the page.',
  rsaaPress: 'On the page that opens, press **Вход для сотрудников**.',
  rsaaPassword: 'On the next page, enter your RSAA user name and password and press **ВОЙТИ**.',
  signedIn: 'If the user name and password are right, the page of available EPOS subsystems opens.',
  rsaaNoAccount: 'If you have no RSAA account yet, create one by **«Зарегистрироваться»** (see {registration}).',

  employeeEsiaTopic: 'Sign-in for employees by ESIA',
  employeeEsiaPress: 'On the page that opens, press **Вход через ЕСИА**.',
  employeeEsiaPassword:
    'On the next page, enter the user name (telephone, e-mail or SNILS) and password with which you sign in to Gosuslugi, then press **Войти**.',
  employeeEsiaNoAccount:
    'If you have no Gosuslugi account yet, create one by **«Зарегистрироваться»** or sign in to EPOS by **Вход для сотрудников** on the main page (see {rsaa}).',

  severalRoles:
    'If you have several roles in EPOS subsystems, a page opens on which to choose a role category: **«Сотрудник»** (employee), **«Родитель»** (parent) or **«Обучающийся»** (pupil).',
  employeeRole: 'For data on your work in an educational organization, choose **«Сотрудник»**.',
  oneRole: 'If you have only the role of an employee, the next page opens at once.',
  subsystemPress: 'On the page of subsystems open to you, press the button with the name of the one you need.',
  subsystemOpens: 'The subsystem then opens by itself.',

  rsaaRegistrationTopic: 'Registration in RSAA',
  rsaaRegister:
    'If you have no RSAA account, create one when you try to sign in to EPOS, by **«РЕГИСТРАЦИЯ»**, or go straight to {rsaaRegistration}.',
  rsaaFields: 'On the page that opens, fill in the required fields, marked *',
  fieldFamilyName: 'Family name*',
  fieldGivenName: 'Given name*',
  fieldMiddleName: 'Patronymic*',
  fieldEmail: 'E-mail*',
  fieldPosition: 'Position*',
  fieldOrganization: 'Organization*',
  fieldShortName: 'Short name of the organization',
  fieldInn: 'INN of the organization (10 digits)*',
  fieldKpp: 'KPP of the organization (9 digits)*',
  rsaaLetter:
    'After you have entered your data and pressed **Зарегистрироваться**, a letter with your RSAA user name and password comes to the e-mail address given.',

  parentRegistrationTopic: 'Registration of a parent in EPOS',
  parentAccount: 'The parent or legal representative creates an account of their own on Gosuslugi and confirms it.',
  familyAuthorize: 'Sign in to EPOS on its main page by **«Вход через ЕСИА»**.',
  parentAuthorizeBy: 'Enter the data of the parent’s Gosuslugi account.',
  familyEmail:
    'If sign-in fails, give the class teacher or tutor the e-mail address that was used to register on Gosuslugi.',
  familyDataChecked: 'The school checks that the data are entered correctly.',
  familyWait: 'Wait until the school has updated the data in EPOS.',
  familyAgain: 'Sign in again on the start page of the EPOS portal.',

  studentRegistrationTopic: 'Registration of a pupil in EPOS',
  studentAccount: 'The pupil needs a Gosuslugi account separate from the parent’s.',
  childGuide: 'How to create and confirm a Gosuslugi account for a child',
  studentAuthorizeBy: 'Enter the data of the pupil’s Gosuslugi account.',

  parentTopic: 'How parents sign in to EPOS',
  studentTopic: 'How pupils sign in to EPOS',
  familyOpen: 'In a browser, open {portal:host}.',
  familyPress: 'Press **«Вход»** at the top of the page.',
  familyEsiaPress: 'On the page that opens, press **«Вход через ЕСИА»**.',
  parentPassword:
    'On the next page, enter the user name (telephone, e-mail or SNILS) and password with which the parent signs in to Gosuslugi, then press **«Войти»**.',
  studentPassword:
    'On the next page, enter the user name (telephone, e-mail or SNILS) and password with which the pupil signs in to Gosuslugi, then press **«Войти»**.',
  parentContact: 'The parent’s telephone number or e-mail address must differ from the pupil’s.',
  parentNoAccount:
    'If the parent or legal representative has no Gosuslugi account yet, create one by **«Зарегистрироваться»**.',
  studentNoAccount: 'If the pupil has no children’s account on Gosuslugi yet, create one by **«Зарегистрироваться»**.',

  questions: 'Any questions left?',
  support: 'Write to support',
  families: 'EPOS portal for parents and pupils',
};
