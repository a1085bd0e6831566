// The outermost script of `npm start` and `npm test`. It must run on Node 20 in a clone that has nothing installed:
// plain JavaScript, no dependencies. It brings node_modules into step with the lockfile and hands over to the script
// named first, run by the Node that the workspace pins. (The `exec` in package.json leaves no shell between npm and this
// script, which would keep signals to itself.)
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const PNPM = 'pnpm@12.21.0';
const root = path.dirname(import.meta.dirname);
const node = path.join(root, 'node_modules/.bin/node');
const stamp = path.join(root, 'node_modules/.epos-installed');

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

function install() {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing dependencies (once, and whenever the lockfile changes)…');
  const { status, error } = spawnSync('npx', ['--yes', PNPM, 'install', '--frozen-lockfile'], {
    cwd: root,
    // The summary line of the tests goes to stdout; an installer's talk does not belong there.
    stdio: ['ignore', 2, 2],
    // pnpm asks before it replaces node_modules unless it knows that nobody is there to answer.
    env: { ...process.env, CI: 'true' },
  });
  if (status !== 0) {
    console.error(error?.message ?? `\n${PNPM} could not install the dependencies: see above.`);
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

/** @param {string[]} args The script and its arguments. */
function handOver(args) {
  const child = spawn(node, ['--conditions=epos-source', ...args], {
    cwd: root,
    // The channel tells the child, by closing, when this process is killed without a chance to pass it on.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // A terminal's Ctrl-C reaches the child by itself; `kill` of this process does not. The child takes the same signal
  // twice in its stride, and this process stays until the child is gone.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  // Whoever kills npm outright means this too: an orphan stops.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();
  child.on('exit', (code) => process.exit(code ?? 1));
}

install();
handOver(process.argv.slice(2));
