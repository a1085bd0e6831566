import { crc32, deflateSync, constants } from 'node:zlib';
import { PNG } from 'pngjs';

/** Pixels in rows from the top, four bytes each: red, green, blue, alpha. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export function decode(png: Uint8Array): Picture {
  return PNG.sync.read(Buffer.from(png));
}

/** As the repository would give it back: what is compared has gone through the same. */
export function reduced(picture: Picture): Picture {
  return decode(encodeSmall(picture));
}

export function encode({ width, height, data }: Picture): Uint8Array {
  const png = new PNG({ width, height });
  png.data = Buffer.from(data);
  return PNG.sync.write(png);
}

/** Colours of one channel that are kept: steps that an eye hardly sees. */
const levels = 16;

/** How much each of four pixels counts that become one: unevenly, so that what moves by one pixel looks different. */
const weights = [9, 3, 3, 1] as const;

const rounded = (value: number): number => Math.round((value * (levels - 1)) / 255);

/**
 * A PNG of half the width and height, of few colours and opaque: a fifth of the size, for pictures that are kept in the
 * repository.
 *
 * At most 256 colours fit (PNG 1.2, section 4.1.2): of more, the rarest are shown by those nearest to them.
 */
export function encodeSmall(large: Picture): Uint8Array {
  const picture = halved(large);
  const { width, height } = picture;
  const colors = Uint32Array.from({ length: width * height }, (_, at) => colorAt(picture, at));
  const counts = new Map<number, number>();
  for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);
  const byCount = [...counts.keys()].sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0));
  const palette = byCount.slice(0, 256);
  const places = new Map(palette.map((color, place) => [color, place]));
  for (const color of byCount.slice(256)) places.set(color, palette.indexOf(nearest(palette, color)));

  const rows = Buffer.alloc((width + 1) * height);
  for (const [at, color] of colors.entries()) {
    // Each row begins with the number of its filter: none, which is best where colours are places in a palette.
    rows[at + Math.floor(at / width) + 1] = places.get(color) ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channelsOf).map((level) => Math.round((level * 255) / (levels - 1))))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9, strategy: constants.Z_DEFAULT_STRATEGY })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function halved({ width, height, data }: Picture): Picture {
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2), data: new Uint8Array() };
  half.data = new Uint8Array(half.width * half.height * 4);
  const [first, beside, below, across] = weights;
  const sum = first + beside + below + across;
  for (let at = 0; at < half.data.length; at += 1) {
    const x = (Math.floor(at / 4) % half.width) * 2;
    const y = Math.floor(at / 4 / half.width) * 2;
    const here = (y * width + x) * 4 + (at % 4);
    const right = x + 1 < width ? 4 : 0;
    const down = y + 1 < height ? width * 4 : 0;
    const value = (weight: number, from: number): number => weight * (data[from] ?? 0);
    half.data[at] = Math.round(
      (value(first, here) +
        value(beside, here + right) +
        value(below, here + down) +
        value(across, here + right + down)) /
        sum,
    );
  }
  return half;
}

function colorAt({ data }: Picture, at: number): number {
  const [red = 0, green = 0, blue = 0] = data.subarray(at * 4, at * 4 + 3);
  return (rounded(red) * levels + rounded(green)) * levels + rounded(blue);
}

function channelsOf(color: number): [number, number, number] {
  return [Math.floor(color / levels ** 2), Math.floor(color / levels) % levels, color % levels];
}

function nearest(palette: readonly number[], color: number): number {
  const [red, green, blue] = channelsOf(color);
  const distance = (other: number): number => {
    const [otherRed, otherGreen, otherBlue] = channelsOf(other);
    return (otherRed - red) ** 2 + (otherGreen - green) ** 2 + (otherBlue - blue) ** 2;
  };
  return palette.reduce((best, other) => (distance(other) < distance(best) ? other : best));
}

function chunk(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
