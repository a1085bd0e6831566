import assert from 'node:assert/strict';
import { it } from 'node:test';
import { organizations } from '@epos-login/testing/people';
import { demo, visit } from './harness/stage.ts';
import { openPortal, signInByRsaa, submitRsaa } from './harness/steps.ts';
import { overBoth } from './harness/transports.ts';
import type { Visitor } from './harness/visitor.ts';

/** Name and password of the letter that has come to this address. */
async function readLetter(visitor: Visitor, address: string, picture: string): Promise<readonly [string, string]> {
  const { origins } = await demo();
  const mailbox = await visitor.anotherTab();
  await mailbox.open(origins.mail);
  await mailbox.sees(address);
  await mailbox.picture(picture);
  const letter = (await mailbox.texts()).join('\n');
  const login = /Имя пользователя:?\s*(\S+)/i.exec(letter)?.[1];
  const password = /Пароль:?\s*(\S+)/i.exec(letter)?.[1];
  assert.ok(login && password, `the letter should name login and password:\n${letter}`);
  return [login, password];
}

overBoth('Регистрация пользователя в РСАА', () => {
  it('РЕГИСТРАЦИЯ → форма → письмо с учётными данными → первый вход', async () => {
    const school = organizations[0];
    assert.ok(school?.short_name);
    const visitor = await visit();
    await openPortal(visitor);
    await visitor.press('Вход для сотрудников');
    await visitor.follow('РЕГИСТРАЦИЯ');
    await visitor.seesThe('button', 'Зарегистрироваться');
    await visitor.picture('registration-1-form');
    await visitor.fill('Фамилия', 'Соколова');
    await visitor.fill('Имя', 'Ирина');
    await visitor.fill('Отчество', 'Павловна');
    await visitor.fill('Email', 'sokolova@mail.example');
    await visitor.fill('Должность', 'Учитель химии');
    await visitor.select('Выберите организацию', school.short_name);
    await visitor.fill('ИНН организации (10 цифр)', '1234567890');
    await visitor.fill('КПП организации (9 цифр)', school.kpp);
    await visitor.tick('Я согласен на обработку персональных данных');

    // A wrong ИНН: the form says so, and nothing that was typed is lost.
    await visitor.press('Зарегистрироваться');
    await visitor.seesThe('alert', 'Исправьте ошибки');
    await visitor.picture('registration-2-refused');
    assert.equal(await visitor.valueOf('Должность'), 'Учитель химии');
    await visitor.fill('ИНН организации (10 цифр)', school.inn);
    await visitor.press('Зарегистрироваться');
    await visitor.sees('sokolova@mail.example');
    await visitor.picture('registration-3-sent');

    const [login, password] = await readLetter(visitor, 'sokolova@mail.example', 'registration-4-letter');
    await signInByRsaa(visitor, login, password);
    await visitor.sees('Здравствуйте, Ирина Павловна!');
    await visitor.seesThe('link', 'ЭПОС.Школа');
    await visitor.picture('registration-5-first-sign-in');
  });

  it('инструкции → форма на странице портала → письмо → первый вход', async () => {
    const visitor = await visit();
    await openPortal(visitor);
    await visitor.seesThe('link', 'Доступно в RuStore');
    await visitor.follow('Инструкции по входу');
    await visitor.seesThe('heading', 'Инструкции по входу');
    await visitor.seesThe('link', 'Написать в техподдержку');
    await visitor.follow('Портал ЭПОС');
    await visitor.sees('Ещё нет учётной записи');
    await visitor.press('Регистрация');
    await visitor.seesThe('button', 'Зарегистрироваться');
    await visitor.picture('registration-6-own-form');
    await visitor.fill('Фамилия', 'Ветрова');
    await visitor.fill('Имя', 'Анна');
    await visitor.fill('Отчество', 'Сергеевна');
    await visitor.fill('Email', 'vetrova@mail.example');
    await visitor.fill('Должность', 'Учитель музыки');

    // Without an organization and the consent: the form says so, and nothing that was typed is lost.
    await visitor.press('Зарегистрироваться');
    await visitor.sees('Форма не отправлена');
    assert.equal(await visitor.valueOf('Должность'), 'Учитель музыки');
    const school = organizations[0];
    assert.ok(school?.short_name);
    await visitor.fill('Выберите организацию', school.inn);
    await visitor.takeFirst('Организации');
    assert.equal(await visitor.valueOf('КПП организации'), school.kpp);
    await visitor.tick('Даю школе согласие');
    await visitor.press('Зарегистрироваться');
    await visitor.seesThe('heading', 'Данные отправлены');
    await visitor.sees('vetrova@mail.example');
    await visitor.picture('registration-7-own-form-sent');

    const [login, password] = await readLetter(visitor, 'vetrova@mail.example', 'registration-8-letter');
    await visitor.press('Вход для сотрудников');
    await submitRsaa(visitor, login, password);
    await visitor.sees('Здравствуйте, Анна Сергеевна!');
    await visitor.seesThe('link', 'ЭПОС.Школа');
  });
});
