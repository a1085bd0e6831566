import { launch, type Browser, type Page } from 'puppeteer-core';
import { chromiumFlags, findChromium, findFirefox, findWebKit } from '../browsers.ts';
import { startWebKitDriver } from '../test/webkit-driver.ts';
import type { InPage } from './in-page/in-page.ts';
import { openSession } from './webdriver.ts';

/** A page of stories in some browser. */
export interface StoryPage {
  /** Asks the half of the walk that runs in the page. */
  ask<Name extends keyof InPage>(
    name: Name,
    ...given: Parameters<InPage[Name]>
  ): Promise<Awaited<ReturnType<InPage[Name]>>>;
}

/** What only Chromium does for a page. */
export interface ChromiumPage extends StoryPage {
  setWidth(width: number): Promise<void>;
  forceColors(forced: boolean): Promise<void>;
  /** A picture of the story as PNG. */
  picture(): Promise<Uint8Array>;
}

interface Opened<Kind> {
  readonly page: Kind;
  close(): Promise<void>;
}

const height = 800;
export const wide = 1280;

/** So many pages of Chromium, each in a window of its own: one behind another would draw nothing. */
export async function openChromium(address: string, count: number): Promise<Opened<ChromiumPage>[]> {
  const browser = await launch({
    executablePath: findChromium(),
    args: [
      ...chromiumFlags,
      '--lang=ru',
      // Letters are drawn the same on every machine.
      '--font-render-hinting=none',
      '--disable-lcd-text',
      '--force-color-profile=srgb',
    ],
    defaultViewport: { width: wide, height },
    protocolTimeout: 40_000,
  });
  return Promise.all(Array.from({ length: count }, () => openWindow(browser, address)));
}

async function openWindow(browser: Browser, address: string): Promise<Opened<ChromiumPage>> {
  const page = await (await browser.createBrowserContext()).newPage();
  const protocol = await page.createCDPSession();
  await protocol.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  await page.emulateTimezone('Asia/Yekaterinburg');
  const stories = await openByPuppeteer(page, address);
  return {
    page: {
      ...stories,
      async setWidth(width) {
        await page.setViewport({ width, height });
      },
      async forceColors(forced) {
        const features = [{ name: 'forced-colors', value: forced ? 'active' : 'none' }];
        await protocol.send('Emulation.setEmulatedMedia', { features: forced ? features : [] });
      },
      async picture() {
        const { width = wide } = page.viewport() ?? {};
        let bounds = await stories.ask('bounds');
        // What is below the window is not laid out yet where `content-visibility` says so, and takes another height then.
        for (let before = height; bounds.height > before; bounds = await stories.ask('bounds')) {
          before = bounds.height;
          await page.setViewport({ width, height: before });
          await stories.ask('rest');
        }
        const png = await page.screenshot({ clip: { x: 0, y: 0, ...bounds }, captureBeyondViewport: false });
        await page.setViewport({ width, height });
        return png;
      },
    },
    close: () => browser.close(),
  };
}

async function openByPuppeteer(page: Page, address: string): Promise<StoryPage> {
  await page.goto(address);
  return {
    ask: (name, ...given) =>
      page.evaluate(
        // What crosses is JSON; which answer belongs to which question is known to `InPage` only.
        (asked: string, parameters: unknown[]) =>
          (window.stories as unknown as Record<string, (...all: unknown[]) => Promise<never>>)[asked]?.(...parameters),
        name,
        given,
      ) as Promise<never>,
  };
}

export async function openFirefox(address: string): Promise<Opened<StoryPage>> {
  const browser = await launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    defaultViewport: { width: wide, height },
  });
  return { page: await openByPuppeteer(await browser.newPage(), address), close: () => browser.close() };
}

export async function openWebKit(address: string): Promise<Opened<StoryPage>> {
  const { driver, browser } = findWebKit();
  const session = await openSession(await startWebKitDriver(driver), {
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
  });
  await session.open(address);
  return {
    page: {
      ask: (name, ...given) => session.run(`return window.stories[${JSON.stringify(name)}](...given)`, given),
    },
    close: () => session.close(),
  };
}
