import type { BrowserLauncher } from '@web/test-runner';
import type { ChromeLauncher } from '@web/test-runner-chrome';
import { chromiumFlags, findChromium, findFirefox, findWebKit } from '../browsers.ts';
import { startWebKitDriver } from './webkit-driver.ts';

export const engines = ['chromium', 'firefox', 'webkit'] as const;
export type Engine = (typeof engines)[number];

/** Finds the engine's browser, installing it where that can be done, so that a run without it fails before it begins. */
export const findEngine: Record<Engine, () => unknown> = {
  chromium: findChromium,
  firefox: findFirefox,
  webkit: findWebKit,
};

/** Without its results of a session: two launchers describe coverage, which nobody here measures, in different words. */
type Launcher = Omit<BrowserLauncher, 'stopSession'>;
type FirefoxPage = ReturnType<ChromeLauncher['getPage']>;

/**
 * How each engine is driven. The drivers load when they are wanted: the two of them together take a second.
 *
 * Popups are allowed, by puppeteer's defaults and by WebKit's setting: tests open the pages they watch as windows.
 */
export const launchers: Record<Engine, () => Promise<Launcher>> = {
  async chromium() {
    const { chromeLauncher } = await import('@web/test-runner-chrome');
    return chromeLauncher({
      // A second page beside the first is a hidden one: no animation frames, no focus.
      concurrency: 1,
      launchOptions: {
        executablePath: findChromium(),
        args: [...chromiumFlags],
      },
    });
  },

  async firefox() {
    const { puppeteerLauncher } = await import('@web/test-runner-puppeteer');
    return puppeteerLauncher({
      concurrency: 1,
      async createPage({ browser }) {
        const page = await browser.newPage();
        const go = page.goto.bind(page);
        page.goto = async (...there) => {
          await takeFocus(page);
          return go(...there);
        };
        return page;
      },
      launchOptions: {
        browser: 'firefox',
        executablePath: findFirefox(),
        // The page of the tests stands behind the windows it opens, where its timers would go once a second.
        extraPrefsFirefox: {
          'dom.min_background_timeout_value': 4,
          'dom.min_background_timeout_value_without_budget_throttling': 4,
          'dom.timeout.enable_budget_timer_throttling': false,
          // A page that stands behind the first has the focus all the same: without this nothing tells it of focus.
          'focusmanager.testmode': true,
          // Firefox repeats by itself, up to ten times, what was lost on the way; tests count what the page asks.
          'network.http.request.max-attempts': 1,
        },
      },
    });
  },

  async webkit() {
    const { webdriverLauncher } = await import('@web/test-runner-webdriver');
    const { driver, browser } = findWebKit();
    return webdriverLauncher({
      automationProtocol: 'webdriver',
      hostname: '127.0.0.1',
      port: await startWebKitDriver(driver),
      path: '/',
      capabilities: {
        browserName: 'MiniBrowser',
        // WebKitGTK speaks the classic protocol only.
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': {
          binary: browser,
          args: ['--automation', '--javascript-can-open-windows-automatically=true'],
        },
      } as WebdriverIO.Capabilities,
    });
  },
};

/**
 * Gives a page of Firefox the focus. Pages open behind one another; and one in which Tab was pressed beyond the last
 * stop has handed the focus to the browser's bar, from where only a change of tabs brings it back.
 */
async function takeFocus(page: FirefoxPage): Promise<void> {
  const other = await page.browser().newPage();
  await page.bringToFront();
  await other.close();
}

/** The engine that the environment asks for; Chromium, where a runner was started by hand. */
export function chosenEngine(): Engine {
  return engines.find((engine) => engine === process.env.EPOS_ENGINE) ?? 'chromium';
}
