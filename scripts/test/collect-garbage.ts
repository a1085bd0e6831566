import type { BrowserLauncher, TestRunnerPlugin } from '@web/test-runner';
import type { ChromeLauncher } from '@web/test-runner-chrome';

/** The command `collect-garbage`, by Chromium's own protocol: what is still there afterwards is held by something. */
export function collectGarbage(): TestRunnerPlugin {
  return {
    name: 'collect-garbage',
    async executeCommand({ command, session }) {
      if (command !== 'collect-garbage') return undefined;
      const browser = session.browser as BrowserLauncher & Pick<ChromeLauncher, 'getPage'>;
      const protocol = await browser.getPage(session.id).createCDPSession();
      await protocol.send('HeapProfiler.collectGarbage');
      await protocol.detach();
      return true;
    },
  };
}
