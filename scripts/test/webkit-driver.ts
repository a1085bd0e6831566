import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../free-port.ts';

/** Starts WebKit's WebDriver on a screen of its own and returns its port. It ends with this process. */
export async function startWebKitDriver(driver: string): Promise<number> {
  const port = await freePort();
  // The shell waits for the end of its input, which comes however this process ends, and then ends the whole group: the
  // X server, the driver and the browser would outlive xvfb-run.
  const script = 'xvfb-run -a "$0" --port="$1" & read -r _; kill 0';
  spawn('sh', ['-c', script, driver, String(port)], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  await answers(`http://127.0.0.1:${port}/status`);
  return port;
}

async function answers(url: string): Promise<void> {
  const giveUpAt = Date.now() + 20_000;
  for (;;) {
    try {
      if ((await fetch(url)).ok) return;
    } catch (cause) {
      if (Date.now() > giveUpAt) throw new Error('WebKitWebDriver does not answer.', { cause });
    }
    await pause(100);
  }
}
