import type { Registration } from '@epos-login/core/contract';
import { organizationOf } from '@epos-login/testing/people';
import { comparable } from './matching.ts';
import { fullName } from './register.ts';
import type { World } from './world.ts';

/** What a new employee may open at once. */
const firstSubsystems = ['journal', 'contingent', 'library', 'activities', 'itnetwork', 'helpdesk', 'manuals'];

export interface BrokenRule {
  readonly field: keyof Registration;
  readonly rule: string;
}

/** What the schema cannot know: whether the organization exists and the tax numbers are its own. */
export function brokenRules(world: World, registration: Registration): BrokenRule[] {
  const organization = world.register.organizations.find(({ id }) => id === registration.organization_id);
  if (!organization) return [{ field: 'organization_id', rule: 'unknown' }];
  return [
    ...(organization.inn === registration.inn ? [] : [{ field: 'inn', rule: 'mismatch' } as const]),
    ...(organization.kpp === registration.kpp ? [] : [{ field: 'kpp', rule: 'mismatch' } as const]),
  ];
}

/**
 * Registers an employee in RSAA: a role at the organization, an account, and the letter with its credentials.
 *
 * An address that already has an account gets a letter that says so, and the page answers the same: an anonymous form
 * must not tell strangers who works where.
 */
export function enrol(world: World, registration: Registration, signInAddress: string): void {
  const { family_name, given_name, middle_name, email } = registration;
  const name = fullName(registration);
  const existing = world.accounts.find(email);
  if (existing) {
    sendLetter(world, email, 'Учётная запись в РСАА уже есть', [
      `Здравствуйте, ${name}!`,
      'С этим адресом электронной почты учётная запись в РСАА уже зарегистрирована.',
      `Имя пользователя: ${existing.username}`,
      `Если вы забыли пароль, получите новый по ссылке «Забыли пароль?»: ${signInAddress}/forgot`,
    ]);
    return;
  }
  const organization = organizationOf(registration.organization_id);
  const role = {
    id: ['role', 'employee', organization.id, registration.position].join(':').slice(0, 255),
    category: 'employee',
    title: registration.position,
    organization,
  } as const;
  // A teacher may stand in Контингент long before the account in RSAA is opened.
  const known = world.register
    .records()
    .find(
      (record) => comparable(fullName(record)) === comparable(name) && comparable(record.email) === comparable(email),
    );
  if (known) world.register.addRole(known.sub, role, firstSubsystems);
  const person =
    known ?? world.register.enrol({ family_name, given_name, middle_name, email, role, subsystems: firstSubsystems });
  const account = world.accounts.ofPerson(person.sub) ?? world.accounts.open(person);
  sendLetter(world, email, 'Учётные данные РСАА', [
    `Здравствуйте, ${name}!`,
    'Вы зарегистрированы в Региональном сервисе аутентификации и авторизации (РСАА).',
    `Имя пользователя: ${account.username}`,
    `Пароль: ${account.password}`,
    'Для входа в ЭПОС нажмите «Вход», затем «Вход для сотрудников».',
  ]);
}

/** The letter of «Забыли пароль?». To an unknown login nothing is sent, and the page answers the same. */
export function sendNewPassword(world: World, login: string): void {
  const account = world.accounts.find(login);
  const record = account && world.register.find(account.sub);
  if (!account || !record) return;
  const password = world.accounts.renew(account);
  sendLetter(world, record.email, 'Новый пароль РСАА', [
    `Здравствуйте, ${fullName(record)}!`,
    `Имя пользователя: ${account.username}`,
    `Новый пароль: ${password}`,
    'Если вы не просили новый пароль, сообщите об этом в техподдержку.',
  ]);
}

function sendLetter(world: World, to: string, subject: string, lines: readonly string[]): void {
  world.outbox.send({ channel: 'email', to, from: 'РСАА <rsaa@permkrai.example>', subject, text: lines.join('\n\n') });
}
