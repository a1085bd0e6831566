import { firstSheets } from './first-sheets.ts';
import { moreSheets } from './more-sheets.ts';

/** The sheets that the views share. */
export const viewSheets = [...firstSheets, ...moreSheets];
