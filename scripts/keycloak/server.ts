import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as nextLook } from 'node:timers/promises';
import { createAdmin, type KeycloakAdmin } from './admin.ts';
import { findKeycloak } from './distribution.ts';

export interface Keycloak {
  /** Without a trailing slash; realm `x` is the issuer `<origin>/realms/x`. */
  readonly origin: string;
  readonly admin: KeycloakAdmin;
  close(): Promise<void>;
}

/** A first start keeps two free cores busy for a minute, and may meet busy ones. In milliseconds. */
export const startPatience = 10 * 60_000;

/** Starts a Keycloak on loopback with an empty database in memory. */
export async function startKeycloak(port: number): Promise<Keycloak> {
  const { home, java } = await findKeycloak();
  const origin = `http://localhost:${port}`;
  const password = randomUUID();
  // A group of its own, which ends when the pipe does: also when this process is killed and can end nothing itself.
  const child = spawn(
    '/bin/sh',
    ['-c', '{ sh "$0" "$@"; kill -- -$$; } & cat; kill -- -$$', path.join(home, 'bin/kc.sh'), ...optionsOf(port)],
    {
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        ...process.env,
        JAVA: java,
        // It lives for two minutes: what the second compiler gains, it takes longer to gain.
        JAVA_OPTS_APPEND: '-XX:TieredStopAtLevel=1',
        KC_BOOTSTRAP_ADMIN_USERNAME: 'admin',
        KC_BOOTSTRAP_ADMIN_PASSWORD: password,
      },
    },
  );
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  // `close` and not `exit`: Java holds the pipes until it is gone too.
  const ended = once(child, 'close');
  const close = async () => {
    child.stdin.end();
    await ended;
  };
  try {
    await ready(origin, ended);
  } catch (error) {
    await close();
    console.error(log);
    throw error;
  }
  return { origin, admin: createAdmin(origin, 'admin', password), close };
}

function optionsOf(port: number): string[] {
  return [
    'start-dev',
    '--db=dev-mem',
    '--http-host=127.0.0.1',
    `--http-port=${port}`,
    `--hostname=http://localhost:${port}`,
  ];
}

async function ready(origin: string, ended: Promise<unknown>): Promise<void> {
  const running = { yes: true };
  void ended.then(() => {
    running.yes = false;
  });
  const deadline = performance.now() + startPatience;
  while (running.yes) {
    const answer = await fetch(`${origin}/realms/master`).catch(() => undefined);
    if (answer?.ok) return;
    if (performance.now() > deadline) throw new Error('Keycloak did not become ready in time: see its log above.');
    await nextLook(250);
  }
  throw new Error('Keycloak ended instead of becoming ready: see its log above.');
}
