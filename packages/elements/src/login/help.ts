/** Loaded by the journey, which is there by then; for its chunk, see `sign-in.ts`. */
import './layouts.ts';
import { EposHelp } from '../help/help.ts';

export const elements = { 'epos-help': EposHelp };
