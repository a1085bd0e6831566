import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isolated } from './harness/isolated.ts';
import { demo, visitOnScreen } from './harness/stage.ts';
import { people, submitRsaa } from './harness/steps.ts';
import { over } from './harness/transports.ts';
import type { Visitor } from './harness/visitor.ts';

const teacher = people.teacher.rsaa.username;
const button = 'Вход для сотрудников';

/** The first page of the journal, for somebody who is not signed in. */
async function openJournal(origin?: string): Promise<Visitor> {
  const { origins } = await demo();
  const visitor = await visitOnScreen();
  await visitor.open(`${origin ?? origins.subsystem}/?week=3`);
  return visitor;
}

/** The password page of РСАА refuses to be seen by whoever has opened it. */
async function cutWindowsOff(): Promise<void> {
  const { sandbox } = await demo();
  for (const part of ['sso', 'rsaa'] as const) sandbox.control.faults.set(part, { coop: true });
}

over('direct', 'Вход сотрудника в отдельном окне', () => {
  it('страница остаётся на месте, окно закрывается само', async () => {
    const visitor = await openJournal();
    const entries = await visitor.page.evaluate(() => history.length);
    const left = visitor.requestsTo(/./);
    const window = await visitor.pressForWindow(button);
    await submitRsaa(window, teacher);
    await visitor.sees('Иванова');
    await window.goes();
    await visitor.leavesNoSecrets();
    assert.match(visitor.page.url(), /\?week=3$/);
    assert.equal(await visitor.page.evaluate(() => history.length), entries);
    assert.deepEqual(
      left.filter((address) => !address.includes('prompt=none')),
      [],
    );
  });

  it('человек закрыл окно: можно войти снова, ошибки нет', async () => {
    const visitor = await openJournal();
    const window = await visitor.pressForWindow(button);
    await window.seesThe('textbox', 'ПАРОЛЬ');
    await window.page.close();
    await visitor.seesThe('button', button);
    await visitor.doesNotSee('alert', 'Не удалось войти');
    const another = await visitor.pressForWindow(button);
    await submitRsaa(another, teacher);
    await visitor.sees('Иванова');
  });

  it('браузер не дал открыть окно: вход в этой же вкладке', async () => {
    const visitor = await openJournal();
    // A click by a script, of which the browser knows that nobody pressed anything.
    const session = await visitor.page.createCDPSession();
    await session.send('Runtime.evaluate', {
      userGesture: false,
      awaitPromise: true,
      expression: `new Promise((resolve) => {
        const look = () => {
          const found = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === '${button}');
          if (found) resolve(found.click());
          else requestAnimationFrame(look);
        };
        look();
      })`,
    });
    await submitRsaa(visitor, teacher);
    await visitor.sees('Иванова');
    assert.equal((await visitor.page.browserContext().pages()).length, 1);
    await visitor.leavesNoSecrets();
  });

  it('единый вход отрезал окно (COOP): ответ доходит всё равно', async () => {
    await cutWindowsOff();
    const visitor = await openJournal();
    const window = await visitor.pressForWindow(button);
    await submitRsaa(window, teacher);
    await visitor.sees('Иванова');
    await window.goes();
    assert.match(visitor.page.url(), /\?week=3$/);
    await visitor.leavesNoSecrets();
  });

  it('единый вход отрезал окно, и человек вернулся без ответа: вход в этой же вкладке', async () => {
    await cutWindowsOff();
    const visitor = await openJournal();
    const window = await visitor.pressForWindow(button);
    await window.seesThe('textbox', 'ПАРОЛЬ');
    // Whoever is back at once could as well have closed the window.
    await window.page.waitForFunction(() => performance.now() > 2000);
    await submitRsaa(visitor, teacher);
    await visitor.sees('Иванова');
    await visitor.leavesNoSecrets();
  });

  it('страница сама отрезает окна других сайтов: ответ доходит всё равно', async () => {
    const { origins } = await demo();
    const journal = await isolated(origins.subsystem);
    try {
      const visitor = await openJournal(journal.origin);
      const window = await visitor.pressForWindow(button);
      await submitRsaa(window, teacher);
      await visitor.sees('Иванова');
      await window.goes();
      await visitor.leavesNoSecrets();
    } finally {
      journal.close();
    }
  });

  it('страницу перезагрузили, пока окно открыто: вход заканчивается в окне', async () => {
    const visitor = await openJournal();
    const window = await visitor.pressForWindow(button);
    await window.seesThe('textbox', 'ПАРОЛЬ');
    await visitor.reload();
    await submitRsaa(window, teacher);
    await window.sees('Иванова');
    await window.leavesNoSecrets();
  });
});

/** A window of the gateway's could hand nothing over: what it answers is a cookie. */
over('gateway', 'Вход сотрудника в отдельном окне', () => {
  it('вход в этой же вкладке, и возврат туда, откуда начали', async () => {
    const visitor = await openJournal();
    await visitor.press(button);
    await submitRsaa(visitor, teacher);
    await visitor.sees('Иванова');
    assert.match(visitor.page.url(), /\?week=3$/);
    assert.equal((await visitor.page.browserContext().pages()).length, 1);
    await visitor.leavesNoSecrets();
  });
});
