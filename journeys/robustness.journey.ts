import assert from 'node:assert/strict';
import { it } from 'node:test';
import { demo, visit } from './harness/stage.ts';
import {
  bookmarkCallback,
  openJournalAsParent,
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

const teachersTiles = permitted(people.teacher, 'employee');

overBoth('Перезагрузка, «Назад» и ответ из закладки', (transport) => {
  it('перезагрузка до входа', async () => {
    const visitor = await visit();
    await openPortal(visitor);
    await visitor.reload();
    await visitor.seesThe('button', 'Вход через ЕСИА');
  });

  it('перезагрузка на странице пароля', async () => {
    const visitor = await visit();
    await openPortal(visitor);
    await visitor.press('Вход для сотрудников');
    await visitor.seesThe('textbox', 'ПАРОЛЬ');
    await visitor.reload();
    await submitRsaa(visitor, people.teacher.rsaa.username);
    assert.deepEqual(await tiles(visitor), teachersTiles);
  });

  it('«Назад» со страницы пароля: вход предлагается снова и удаётся', async () => {
    const visitor = await visit();
    await openPortal(visitor);
    await visitor.press('Вход через ЕСИА');
    await visitor.seesThe('textbox', 'Пароль');
    await visitor.back();
    await visitor.press('Вход для сотрудников');
    await submitRsaa(visitor, people.teacher.rsaa.username);
    assert.deepEqual(await tiles(visitor), teachersTiles);
  });

  it('перезагрузка при выборе категории: выбор всё ещё ждёт', async () => {
    const visitor = await visit();
    await signInByEsia(visitor, people.teacherAndParent);
    await visitor.seesThe('radio', 'Родитель');
    await visitor.reload();
    await visitor.choose('Родитель');
    await visitor.press('Продолжить');
    assert.deepEqual(await tiles(visitor), permitted(people.teacherAndParent, 'parent'));
  });

  it('перезагрузка после входа: без пароля, в той же категории', async () => {
    const visitor = await visit();
    await signInByEsia(visitor, people.teacherAndParent);
    await visitor.choose('Родитель');
    await visitor.press('Продолжить');
    await visitor.seesThe('heading', 'Доступные подсистемы');
    await visitor.reload();
    assert.deepEqual(await tiles(visitor), permitted(people.teacherAndParent, 'parent'));
    await visitor.leavesNoSecrets();
  });

  it('«Назад» после входа: ни ошибки, ни второго обмена кода', async () => {
    const { origins } = await demo();
    const visitor = await visit();
    await signInByRsaa(visitor, people.teacher.rsaa.username);
    await tiles(visitor);
    await visitor.back();
    await visitor.open(`${origins.html}/page.html`);
    assert.deepEqual(await tiles(visitor), teachersTiles);
  });

  it('ответ из закладки после входа: тот же человек, чистый адрес', async () => {
    const visitor = await visit();
    const bookmark = await bookmarkCallback(visitor);
    await visitor.open(bookmark);
    if (transport === 'gateway') {
      // Nothing is left of who asked: the gateway leads whom it knows to the site's first page.
      await visitor.seesThe('link', 'Мария');
      await visitor.leavesNoSecrets();
      await openPortal(visitor);
    }
    assert.deepEqual(await tiles(visitor), teachersTiles);
    await visitor.leavesNoSecrets();
  });

  it('ответ из закладки в другом браузере: вход предлагается, ошибки нет', async () => {
    const visitor = await visit();
    const bookmark = await bookmarkCallback(visitor);
    const stranger = await visit();
    await stranger.open(bookmark);
    if (transport === 'gateway') {
      await stranger.sees('Вход не завершён');
      await stranger.follow('Вернуться на сайт');
      await pressSignIn(stranger);
    }
    await stranger.seesThe('button', 'Вход через ЕСИА');
    await stranger.leavesNoSecrets();
  });

  it('перезагрузка совета после неудачи: вход предлагается', async () => {
    const visitor = await visit();
    await openPortal(visitor);
    await visitor.press('Вход через ЕСИА');
    await submitEsia(visitor, people.unconfirmed);
    await visitor.seesThe('heading', 'Учётная запись на Госуслугах не подтверждена.');
    await visitor.leavesNoSecrets();
    await visitor.reload();
    await visitor.seesThe('button', 'Вход через ЕСИА');
  });

  it('перезагрузка в подсистеме: тот же человек, та же категория', async () => {
    const visitor = await visit();
    await openJournalAsParent(visitor);
    await visitor.reload();
    await visitor.sees('Смирнова Дарья');
    await visitor.leavesNoSecrets();
  });

  it('«Назад» из подсистемы: портал с подсистемами', async () => {
    const { origins } = await demo();
    const visitor = await visit();
    await signInByRsaa(visitor, people.teacher.rsaa.username);
    await visitor.follow('ЭПОС.Школа');
    await visitor.arrivesAt(origins.subsystem);
    await visitor.sees('Иванова');
    await visitor.back();
    assert.deepEqual(await tiles(visitor), teachersTiles);
  });

  it('перезагрузка и «Назад» после выхода: никто не вошёл, имени не видно', async () => {
    const visitor = await visit();
    await signInByRsaa(visitor, people.teacher.rsaa.username);
    await visitor.press('Иванова Мария Петровна');
    await visitor.pick('Выйти');
    await visitor.seesThe('button', 'Вход через ЕСИА');
    await visitor.reload();
    await visitor.seesThe('button', 'Вход через ЕСИА');
    await visitor.back();
    await visitor.doesNotSee('button', 'Иванова Мария Петровна');
  });
});
