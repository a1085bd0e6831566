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
    const many = draw(32, 68, (x, y) => [(x >> 1) * 17, ((y >> 1) % 16) * 17, y < 36 ? 0 : 17]);
    assert.equal(differenceOf(reduced(many), many), undefined);
    const plain = draw(32, 68, (x, y) => [(x >> 1) * 17, ((y >> 1) % 16) * 17, 0]);
    assert.equal(differenceOf(reduced(plain), many), undefined);
  });

  it('is refused when a button is of another colour', () => {
    const changed = draw(100, 60, (x, y) => (page(x, y)[0] === 15 ? [36, 110, 220] : page(x, y)));
    assert.match(differenceOf(kept, changed)?.what ?? '', /^3\d\d of 1500 pixels differ$/);
  });

  for (const [where, row] of Object.entries({ up: 49, down: 51 })) {
    it(`is refused when a line of text has moved ${where} by one pixel`, () => {
      const moved = (x: number, y: number): Color => page(x, y === row ? 50 : y === 50 ? row : y);
      assert.ok(differenceOf(kept, draw(100, 60, moved)));
    });
  }

  it('is refused when it has another size', () => {
    const { what } = differenceOf(kept, draw(100, 62, page)) ?? {};
    assert.equal(what, '50 × 31 instead of 50 × 30 pixels');
  });

  it('may differ in a few pixels, and in no more', () => {
    const spoilt = (count: number): Picture =>
      // Far apart, for what lies together may pass as the smooth edge of a letter.
      draw(100, 60, (x, y) => (y === 5 && x % 8 === 0 && x / 8 < count ? [0, 0, 0] : page(x, y)));
    assert.equal(differenceOf(kept, spoilt(tolerated)), undefined);
    assert.ok(differenceOf(kept, spoilt(tolerated + 1)));
  });
});
