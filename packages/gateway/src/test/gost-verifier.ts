/** Points of a short Weierstrass curve; `undefined` is the point at infinity. */
type Point = readonly [bigint, bigint] | undefined;

/**
 * Verifies a signature by the letter of RFC 7091, 6.2, with big integers: slow, and independent of the library that
 * signs. Both curves of the tests are given as p, a, q and the base point.
 */
export function verifies(
  curve: { p: bigint; a: bigint; q: bigint; base: readonly [bigint, bigint] },
  publicKey: readonly [bigint, bigint],
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const { p, a, q } = curve;
  const modulo = (value: bigint, by: bigint) => ((value % by) + by) % by;
  const inverse = (value: bigint, by: bigint): bigint => {
    let [r0, r1, t0, t1] = [by, modulo(value, by), 0n, 1n];
    while (r1 > 0n) {
      const quotient = r0 / r1;
      [r0, r1, t0, t1] = [r1, r0 - quotient * r1, t1, t0 - quotient * t1];
    }
    return modulo(t0, by);
  };
  const add = (left: Point, right: Point): Point => {
    if (!left || !right) return left ?? right;
    const [x1, y1] = left;
    const [x2, y2] = right;
    if (x1 === x2 && modulo(y1 + y2, p) === 0n) return undefined;
    const slope =
      x1 === x2 ? (3n * x1 * x1 + a) * inverse(2n * y1, p) : modulo(y2 - y1, p) * inverse(modulo(x2 - x1, p), p);
    const x = modulo(slope * slope - x1 - x2, p);
    return [x, modulo(slope * (x1 - x) - y1, p)];
  };
  const times = (factor: bigint, point: Point): Point => {
    let sum: Point;
    let doubled = point;
    for (let rest = factor; rest > 0n; rest >>= 1n) {
      if (rest & 1n) sum = add(sum, doubled);
      doubled = add(doubled, doubled);
    }
    return sum;
  };
  const s = bigEndian(signature.subarray(0, 32));
  const r = bigEndian(signature.subarray(32));
  if (r <= 0n || r >= q || s <= 0n || s >= q) return false;
  const e = littleEndian(digest) % q || 1n;
  const v = inverse(e, q);
  const point = add(times(modulo(s * v, q), curve.base), times(modulo(-r * v, q), publicKey));
  return point !== undefined && point[0] % q === r;
}

export function bigEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

export function littleEndian(bytes: Uint8Array): bigint {
  return bigEndian(Uint8Array.from(bytes).reverse());
}
