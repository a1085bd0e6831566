import assert from 'node:assert/strict';
import { it } from 'node:test';
import { demo, visit } from './harness/stage.ts';
import { openPortal, people, permitted, signInByEsia, signInByRsaa, submitEsia, tiles } from './harness/steps.ts';
import { overBoth } from './harness/transports.ts';

overBoth('При возникновении ошибки при входе', () => {
  it('почта не совпадает → совет → правка в Контингенте → на следующий день вход удаётся', async () => {
    const { origins } = await demo();
    const { epos, esia } = people.mismatch;
    const visitor = await visit();
    await signInByEsia(visitor, people.mismatch);
    await visitor.seesThe('heading', 'Данные в ЭПОС и на Госуслугах не совпадают.');
    await visitor.choose('Родитель');
    await visitor.sees('Обратитесь к классному руководителю для сверки ФИО, даты рождения и электронной почты');
    await visitor.picture('trouble-1-mismatch-parent');
    await visitor.choose('Сотрудник');
    await visitor.sees('После внесения изменений выполните вход повторно на следующий день.');
    await visitor.picture('trouble-2-mismatch-employee');

    const administrator = await visitor.anotherTab();
    await administrator.open(origins.contingent);
    await administrator.follow(`${epos.family_name} ${epos.given_name} ${epos.middle_name}`);
    await administrator.fill('Электронная почта', esia.email);
    await administrator.picture('trouble-3-contingent');
    await administrator.press('Внести изменения');
    await administrator.sees('следующий день');

    await visitor.press('Повторить вход');
    await visitor.press('Вход через ЕСИА');
    await visitor.seesThe('heading', 'Данные в ЭПОС и на Госуслугах не совпадают.');

    await administrator.open(origins.control);
    await administrator.press('Следующий день');
    await visitor.press('Повторить вход');
    await visitor.press('Вход через ЕСИА');
    assert.deepEqual(await tiles(visitor), permitted(people.mismatch, 'parent'));
  });

  it('нет ни одной роли → совет и выход', async () => {
    const visitor = await visit();
    await signInByRsaa(visitor, people.noRoles.rsaa.username);
    await visitor.sees('для вас не открыта ни одна подсистема ЭПОС');
    await visitor.picture('trouble-4-no-roles');
    await visitor.press('Выйти');
    await visitor.seesThe('button', 'Вход через ЕСИА');
  });

  it('учётная запись не подтверждена → совет', async () => {
    const visitor = await visit();
    await openPortal(visitor);
    await visitor.press('Вход через ЕСИА');
    await submitEsia(visitor, people.unconfirmed);
    await visitor.seesThe('heading', 'Учётная запись на Госуслугах не подтверждена.');
    await visitor.choose('Обучающийся');
    await visitor.sees('Для ребёнка, не достигшего 14 лет, учётная запись должна быть создана из профиля родителя.');
    await visitor.picture('trouble-5-unconfirmed');
  });

  for (const key of ['sharedPhoneParent', 'sharedPhoneStudent'] as const) {
    it(`общий телефон у родителя и ребёнка → совет (${key})`, async () => {
      const visitor = await visit();
      await signInByEsia(visitor, people[key]);
      await visitor.sees('указан у двух людей');
      await visitor.choose('Родитель');
      await visitor.sees('должен отличаться от номера или почты родителя');
    });
  }

  it('человека нет в ЭПОС → совет', async () => {
    const visitor = await visit();
    await signInByEsia(visitor, people.stranger);
    await visitor.sees('В ЭПОС нет учётной записи с вашими данными.');
  });

  it('отказ на Госуслугах → совет, вход можно повторить', async () => {
    const visitor = await visit();
    await openPortal(visitor);
    await visitor.press('Вход через ЕСИА');
    await submitEsia(visitor, people.parent);
    await visitor.press('Отказать');
    await visitor.sees('Вход отменён: на Госуслугах не дано разрешение');
    await visitor.picture('trouble-6-denied');
    await visitor.press('Повторить вход');
    await visitor.press('Вход через ЕСИА');
    await visitor.press('Предоставить');
    assert.deepEqual(await tiles(visitor), permitted(people.parent, 'parent'));
  });

  it('ЕСИА не работает → вход временно недоступен', async () => {
    const { sandbox } = await demo();
    const visitor = await visit();
    await openPortal(visitor);
    await visitor.press('Вход через ЕСИА');
    await visitor.seesThe('textbox', 'Пароль');
    sandbox.control.faults.set('esia', { outage: 'unavailable' });
    await submitEsia(visitor, people.parent);
    await visitor.sees('недоступ');
  });
});
