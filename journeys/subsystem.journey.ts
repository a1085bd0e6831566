import { it } from 'node:test';
import { visit } from './harness/stage.ts';
import { openJournalAsParent, openPortal, people, signInByEsia, signInByRsaa } from './harness/steps.ts';
import { overBoth } from './harness/transports.ts';

overBoth('С плитки в подсистему и выход', () => {
  it('плитка открывает журнал без второго пароля, в выбранной категории', async () => {
    const visitor = await visit();
    await openJournalAsParent(visitor);
    await visitor.picture('subsystem-1-parent');
    await visitor.leavesNoSecrets();
  });

  it('выход заканчивает сеанс у SSO и в ЕСИА: следующему человеку нужен пароль', async () => {
    const visitor = await visit();
    await signInByEsia(visitor, people.parent);
    await visitor.press('Кузнецова Ольга Сергеевна');
    await visitor.pick('Выйти');
    await visitor.seesThe('button', 'Вход через ЕСИА');
    await visitor.picture('sign-out');
    await visitor.press('Вход через ЕСИА');
    await visitor.seesThe('textbox', 'Пароль');
  });

  it('выход сотрудника, вошедшего через РСАА', async () => {
    const visitor = await visit();
    await signInByRsaa(visitor, people.teacher.rsaa.username);
    await visitor.press('Иванова Мария Петровна');
    await visitor.pick('Выйти');
    await visitor.seesThe('button', 'Вход через ЕСИА');
    await openPortal(visitor);
    await visitor.press('Вход для сотрудников');
    await visitor.seesThe('textbox', 'ПАРОЛЬ');
  });
});
