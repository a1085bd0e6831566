/** One whole journey in the browser floor: Windows 7 and 8.1 in schools end at Chromium 109. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fixturePassword, people } from '@epos-login/testing/people';
// The one that was made for this Chromium: later ones speak of targets that it does not know.
import { launch, type Browser, type ElementHandle, type Page } from 'puppeteer-core-19';
import { chromiumFlags } from '../../scripts/browsers.ts';
import { startDemo, type Demo } from '../../scripts/demo.ts';

describe('Chromium 109', () => {
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  /** What the browser complains of. */
  const complaints: string[] = [];

  before(async () => {
    demo = await startDemo({ port: 0 });
    const executablePath = process.env.CHROME_PATH ?? assert.fail('CHROME_PATH names Chromium 109');
    browser = await launch({ executablePath, headless: true, args: [...chromiumFlags, '--disable-gpu', '--lang=ru'] });
    page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  });

  after(async () => {
    await browser.close();
    await demo.close();
  });

  /** What says just this and can be seen, shadow roots included: this puppeteer's own search does not wait for those. */
  const says = async (text: string) => {
    const found = await page.waitForFunction(
      (wanted: string) => {
        const look = (root: ParentNode): Element | undefined => {
          for (const element of root.querySelectorAll('*')) {
            const inside = element.shadowRoot && look(element.shadowRoot);
            if (inside) return inside;
            const own = [...element.childNodes].map((node) => (node instanceof Text ? node.data : '')).join('');
            if (own.trim() === wanted && element.getClientRects().length > 0) return element;
          }
          return undefined;
        };
        return look(document);
      },
      { polling: 'raf' },
      text,
    );
    return found.asElement() as ElementHandle;
  };
  const press = async (text: string) => (await says(text)).click();
  const fill = async (name: string, text: string) => {
    const field = await page.waitForSelector(`aria/${name}[role="textbox"]`);
    await field?.type(text);
  };

  it('is what it says', async () => {
    assert.match(await browser.version(), /Chrome\/109\./);
  });

  it('Вход → Вход через ЕСИА → категория роли → подсистема', async () => {
    const person = people.teacherAndParent;
    await page.goto(`${demo.origins.html}/page.html`);
    await press('Вход через ЕСИА');
    await fill('Телефон, почта или СНИЛС', person.esia.email);
    await fill('Пароль', fixturePassword);
    await press('Войти');
    await press('Предоставить');
    await press('Родитель');
    await press('Продолжить');
    await press('ЭПОС.Школа');
    await page.waitForFunction((origin) => location.origin === origin, {}, demo.origins.subsystem);
    await page.waitForFunction(() => document.body.textContent.includes('Смирнова Дарья'));
    assert.deepEqual(complaints, []);
  });

  it('the button of a page’s header opens its panel, finds the session again, and signs out', async () => {
    await page.goto(`${demo.origins.html}/`);
    await press(people.teacherAndParent.epos.given_name);
    await says('Доступные подсистемы');
    await press('Выйти');
    await says('Вход');
    assert.deepEqual(complaints, []);
  });
});
