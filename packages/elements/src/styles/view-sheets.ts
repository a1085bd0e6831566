import { basicSheets } from './basic-sheets.ts';
import { firstSheets } from './first-sheets.ts';
import { restStyles } from './rest.styles.ts';

/** The sheets that the views share. */
export const viewSheets = [...firstSheets, ...basicSheets, restStyles];
