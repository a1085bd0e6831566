import { wide, type ChromiumPage } from './browser.ts';

/** A way in which people see a story: how the page gets there, and how it gets back. */
export interface Mode {
  readonly name: string;
  enter(page: ChromiumPage): Promise<void>;
  leave(page: ChromiumPage): Promise<void>;
}

const asWritten = (): Promise<void> => Promise.resolve();
const back = (page: ChromiumPage): Promise<void> => page.ask('change', {});

const narrow = (width: number): Omit<Mode, 'name'> => ({
  async enter(page) {
    await page.setWidth(width);
    await back(page);
  },
  async leave(page) {
    await page.setWidth(wide);
    await back(page);
  },
});

/** Those that axe looks at. The last one takes the whole page out and puts it in again, so nothing comes after it. */
export const audited = [
  { name: 'light', enter: asWritten, leave: asWritten },
  { name: 'dark', enter: (page) => page.ask('change', { dark: true }), leave: back },
  {
    name: 'forced colours',
    async enter(page) {
      await page.forceColors(true);
      await back(page);
    },
    async leave(page) {
      await page.forceColors(false);
      await back(page);
    },
  },
  { name: '200 %', enter: (page) => page.ask('change', { percent: 200 }), leave: back },
  { name: '320 px', ...narrow(320) },
  { name: 'low vision', enter: (page) => page.ask('change', { lowVision: true }), leave: back },
] as const satisfies readonly Mode[];

/** Those that pictures are taken in, by the names of their files. */
export const pictured = [
  { name: 'light', kept: true, enter: asWritten, leave: asWritten },
  // For people to look at. What is kept in the repository are the stories called «Dark», which are dark as written.
  { name: 'dark', kept: false, enter: (page) => page.ask('change', { dark: true }), leave: back },
  { name: '360', kept: true, ...narrow(360) },
] as const satisfies readonly (Mode & { kept: boolean })[];
