import { basicStyles } from './basic.styles.ts';
import { spinnerStyles } from './spinner.styles.ts';
import { viewTokens } from './view.tokens.ts';

/** What the views share besides the button: all that the first of them needs. */
export const basicSheets = [viewTokens, spinnerStyles, basicStyles];
