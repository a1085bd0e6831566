import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findWebKit } from '../../scripts/browsers.ts';

export interface Screen {
  /** As X clients name it: `:99`. */
  readonly display: string;
  close(): void;
}

/** Opens a screen that nobody sees. It goes with this process. */
export async function openScreen(): Promise<Screen> {
  // It comes with WebKit, which draws on nothing else.
  findWebKit();
  // The shell waits for the end of its input, which comes however this process ends, and then ends the whole group.
  const script = 'Xvfb -displayfd 1 -screen 0 1600x1200x24 -nolisten tcp & read -r _; kill 0';
  const screen = spawn('sh', ['-c', script], { stdio: ['pipe', 'pipe', 'ignore'], detached: true });
  const [number] = (await once(screen.stdout, 'data')) as [Buffer];
  // It goes on talking, and dies where nobody listens.
  screen.stdout.resume();
  return {
    display: `:${String(number).trim()}`,
    close() {
      screen.stdin.end();
    },
  };
}
