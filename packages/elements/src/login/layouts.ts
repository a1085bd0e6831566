/** The layouts without a button, in one file: two would travel less well compressed. */
export { Journey } from './journey.ts';
export { PageJourney } from './page.ts';
