import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

/** A program of the machine that the tests need. */
export interface Tool {
  /** What a person calls it, for messages. */
  name: string;
  /** The environment variable that names an executable of one's own. */
  variable: string;
  /** The names under which package managers install it, best first. */
  commands: readonly string[];
  /** What Debian installs for it. */
  debianPackages: readonly string[];
}

/** The executable of a tool, installed first where it is missing and that can be done. */
export function findOrInstall(tool: Tool): string {
  const found = find(tool) ?? (installOnDebian(tool) ? find(tool) : undefined);
  if (found) return found;
  throw new Error(
    `The tests need ${tool.name}. Install it, or set ${tool.variable} to its executable and run this again.`,
  );
}

function find({ variable, commands }: Tool): string | undefined {
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

/** Installs what Debian has for a tool; `false` where this is not Debian, or not root. */
export /** Installs what Debian has for a tool, where that can be done; says whether it was. */
function installOnDebian({ name, debianPackages }: Pick<Tool, 'name' | 'debianPackages'>): boolean {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return false;
  console.error(`Installing ${name} by apt-get (once)…`);
  // The package list of a fresh image is old or missing.
  return aptGet('update') && aptGet('install', '-y', '--no-install-recommends', ...debianPackages);
}

function aptGet(...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Two test files may come here at the same time: the second waits for the first.
  return (
    spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], { stdio: ['ignore', 2, 2], env }).status ===
    0
  );
}
