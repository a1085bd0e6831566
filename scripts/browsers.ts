import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, globSync } from 'node:fs';
import path from 'node:path';

interface Browser {
  /** What a person calls it, for messages. */
  name: string;
  /** The environment variable that names an executable of one's own. */
  variable: string;
  /** The names under which package managers install it, best first. */
  commands: readonly string[];
  /** What Debian installs for it. */
  debianPackages: readonly string[];
}

const chromium: Browser = {
  name: 'Chrome or Chromium',
  variable: 'CHROME_PATH',
  commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
  // Without Liberation a fresh machine has DejaVu alone, and every text is a third wider than in schools.
  debianPackages: ['chromium', 'fonts-liberation'],
};

const firefox: Browser = {
  name: 'Firefox',
  variable: 'FIREFOX_PATH',
  commands: ['firefox-esr', 'firefox'],
  debianPackages: ['firefox-esr', 'fonts-liberation'],
};

/** WebKit draws on a screen only; `xvfb-run` gives it one, and needs `xauth` for that. */
const webkit: Browser = {
  name: 'WebKitGTK with its WebDriver',
  variable: 'WEBKIT_DRIVER_PATH',
  commands: ['WebKitWebDriver'],
  debianPackages: ['webkit2gtk-driver', 'xvfb', 'xauth', 'fonts-liberation'],
};

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

function findOrInstall(browser: Browser): string {
  const found = find(browser) ?? (installOnDebian(browser) ? find(browser) : undefined);
  if (found) return found;
  throw new Error(
    `The tests need ${browser.name}. Install it, or set ${browser.variable} to its executable and run this again.`,
  );
}

function find({ variable, commands }: Browser): string | undefined {
  const named = process.env[variable];
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error(`${variable} names ${named}, which is no executable file.`);
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return commands.flatMap((command) => folders.map((folder) => path.join(folder, command))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installOnDebian({ name, debianPackages }: Browser): boolean {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return false;
  console.error(`Installing ${name} by apt-get (once)…`);
  // The package list of a fresh image is old or missing.
  return aptGet('update') && aptGet('install', '-y', '--no-install-recommends', ...debianPackages);
}

function aptGet(...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-q', ...args], { stdio: ['ignore', 2, 2], env }).status === 0;
}
