/**
 * The fixture people: every branch of the two manuals has its person. The sandbox, the MSW handlers, Storybook and the
 * browser journeys all use these, so that what one shows the others show too.
 *
 * All are invented. Telephone numbers, СНИЛС and e-mail addresses belong to nobody.
 *
 * @module
 */
import type { Category, Role } from '@epos-login/core/contract';
import { organizationOf } from './organizations.ts';
import type { EposRecord, EsiaAccount, FixturePerson } from './person.ts';
import { subsystemIds } from './subsystems.ts';

export { organizationOf, organizations } from './organizations.ts';
export { subsystemCatalogue, subsystemIds, type LaunchAddress } from './subsystems.ts';
export type { EposRecord, EsiaAccount, EsiaLevel, FixturePerson, RsaaAccount } from './person.ts';

/** The password of every fixture account: they protect nothing. */
export const fixturePassword = 'Perm-2026';

const teacherTiles = ['journal', 'contingent', 'library', 'activities', 'reports', 'itnetwork', 'helpdesk', 'manuals'];
const parentTiles = ['journal', 'extra', 'camps', 'meals', 'admission', 'attendance', 'surveys', 'helpdesk'];
const studentTiles = ['journal', 'library', 'olympiads', 'itnetwork', 'portfolio', 'career', 'helpdesk'];

/** The fixture people by key. What each is there to show stands in `shows`. */
export const people = {
  teacher: {
    key: 'teacher',
    shows: {
      ru: 'Учитель: входит и через РСАА, и через ЕСИА; одна категория, выбора роли нет',
      en: 'A teacher: signs in by RSAA and by ESIA; one category, no role choice',
    },
    ...accounts(
      1,
      { family_name: 'Иванова', given_name: 'Мария', middle_name: 'Петровна', gender: 'F', birthdate: '1984-03-14' },
      [role('employee', 'Учитель математики', 'org-school-12')],
      teacherTiles,
    ),
    rsaa: { username: 'ivanova.mp', password: fixturePassword, locked: false },
  },
  teacherAndParent: {
    key: 'teacherAndParent',
    shows: {
      ru: 'Учитель и родитель двоих детей: выбирает категорию роли',
      en: 'A teacher and a parent of two: chooses the role category',
    },
    ...accounts(
      2,
      { family_name: 'Смирнов', given_name: 'Алексей', middle_name: 'Игоревич', gender: 'M', birthdate: '1981-11-02' },
      [
        role('employee', 'Учитель физики', 'org-gymnasium-3'),
        role('parent', 'Родитель', 'org-school-12', { sub: 'epos-student-21', name: 'Смирнова Дарья' }),
        role('parent', 'Родитель', 'org-school-12', { sub: 'epos-student-22', name: 'Смирнов Илья' }),
      ],
      [...new Set([...teacherTiles, ...parentTiles])],
    ),
    rsaa: { username: 'smirnov.ai', password: fixturePassword, locked: false },
  },
  parent: {
    key: 'parent',
    shows: { ru: 'Родитель: вход через ЕСИА', en: 'A parent: signs in by ESIA' },
    ...accounts(
      3,
      { family_name: 'Кузнецова', given_name: 'Ольга', middle_name: 'Сергеевна', gender: 'F', birthdate: '1988-07-21' },
      [role('parent', 'Родитель', 'org-school-12', { sub: 'epos-person-5', name: 'Кузнецов Артём' })],
      parentTiles,
      { kids: [1000000005] },
    ),
  },
  student: {
    key: 'student',
    shows: { ru: 'Обучающийся 15 лет, учётная запись подтверждена', en: 'A pupil of 15 with a confirmed account' },
    ...accounts(
      4,
      { family_name: 'Попов', given_name: 'Никита', middle_name: 'Андреевич', gender: 'M', birthdate: '2011-05-26' },
      [role('student', '9 «А» класс', 'org-school-12')],
      studentTiles,
    ),
  },
  child: {
    key: 'child',
    shows: { ru: 'Обучающийся 10 лет с детской учётной записью', en: 'A pupil of 10 with a child account' },
    ...accounts(
      5,
      { family_name: 'Кузнецов', given_name: 'Артём', middle_name: 'Павлович', gender: 'M', birthdate: '2016-02-09' },
      [role('student', '4 «В» класс', 'org-school-12')],
      studentTiles,
      { level: 'KD' },
    ),
  },
  head: {
    key: 'head',
    shows: {
      ru: 'Директор: сорок подсистем во всех пяти статусах; ЕСИА просит код из СМС',
      en: 'A head: forty subsystems in all five statuses; ESIA asks for a code from an SMS',
    },
    ...accounts(
      6,
      { family_name: 'Лебедева', given_name: 'Анна', middle_name: 'Викторовна', gender: 'F', birthdate: '1972-09-30' },
      [
        role('employee', 'Директор', 'org-school-12'),
        role('employee', 'Учитель истории', 'org-school-12'),
        role('parent', 'Родитель', 'org-gymnasium-3', { sub: 'epos-student-61', name: 'Лебедев Роман' }),
      ],
      subsystemIds,
      { confirmation: 'sms' },
    ),
    rsaa: { username: 'lebedeva.av', password: fixturePassword, locked: false },
  },
  noRoles: {
    key: 'noRoles',
    shows: { ru: 'Не числится ни в одной школе: вход есть, ролей нет', en: 'In no school: signs in and has no roles' },
    ...accounts(
      7,
      { family_name: 'Орлова', given_name: 'Вера', middle_name: 'Николаевна', gender: 'F', birthdate: '1990-01-17' },
      [],
      [],
    ),
    rsaa: { username: 'orlova.vn', password: fixturePassword, locked: false },
  },
  mismatch: {
    key: 'mismatch',
    shows: {
      ru: 'Почта в Госуслугах и ЭПОС различается: вход не удаётся, пока её не исправят в «Контингенте»',
      en: 'The e-mail differs between Gosuslugi and EPOS: sign-in fails until it is mended in Контингент',
    },
    ...accounts(
      8,
      { family_name: 'Васильева', given_name: 'Елена', middle_name: 'Олеговна', gender: 'F', birthdate: '1986-12-05' },
      [role('parent', 'Родитель', 'org-gymnasium-3', { sub: 'epos-student-81', name: 'Васильев Глеб' })],
      parentTiles,
      { email: 'elena.new@gosmail.example' },
    ),
  },
  unconfirmed: {
    key: 'unconfirmed',
    shows: { ru: 'Учётная запись Госуслуг не подтверждена', en: 'The Gosuslugi account is not confirmed' },
    ...accounts(
      9,
      { family_name: 'Новиков', given_name: 'Денис', middle_name: 'Юрьевич', gender: 'M', birthdate: '1993-04-11' },
      [role('employee', 'Педагог-организатор', 'org-college')],
      teacherTiles,
      { level: 'P' },
    ),
  },
  sharedPhoneParent: {
    key: 'sharedPhoneParent',
    shows: {
      ru: 'Родитель, чей телефон записан и у ребёнка: номера должны отличаться',
      en: 'A parent whose telephone is the child’s too: the numbers must differ',
    },
    ...accounts(
      10,
      { family_name: 'Морозов', given_name: 'Павел', middle_name: 'Дмитриевич', gender: 'M', birthdate: '1985-08-08' },
      [role('parent', 'Родитель', 'org-school-village', { sub: 'epos-person-11', name: 'Морозова Полина' })],
      parentTiles,
      { kids: [1000000011] },
    ),
  },
  sharedPhoneStudent: {
    key: 'sharedPhoneStudent',
    shows: {
      ru: 'Ученица 14 лет с тем же телефоном, что у родителя',
      en: 'A pupil of 14 with the same telephone as the parent',
    },
    ...accounts(
      11,
      { family_name: 'Морозова', given_name: 'Полина', middle_name: 'Павловна', gender: 'F', birthdate: '2012-06-19' },
      [role('student', '8 класс', 'org-school-village')],
      studentTiles,
      {},
      { phone: phone(10) },
    ),
  },
  locked: {
    key: 'locked',
    shows: { ru: 'Учётная запись РСАА заблокирована', en: 'The RSAA account is locked' },
    epos: accounts(
      12,
      { family_name: 'Фёдоров', given_name: 'Сергей', middle_name: 'Львович', gender: 'M', birthdate: '1979-10-25' },
      [role('employee', 'Заместитель директора', 'org-college')],
      teacherTiles,
    ).epos,
    rsaa: { username: 'fedorov.sl', password: fixturePassword, locked: true },
  },
  stranger: {
    key: 'stranger',
    shows: { ru: 'Есть на Госуслугах, нет в ЭПОС', en: 'Known to Gosuslugi, unknown to EPOS' },
    esia: accounts(
      13,
      { family_name: 'Зайцев', given_name: 'Олег', middle_name: 'Романович', gender: 'M', birthdate: '1995-02-28' },
      [],
      [],
    ).esia,
  },
} satisfies Record<string, FixturePerson>;

/** The key of a fixture person. */
export type PersonKey = keyof typeof people;

/** Everybody, in the order of the start page. */
export const everybody: readonly FixturePerson[] = Object.values(people);

type Names = Pick<EsiaAccount, 'family_name' | 'given_name' | 'middle_name' | 'gender' | 'birthdate'>;

/** Both halves of a person, equal but for what is given: EPOS and Gosuslugi must agree for a sign-in to succeed. */
function accounts(
  index: number,
  { gender, ...names }: Names,
  roles: readonly Role[],
  subsystems: readonly string[],
  esia: Partial<EsiaAccount> = {},
  epos: Partial<EposRecord> = {},
): { epos: EposRecord; esia: EsiaAccount } {
  const shared = { ...names, snils: snils(index), email: `person${String(index)}@mail.example`, phone: phone(index) };
  return {
    epos: { sub: `epos-person-${String(index)}`, ...shared, roles, subsystems, ...epos },
    esia: {
      oid: 1_000_000_000 + index,
      password: fixturePassword,
      level: 'PR',
      gender,
      confirmation: 'none',
      kids: [],
      ...shared,
      ...esia,
    },
  };
}

function role(category: Category, title: string, organizationId: string, child?: Role['child']): Role {
  const id = ['role', category, organizationId, child?.sub ?? title].join(':');
  return { id, category, title, organization: organizationOf(organizationId), ...(child ? { child } : {}) };
}

function phone(index: number): string {
  return `+7(902)${String(index).padStart(7, '0')}`;
}

/** A СНИЛС with its check number (Постановление Правления ПФР № 485п, appendix: weights 9 to 1, modulo 101). */
function snils(index: number): string {
  const digits = String(101_000_000 + index);
  const sum = [...digits].reduce((total, digit, position) => total + (9 - position) * Number(digit), 0);
  const check = String((sum % 101) % 100).padStart(2, '0');
  return `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)} ${check}`;
}
