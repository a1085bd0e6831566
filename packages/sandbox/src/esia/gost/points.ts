import type { Curve } from './curves.ts';

/** A point of a curve; `undefined` is the point at infinity. */
export type Point = readonly [x: bigint, y: bigint] | undefined;

/** X/Z², Y/Z³: no division until the end (Jacobian coordinates). Z = 0 is the point at infinity. */
type Jacobian = readonly [x: bigint, y: bigint, z: bigint];

const infinity: Jacobian = [1n, 1n, 0n];

export function modulo(value: bigint, by: bigint): bigint {
  const rest = value % by;
  return rest < 0n ? rest + by : rest;
}

/** By the extended Euclidean algorithm. */
export function inverse(value: bigint, by: bigint): bigint {
  let [r0, r1, t0, t1] = [by, modulo(value, by), 0n, 1n];
  while (r1 > 0n) {
    const quotient = r0 / r1;
    [r0, r1, t0, t1] = [r1, r0 - quotient * r1, t1, t0 - quotient * t1];
  }
  return modulo(t0, by);
}

export function isOnCurve({ p, a, b }: Curve, [x, y]: readonly [bigint, bigint]): boolean {
  return x >= 0n && y >= 0n && x < p && y < p && modulo(y * y - (x * x * x + a * x + b), p) === 0n;
}

/** The sum of factor · point over the pairs. */
export function sumOf(curve: Curve, ...terms: readonly (readonly [factor: bigint, point: Point])[]): Point {
  return toAffine(
    curve,
    terms.map(([factor, point]) => times(curve, factor, point)).reduce((sum, term) => add(curve, sum, term)),
  );
}

function times(curve: Curve, factor: bigint, point: Point): Jacobian {
  let sum = infinity;
  let doubled: Jacobian = point ? [...point, 1n] : infinity;
  for (let rest = factor; rest > 0n; rest >>= 1n) {
    if (rest & 1n) sum = add(curve, sum, doubled);
    doubled = double(curve, doubled);
  }
  return sum;
}

function double({ p, a }: Curve, [x, y, z]: Jacobian): Jacobian {
  if (z === 0n || y === 0n) return infinity;
  const yy = (y * y) % p;
  const s = (4n * x * yy) % p;
  const zz = (z * z) % p;
  const m = (3n * x * x + a * zz * zz) % p;
  const x3 = modulo(m * m - 2n * s, p);
  return [x3, modulo(m * (s - x3) - 8n * yy * yy, p), (2n * y * z) % p];
}

function add(curve: Curve, left: Jacobian, right: Jacobian): Jacobian {
  const { p } = curve;
  const [x1, y1, z1] = left;
  const [x2, y2, z2] = right;
  if (z1 === 0n) return right;
  if (z2 === 0n) return left;
  const [zz1, zz2] = [(z1 * z1) % p, (z2 * z2) % p];
  const [u1, u2] = [(x1 * zz2) % p, (x2 * zz1) % p];
  const [s1, s2] = [(y1 * z2 * zz2) % p, (y2 * z1 * zz1) % p];
  const h = modulo(u2 - u1, p);
  const r = modulo(s2 - s1, p);
  if (h === 0n) return r === 0n ? double(curve, left) : infinity;
  const hh = (h * h) % p;
  const hhh = (h * hh) % p;
  const v = (u1 * hh) % p;
  const x3 = modulo(r * r - hhh - 2n * v, p);
  return [x3, modulo(r * (v - x3) - s1 * hhh, p), (z1 * z2 * h) % p];
}

function toAffine({ p }: Curve, [x, y, z]: Jacobian): Point {
  if (z === 0n) return undefined;
  const i = inverse(z, p);
  const ii = (i * i) % p;
  return [(x * ii) % p, (y * ii * i) % p];
}
