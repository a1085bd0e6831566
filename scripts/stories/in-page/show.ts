/** Built in: see `storybook.ts`. */
declare const MODULES: readonly string[];

interface Channel {
  on(event: string, heard: (payload: unknown) => void): void;
  off(event: string, heard: (payload: unknown) => void): void;
  emit(event: string, payload: unknown): void;
}

declare global {
  interface Window {
    __STORYBOOK_ADDONS_CHANNEL__: Channel;
    __STORYBOOK_PREVIEW__?: { ready(): Promise<void> };
  }
}

const failures = [
  'storyMissing',
  'storyErrored',
  'storyThrewException',
  'playFunctionThrewException',
  'unhandledErrorsWhilePlaying',
];

let opened: Promise<unknown> | undefined;

/** Has Storybook render a story, and play it; the page stays. */
export async function show(id: string): Promise<void> {
  opened ??= open();
  await opened;
  // Nothing that an earlier story kept.
  localStorage.clear();
  sessionStorage.clear();
  (document.activeElement as HTMLElement | null)?.blur();
  scrollTo(0, 0);
  const channel = window.__STORYBOOK_ADDONS_CHANNEL__;
  await new Promise<void>((resolve, reject) => {
    const heard = new Map<string, (payload: unknown) => void>();
    const end = (act: () => void): void => {
      for (const [event, listener] of heard) channel.off(event, listener);
      act();
    };
    heard.set('storyFinished', (payload) => {
      if ((payload as { storyId: string }).storyId === id) end(resolve);
    });
    for (const event of failures) {
      heard.set(event, (payload) => {
        end(() => {
          reject(new Error(`${id}: ${event} ${messageOf(payload)}`));
        });
      });
    }
    for (const [event, listener] of heard) channel.on(event, listener);
    channel.emit('setCurrentStory', { storyId: id, viewMode: 'story' });
  });
}

async function open(): Promise<void> {
  // WebKit's driver takes a page for loaded before its modules have run.
  while (!window.__STORYBOOK_PREVIEW__) await new Promise(requestAnimationFrame);
  await window.__STORYBOOK_PREVIEW__.ready();
  await Promise.all(MODULES.map((module) => import(module)));
  // Storybook's own axe would run after every story as well, and only one can run at a time.
  window.__STORYBOOK_ADDONS_CHANNEL__.emit('updateGlobals', { globals: { a11y: { manual: true } } });
}

function messageOf(payload: unknown): string {
  const { message } = (payload ?? {}) as { message?: unknown };
  return typeof message === 'string' ? message : JSON.stringify(payload);
}
