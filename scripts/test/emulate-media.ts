import type { BrowserLauncher, TestRunnerPlugin } from '@web/test-runner';
import type { ChromeLauncher } from '@web/test-runner-chrome';

/** The payload of `executeServerCommand('emulate-features', …)`; an empty record ends the emulation. */
export type MediaFeatures = Record<string, string>;

type Page = ReturnType<ChromeLauncher['getPage']>;
type Protocol = Awaited<ReturnType<Page['createCDPSession']>>;

/**
 * A command that emulates media features by the browser's own protocol: the `emulateMedia` that comes with the runner
 * does nothing for `forced-colors`.
 */
export function emulateMedia(): TestRunnerPlugin<MediaFeatures> {
  // An emulation lasts as long as the session that asked for it, and only that session can end it.
  const protocols = new WeakMap<Page, Protocol>();

  async function protocolOf(page: Page): Promise<Protocol> {
    const protocol = protocols.get(page) ?? (await page.createCDPSession());
    protocols.set(page, protocol);
    return protocol;
  }

  return {
    name: 'emulate-features',
    async executeCommand({ command, payload = {}, session }) {
      if (command !== 'emulate-features') return undefined;
      const browser = session.browser as BrowserLauncher & Pick<ChromeLauncher, 'getPage'>;
      const protocol = await protocolOf(browser.getPage(session.id));
      const features = Object.entries(payload).map(([name, value]) => ({ name, value }));
      await protocol.send('Emulation.setEmulatedMedia', { features });
      return true;
    },
  };
}
