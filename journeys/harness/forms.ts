import { fixturePassword, type FixturePerson } from '@epos-login/testing/people';
import type { Visitor } from './visitor.ts';

/** Fills in the page of РСАА. */
export async function submitRsaa(visitor: Visitor, login: string, password = fixturePassword): Promise<void> {
  await visitor.fill('ИМЯ ПОЛЬЗОВАТЕЛЯ / E-MAIL', login);
  await visitor.fill('ПАРОЛЬ', password);
  await visitor.press('ВОЙТИ');
}

/** Fills in the page of Gosuslugi. */
export async function submitEsia(visitor: Visitor, { esia }: FixturePerson, login = esia?.email): Promise<void> {
  if (!esia || !login) throw new Error('this person has no ESIA account');
  await visitor.fill('Телефон, почта или СНИЛС', login);
  await visitor.fill('Пароль', esia.password);
  await visitor.press('Войти');
}
