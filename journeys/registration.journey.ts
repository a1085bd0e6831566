import assert from 'node:assert/strict';
import { it } from 'node:test';
import { organizations } from '@epos-login/testing/people';
import { demo, visit } from './harness/stage.ts';
import { openPortal, signInByRsaa } from './harness/steps.ts';
import { overBoth } from './harness/transports.ts';

overBoth('Регистрация пользователя в РСАА', () => {
  it('РЕГИСТРАЦИЯ → форма → письмо с учётными данными → первый вход', async () => {
    const { origins } = await demo();
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

    const mailbox = await visitor.anotherTab();
    await mailbox.open(origins.mail);
    await mailbox.sees('sokolova@mail.example');
    await mailbox.picture('registration-4-letter');
    const letter = (await mailbox.texts()).join('\n');
    const login = /Имя пользователя:?\s*(\S+)/i.exec(letter)?.[1];
    const password = /Пароль:?\s*(\S+)/i.exec(letter)?.[1];
    assert.ok(login && password, `the letter should name login and password:\n${letter}`);

    await signInByRsaa(visitor, login, password);
    await visitor.sees('Здравствуйте, Ирина Павловна!');
    await visitor.seesThe('link', 'ЭПОС.Школа');
    await visitor.picture('registration-5-first-sign-in');
  });
});
