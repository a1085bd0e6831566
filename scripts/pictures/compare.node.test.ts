import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { differenceOf, tolerated } from './compare.ts';
import { decode, encode, reduced, type Picture } from './png.ts';

type Color = readonly [number, number, number];

/** A picture whose pixels are asked for one by one. */
function draw(width: number, height: number, colorAt: (x: number, y: number) => Color): Picture {
  const pixels = Array.from({ length: width * height }, (_, at) => colorAt(at % width, Math.floor(at / width)));
  return { width, height, data: Uint8Array.from(pixels.flatMap((color) => [...color, 255])) };
}

/** As a page is: paper, a button, a line of text. */
const page = (x: number, y: number): Color => {
  if (x > 10 && x < 60 && y > 10 && y < 40) return [15, 86, 210];
  return y === 50 && x % 3 === 0 ? [16, 35, 63] : [255, 255, 255];
};

const accepted = draw(100, 60, page);

/** As it comes back from the repository. */
const kept = reduced(accepted);

describe('a picture', () => {
  it('is known again after it was kept in few colours', () => {
    assert.equal(differenceOf(kept, accepted), undefined);
    assert.equal(differenceOf(kept, decode(encode(accepted))), undefined);
  });

  it('of more colours than a palette holds keeps the rare ones nearly', () => {
    const many = draw(128, 48, (x, y) => [x * 2, Math.floor(y / 4) * 8, y < 32 ? 0 : 8]);
    const few = reduced(many);
    const furthest = Math.max(...few.data.map((value, at) => Math.abs(value - (many.data[at] ?? 0))));
    assert.ok(furthest > 8 && furthest < 48, `${furthest} of 255`);
    assert.equal(differenceOf(few, many), undefined);
  });

  it('is refused when a button is of another colour', () => {
    const changed = draw(100, 60, (x, y) => (page(x, y)[0] === 15 ? [24, 96, 210] : page(x, y)));
    const difference = differenceOf(kept, changed);
    assert.match(difference?.what ?? '', /^1421 of 6000 pixels differ$/);
  });

  it('is refused when a line of text has moved by one pixel', () => {
    assert.ok(
      differenceOf(
        kept,
        draw(100, 60, (x, y) => page(x, y === 50 ? 49 : y === 51 ? 50 : y)),
      ),
    );
  });

  it('is refused when it has another size', () => {
    const { what } = differenceOf(kept, draw(100, 61, page)) ?? {};
    assert.equal(what, '100 × 61 instead of 100 × 60 pixels');
  });

  it('may differ in a few pixels, and in no more', () => {
    const spoilt = (count: number): Picture =>
      // Far apart, for what lies together may pass as the smooth edge of a letter.
      draw(100, 60, (x, y) => (y === 5 && x % 8 === 0 && x / 8 < count ? [0, 0, 0] : page(x, y)));
    assert.equal(differenceOf(kept, spoilt(tolerated)), undefined);
    assert.ok(differenceOf(kept, spoilt(tolerated + 1)));
  });
});
