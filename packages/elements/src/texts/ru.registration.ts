import type { FormRule, RegistrationForm } from '@epos-login/core/registration';

/** A field of the form, by its name in the contract. */
export type RegistrationField = keyof RegistrationForm;

const rules = new Intl.PluralRules('ru');
const plural = (count: number, one: string, few: string, many: string): string =>
  ({ one, few })[rules.select(count) as string] ?? many;

/** The words of RSAA's form «Регистрация пользователя». */
export const ruRegistration = {
  registrationHeading: 'Регистрация пользователя в\u00a0РСАА',
  requiredFields: 'Необходимо заполнить обязательные поля, помеченные\u00a0*',
  registrationFields: {
    family_name: 'Фамилия',
    given_name: 'Имя',
    middle_name: 'Отчество',
    email: 'Email',
    position: 'Должность',
    organization_id: 'Выберите организацию',
    organization_short_name: 'Краткое наименование организации',
    inn: 'ИНН организации (10\u00a0цифр)',
    kpp: 'КПП организации (9\u00a0цифр)',
    consent_version: 'Согласие на\u00a0обработку персональных данных',
  } as Readonly<Record<RegistrationField, string>>,
  registrationPlaceholders: {
    family_name: 'Введите фамилию',
    given_name: 'Введите имя',
    middle_name: 'Отчество',
    email: 'Введите email',
    position: 'Должность',
    organization_id: 'Выберите организацию',
    organization_short_name: 'Краткое наименование организации',
    inn: 'ИНН организации (10\u00a0цифр)',
    kpp: 'КПП организации (9\u00a0цифр)',
  } as Readonly<Partial<Record<RegistrationField, string>>>,
  registrationHints: {
    organization_id:
      'Введите не\u00a0меньше трёх букв названия или\u00a0ИНН и\u00a0выберите организацию из\u00a0списка.',
    inn: 'Номер налогоплательщика. Заполнится после выбора организации.',
    kpp: 'Код причины постановки на\u00a0учёт. Заполнится после выбора организации.',
  } as Readonly<Partial<Record<RegistrationField, string>>>,
  /** What to do about a field that was left empty. */
  registrationMissing: {
    family_name: 'Введите фамилию',
    given_name: 'Введите имя',
    middle_name: 'Введите отчество',
    email: 'Введите email: на\u00a0него придёт письмо',
    position: 'Введите должность',
    organization_id: 'Выберите организацию из\u00a0списка: начните вводить название',
    organization_short_name: 'Введите краткое наименование организации',
    inn: 'Введите ИНН организации: 10\u00a0цифр',
    kpp: 'Введите КПП организации: 9\u00a0цифр',
    consent_version: 'Отметьте согласие: без него данные нельзя отправить',
  } as Readonly<Record<RegistrationField, string>>,
  /** What to do about a field that breaks a rule; `required` where the field is none of the form's. */
  registrationRules: {
    required: (field: string) => `${field}: заполните это поле`,
    min_length: (field: string) => `${field}: слишком коротко, напишите полностью`,
    max_length: (field: string) => `${field}: слишком длинно, сократите`,
    range: (field: string) => `${field}: число вне допустимых пределов`,
    email: (field: string) => `${field}: проверьте адрес, он\u00a0пишется так: imya@example.ru`,
    inn: () =>
      'Проверьте ИНН организации: нужно 10\u00a0цифр, а\u00a0в\u00a0таком сочетании их\u00a0быть не\u00a0может',
    kpp: () => 'Проверьте КПП организации: нужно 9\u00a0цифр подряд',
    unknown: (field: string) => `${field}: такого значения в\u00a0ЭПОС нет, выберите другое`,
    mismatch: (field: string) => `${field}: не\u00a0совпадает с\u00a0данными выбранной организации`,
    type: (field: string) => `${field}: проверьте, что здесь введено`,
    format: (field: string) => `${field}: проверьте, так\u00a0ли\u00a0это пишется`,
    invalid: (field: string) => `${field}: проверьте это поле`,
  } as Readonly<Record<FormRule, (field: string) => string>>,
  /** Before an error, for those who only listen. */
  errorPrefix: 'Ошибка:',
  /** The heading of the error summary. */
  summaryTitle: (count: number): string =>
    `Форма не\u00a0отправлена: исправьте ${count}\u00a0${plural(count, 'поле', 'поля', 'полей')}`,
  organizations: 'Организации',
  searchingOrganizations: 'Ищем организации…',
  /** Said while the list of organizations stands open. */
  organizationsFound: (count: number, more: boolean): string =>
    `${more ? 'Показано' : 'Найдено'} ${count}\u00a0${plural(count, 'организация', 'организации', 'организаций')}. Выбирайте стрелками.`,
  noOrganizations: 'Ничего не\u00a0найдено. Проверьте название или поищите по\u00a0ИНН.',
  moreOrganizations: 'Показать ещё',
  /** Said when an organization was chosen. */
  organizationChosen: (name: string): string => `Выбрана организация: ${name}. ИНН и\u00a0КПП заполнены.`,
  organizationsFailed: 'Не\u00a0удалось найти организации.',
  searchAgain: 'Повторить поиск',
  consent: 'Я\u00a0даю согласие на\u00a0обработку моих персональных данных',
  policy: 'Политика обработки персональных данных',
  newTab: '(откроется в\u00a0новой вкладке)',
  register: 'Зарегистрироваться',
  registering: 'Отправляем…',
  clearForm: 'Очистить',
  formCleared: 'Форма очищена.',
  letterWill:
    'После того, как внесёте свои данные и\u00a0нажмёте кнопку «Зарегистрироваться», на\u00a0указанный Вами при регистрации электронный адрес придёт письмо с\u00a0учётными данными РСАА.',
  registrationFailed: 'Данные не\u00a0отправлены. Всё, что Вы\u00a0ввели, осталось в\u00a0форме.',
  registrationUnavailable: 'Регистрация временно недоступна.',
  checkConnection: 'Проверьте подключение к\u00a0интернету и\u00a0повторите попытку.',
  registered: 'Данные отправлены',
  letterComes: 'На\u00a0указанный Вами при регистрации электронный адрес придёт письмо с\u00a0учётными данными РСАА.',
  letterAddress: 'Адрес:',
  letterMissing: 'Если письма долго нет, проверьте папку «Спам».',
  rsaa: 'Вход для сотрудников',
  registrationOff: 'Регистрация на\u00a0этой странице пока не\u00a0настроена. Обратитесь к\u00a0владельцу сайта.',
};

export type RegistrationTexts = Readonly<typeof ruRegistration>;
