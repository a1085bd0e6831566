import { globSync } from 'node:fs';
import { findOrInstall, type Tool } from './tools.ts';

const chromium: Tool = {
  name: 'Chrome or Chromium',
  variable: 'CHROME_PATH',
  commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
  // Without Liberation a fresh machine has DejaVu alone, and every text is a third wider than in schools.
  debianPackages: ['chromium', 'fonts-liberation'],
};

const firefox: Tool = {
  name: 'Firefox',
  variable: 'FIREFOX_PATH',
  commands: ['firefox-esr', 'firefox'],
  debianPackages: ['firefox-esr', 'fonts-liberation'],
};

/** WebKit draws on a screen only; `xvfb-run` gives it one, and needs `xauth` for that. */
const webkit: Tool = {
  name: 'WebKitGTK with its WebDriver',
  variable: 'WEBKIT_DRIVER_PATH',
  commands: ['WebKitWebDriver'],
  debianPackages: ['webkit2gtk-driver', 'xvfb', 'xauth', 'fonts-liberation'],
};

/** What keeps Chromium quiet, and lets it start for root, who runs the tests in containers. */
export const chromiumFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The executable of Chrome or Chromium, installed first where it is missing and that can be done. */
export function findChromium(): string {
  return findOrInstall(chromium);
}

/** The executable of Firefox, likewise. */
export function findFirefox(): string {
  return findOrInstall(firefox);
}

/** The executables of WebKit's WebDriver and of the small browser it drives, likewise. */
export function findWebKit(): { driver: string; browser: string } {
  const driver = findOrInstall(webkit);
  const [browser] = globSync('/usr/{lib,libexec}/{,*/}webkit{2gtk,gtk}-*/MiniBrowser').sort().reverse();
  if (!browser) throw new Error('The tests need MiniBrowser, which Debian brings with libwebkit2gtk.');
  return { driver, browser };
}
