import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../packages.ts';

/** What draws the same story the same way: another browser, or another font, moves a letter by a hair. */
export interface DrawnBy {
  /** As the browser names itself, with its version. */
  readonly browser: string;
  /** A digest of the fonts of the machine. */
  readonly fonts: string;
}

const file = path.join(root, 'packages/elements/pictures/drawn-by.json');

/** What draws here, by the browser's executable. Throws where the font is missing that the pictures are drawn with. */
export function drawnHere(executable: string): DrawnBy {
  const fonts = globSync('/usr/{,local/}share/fonts/**/*.{ttf,otf,ttc}').sort();
  // Chromium would draw with another font without a word, and every picture would differ.
  if (!fonts.some((font) => font.endsWith('/LiberationSans-Regular.ttf'))) {
    throw new Error('The pictures need the font Liberation Sans: on Debian, apt-get install fonts-liberation.');
  }
  const digest = createHash('sha256');
  for (const font of fonts) digest.update(readFileSync(font));
  const browser = execFileSync(executable, ['--version'], { encoding: 'utf8' }).trim();
  return { browser, fonts: digest.digest('hex').slice(0, 16) };
}

/** What drew the accepted pictures. */
export function drawnThere(): DrawnBy {
  return JSON.parse(readFileSync(file, 'utf8')) as DrawnBy;
}

export function acceptedAreDrawnBy(drawnBy: DrawnBy): void {
  writeFileSync(file, `${JSON.stringify(drawnBy, null, 2)}\n`);
}

export function sameHand(one: DrawnBy, other: DrawnBy): boolean {
  return one.browser === other.browser && one.fonts === other.fonts;
}
