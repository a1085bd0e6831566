import { buttonStyles } from './button.styles.ts';
import { buttonTokens, themes, viewTokens } from './tokens.ts';
import { viewStyles } from './view.styles.ts';

/** The sheets of an element that is there before the first click. */
export const firstSheets = [buttonTokens, themes, buttonStyles];

/** The sheets that the other elements share. */
export const viewSheets = [buttonTokens, viewTokens, themes, buttonStyles, viewStyles];
