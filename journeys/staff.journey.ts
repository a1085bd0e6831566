import assert from 'node:assert/strict';
import { it } from 'node:test';
import { demo, visit } from './harness/stage.ts';
import {
  openPortal,
  people,
  permitted,
  pressSignIn,
  signInByEsia,
  signInByRsaa,
  submitEsia,
  submitRsaa,
  tiles,
} from './harness/steps.ts';
import { overBoth } from './harness/transports.ts';

overBoth('Инструкция для входа сотрудников в ЭПОС', () => {
  it('Вход → Вход для сотрудников → РСАА → доступные подсистемы', async () => {
    const { origins } = await demo();
    const visitor = await visit();
    await visitor.open(`${origins.html}/`);
    await pressSignIn(visitor);
    await visitor.seesThe('button', 'Вход через ЕСИА');
    await visitor.picture('staff-1-entrance');
    await visitor.press('Вход для сотрудников');
    await visitor.sees('Доступ к информационным системам Пермского края');
    await visitor.picture('staff-2-rsaa');
    await submitRsaa(visitor, people.teacher.rsaa.username);

    await visitor.arrivesAt(origins.html);
    await visitor.follow('Мария');
    await visitor.seesThe('link', 'ЭПОС.Школа');
    await visitor.picture('staff-9-panel');
    await visitor.leavesNoSecrets();
  });

  it('у кого одна роль, видит сразу подсистемы, и только свои', async () => {
    const visitor = await visit();
    await signInByRsaa(visitor, people.teacher.epos.email);
    assert.deepEqual(await tiles(visitor), permitted(people.teacher, 'employee'));
    await visitor.doesNotSee('radio', 'Сотрудник');
    await visitor.picture('staff-3-subsystems');
    await visitor.leavesNoSecrets();
  });

  it('Вход сотрудника через ЕСИА → доступные подсистемы', async () => {
    const visitor = await visit();
    await openPortal(visitor);
    await visitor.press('Вход через ЕСИА');
    await visitor.seesThe('textbox', 'Телефон, почта или СНИЛС');
    await visitor.picture('staff-4-esia');
    await submitEsia(visitor, people.teacher, people.teacher.esia.snils);
    await visitor.seesThe('button', 'Предоставить');
    await visitor.picture('staff-5-esia-consent');
    await visitor.press('Предоставить');
    assert.deepEqual(await tiles(visitor), permitted(people.teacher, 'employee'));
    await visitor.leavesNoSecrets();
  });

  it('несколько ролей: выбор категории роли, затем подсистемы этой категории', async () => {
    const visitor = await visit();
    await signInByEsia(visitor, people.teacherAndParent);
    await visitor.seesThe('heading', 'Выберите категорию роли');
    await visitor.picture('roles-1-choice');
    await visitor.doesNotSee('radio', 'Обучающийся');
    await visitor.choose('Родитель');
    await visitor.press('Продолжить');
    assert.deepEqual(await tiles(visitor), permitted(people.teacherAndParent, 'parent'));
    await visitor.picture('roles-2-parent');
  });

  it('Директор: код из СМС и сорок подсистем во всех статусах', async () => {
    const { sandbox } = await demo();
    const visitor = await visit();
    await openPortal(visitor);
    await visitor.press('Вход через ЕСИА');
    await submitEsia(visitor, people.head, people.head.esia.phone);
    await visitor.seesThe('textbox', 'Код из СМС');
    const [sms] = sandbox.control.mail.letters(people.head.esia.phone);
    await visitor.fill('Код из СМС', /\b\d{4,8}\b/.exec(sms?.text ?? '')?.[0] ?? 'no code');
    await visitor.press('Продолжить');
    await visitor.press('Предоставить');
    await visitor.choose('Сотрудник');
    await visitor.press('Продолжить');
    assert.deepEqual(await tiles(visitor), permitted(people.head, 'employee'));
    for (const word of ['Доступна', 'с перебоями', 'Технические работы', 'Нет доступа', 'Скоро'])
      await visitor.sees(word);
    await visitor.picture('staff-6-head');
  });

  it('неверный пароль: понятный ответ, введённое имя остаётся, вторая попытка удаётся', async () => {
    const visitor = await visit();
    await signInByRsaa(visitor, people.teacher.rsaa.username, 'wrong');
    await visitor.sees('Неверное имя пользователя или пароль');
    await visitor.picture('staff-7-wrong-password');
    assert.equal(await visitor.valueOf('ИМЯ ПОЛЬЗОВАТЕЛЯ / E-MAIL'), people.teacher.rsaa.username);
    await submitRsaa(visitor, people.teacher.rsaa.username);
    await visitor.seesThe('link', 'ЭПОС.Школа');
  });

  it('заблокированная учётная запись РСАА не входит', async () => {
    const visitor = await visit();
    await signInByRsaa(visitor, people.locked.rsaa.username);
    await visitor.sees('заблокирована');
    await visitor.picture('staff-8-locked');
  });
});
