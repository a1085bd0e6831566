/** Loaded by the journey, which is there by then; for its chunk, see `home.ts`. */
import './journey.ts';
import { EposHelp } from '../help/help.ts';

export const elements = { 'epos-help': EposHelp };
