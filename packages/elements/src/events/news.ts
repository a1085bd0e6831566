/**
 * They stand beside what every element asks by: in a file apart they would travel less well compressed.
 */
export { EposErrorEvent, EposStateChangeEvent } from './epos-event.ts';
