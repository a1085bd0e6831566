import assert from 'node:assert/strict';
import { it } from 'node:test';
import { demo, visit } from './harness/stage.ts';
import { openPortal, people, permitted, signInByRsaa, submitRsaa, tiles, untilSignedOut } from './harness/steps.ts';
import { overBoth } from './harness/transports.ts';
import type { Visitor } from './harness/visitor.ts';

const { teacher } = people;
const name = 'Иванова Мария Петровна';

/**
 * Leaves the page and comes back by the browser's button. The page must stand there as it was left, frozen and not loaded
 * anew; else Chromium tells what has forbidden that.
 */
async function comeBack(visitor: Visitor, leave: () => Promise<void>): Promise<void> {
  const { page } = visitor;
  await page.evaluate(() => {
    addEventListener('pageshow', ({ persisted }) => document.body.classList.toggle('was-kept', persisted));
  });
  await leave();
  // Whoever was in another tab meanwhile has this one before the eyes again.
  await page.bringToFront();
  await visitor.back();
  const { kept, reasons } = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as { notRestoredReasons?: unknown }[];
    return {
      kept: document.body.classList.contains('was-kept'),
      reasons: JSON.stringify(navigation?.notRestoredReasons ?? 'no reason is told'),
    };
  });
  assert.ok(kept, `the browser has not kept the page: ${reasons}`);
}

async function toTheSchool(visitor: Visitor): Promise<void> {
  await visitor.follow('Школа № 12');
  await visitor.seesThe('heading', 'Новости');
}

/** The name of what has the focus, however deep in shadow roots. */
function focused({ page }: Visitor): Promise<string | undefined> {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.textContent.replaceAll(/\s+/g, ' ').trim();
  });
}

overBoth('«Назад» на страницу, которую браузер сохранил', () => {
  it('со страницы пароля: кнопки снова нажимаются, и вход удаётся', async () => {
    const visitor = await visit();
    await openPortal(visitor);
    await comeBack(visitor, async () => {
      await visitor.press('Вход для сотрудников');
      await visitor.seesThe('textbox', 'ПАРОЛЬ');
    });
    await visitor.press('Вход для сотрудников');
    await submitRsaa(visitor, teacher.rsaa.username);
    assert.deepEqual(await tiles(visitor), permitted(teacher, 'employee'));
  });

  it('после входа: поиск начинается с клавиатуры, меню открывается, фокус возвращается, выход удаётся', async () => {
    const visitor = await visit();
    await signInByRsaa(visitor, teacher.rsaa.username);
    const before = await tiles(visitor);
    await comeBack(visitor, () => toTheSchool(visitor));
    assert.match(String(await focused(visitor)), /^Школа № 12/);
    assert.deepEqual(await tiles(visitor), before);

    // «журнал» on the other layout: the keys of Russian letters cannot be pressed from here.
    await visitor.page.keyboard.type(';ehyfk');
    await visitor.sees('Показано для «журнал»');
    await visitor.press(name);
    await visitor.seesThe('menuitem', 'Выйти');
    await visitor.page.keyboard.press('Escape');
    assert.match(String(await focused(visitor)), new RegExp(name));
    await visitor.press(name);
    await visitor.pick('Выйти');
    await visitor.seesThe('button', 'Вход через ЕСИА');
  });

  it('после выхода в другой вкладке: вход предлагается, имени не видно', async () => {
    const visitor = await visit();
    await signInByRsaa(visitor, teacher.rsaa.username);
    await tiles(visitor);
    await comeBack(visitor, async () => {
      await toTheSchool(visitor);
      const tab = await visitor.anotherTab();
      await openPortal(tab);
      await tab.press(name);
      await tab.pick('Выйти');
      await untilSignedOut(tab);
    });
    await visitor.seesThe('button', 'Вход через ЕСИА');
    await visitor.doesNotSee('button', name);
  });

  it('после входа в другой вкладке: кнопка «Вход» называет имя и открывает подсистемы', async () => {
    const { origins } = await demo();
    const visitor = await visit();
    await visitor.open(`${origins.html}/`);
    await untilSignedOut(visitor);
    await comeBack(visitor, async () => {
      await openPortal(visitor);
      const tab = await visitor.anotherTab();
      await signInByRsaa(tab, teacher.rsaa.username);
      await tiles(tab);
    });
    await visitor.follow('Мария');
    await visitor.seesThe('link', 'ЭПОС.Школа');
  });
});
