import { buttonStyles } from './button.styles.ts';
import { buttonTokens } from './button.tokens.ts';

/** The sheets of an element that is there before the first click. */
export const firstSheets = [buttonTokens, buttonStyles];
