import pixelmatch from 'pixelmatch';
import { reduced, type Picture } from './png.ts';

/** How different two colours may be, from 0 to 1: a step of the few colours that pictures are kept in, and no more. */
const threshold = 0.05;

/** Pixels that may differ: a corner that is drawn by another processor, but no dot, letter or line of a person's. */
export const tolerated = 4;

export interface Difference {
  /** What a person reads about it. */
  readonly what: string;
  /** The pixels that differ, in red. */
  readonly picture: Picture;
}

/** Tells a picture from the one that was accepted; undefined where nobody would see a difference. */
export function differenceOf(accepted: Picture, taken: Picture): Difference | undefined {
  const now = reduced(taken);
  const { width, height } = now;
  if (accepted.width !== width || accepted.height !== height) {
    return { what: `${width} × ${height} instead of ${accepted.width} × ${accepted.height} pixels`, picture: now };
  }
  const data = new Uint8Array(width * height * 4);
  const pixels = pixelmatch(accepted.data, now.data, data, width, height, { threshold });
  if (pixels <= tolerated) return undefined;
  return { what: `${pixels} of ${width * height} pixels differ`, picture: { width, height, data } };
}
