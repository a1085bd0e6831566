/** The layouts without a button, in one file: two would travel less well compressed. */
export { Journey as panel } from './journey.ts';
export { PageJourney as page } from './page.ts';
