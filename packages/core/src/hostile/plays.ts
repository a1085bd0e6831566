import type { PageUnderTest } from './case.ts';

/** Signs in, and does something once somebody is signed in and everything has come. */
export function signedIn(work: (page: PageUnderTest) => Promise<unknown>): (page: PageUnderTest) => Promise<unknown> {
  return async (page) => {
    await page.signIn();
    if (page.count === 1) return undefined;
    await page.settled();
    return work(page);
  };
}

/** Signs in, loads the page once more, and does what the page does then. */
export function reloaded(work?: (page: PageUnderTest) => Promise<unknown>): (page: PageUnderTest) => Promise<unknown> {
  return async (page) => {
    await page.signIn();
    await page.settled();
    if (page.count === 2) await page.leave(page.places.home);
    return page.count > 2 ? work?.(page) : undefined;
  };
}
