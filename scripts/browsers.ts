import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
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

/** The executable of Chrome or Chromium, installed first where it is missing and that can be done. */
export function findChromium(): string {
  return findOrInstall(chromium);
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
