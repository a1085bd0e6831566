import { spinnerStyles } from './spinner.styles.ts';
import { viewStyles } from './view.styles.ts';
import { viewTokens } from './view.tokens.ts';

/** What the views share besides what is there before the first click. */
export const moreSheets = [viewTokens, spinnerStyles, viewStyles];
