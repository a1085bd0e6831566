/** A curve y² = x³ + ax + b over the integers modulo p, and a base point of order q. */
export interface Curve {
  readonly p: bigint;
  readonly a: bigint;
  readonly b: bigint;
  readonly q: bigint;
  readonly base: readonly [x: bigint, y: bigint];
}

/** RFC 4357, 11.4 */
const cryptoProA: Curve = {
  p: 2n ** 256n - 617n,
  a: 2n ** 256n - 620n,
  b: 166n,
  q: 0xffffffffffffffffffffffffffffffff6c611070995ad10045841b09b761b893n,
  base: [1n, 0x8d91e471e0989cda27df505a453f2b7635294f2ddf23e3b122acc99c9e9f1e14n],
};

const cryptoProB: Curve = {
  p: 2n ** 255n + 3225n,
  a: 2n ** 255n + 3222n,
  b: 0x3e1af419a269a5f866a7d3c25c3df80ae979259373ff2b182f49d4ce7e1bbc8bn,
  q: 0x800000000000000000000000000000015f700cfff1a624e5e497161bcc8a198fn,
  base: [1n, 0x3fa8124359f96680b83d1c3eb2c070e5c545c9858d03ecfb744bf8d717717efcn],
};

const cryptoProC: Curve = {
  p: 0x9b9f605f5a858107ab1ec85e6b41c8aacf846e86789051d37998f7b9022d759bn,
  a: 0x9b9f605f5a858107ab1ec85e6b41c8aacf846e86789051d37998f7b9022d7598n,
  b: 32858n,
  q: 0x9b9f605f5a858107ab1ec85e6b41c8aa582ca3511eddfb74f02f3a6598980bb9n,
  base: [0n, 0x41ece55743711a8c3cbf3783cd08c0ee4d4dc440d4641a8f366e550dfdb3bb67n],
};

/** RFC 7836, A.2 */
const tc26A: Curve = {
  p: 2n ** 256n - 617n,
  a: 0xc2173f1513981673af4892c23035a27ce25e2013bf95aa33b22c656f277e7335n,
  b: 0x295f9bae7428ed9ccc20e7c359a9d41a22fccd9108e17bf7ba9337a6f8ae9513n,
  q: 0x400000000000000000000000000000000fd8cddfc87b6635c115af556c360c67n,
  base: [
    0x91e38443a5e82c0d880923425712b2bb658b9196932e02c78b2582fe742daa28n,
    0x32879423ab1a0375895786c4bb46e9565fde0b5344766740af268adb32322e5cn,
  ],
};

/** By object identifier: CryptoPro's for signatures and for key exchange, and those of TC 26 (RFC 9215, 4.2). */
export const curves: ReadonlyMap<string, Curve> = new Map([
  ['1.2.643.2.2.35.1', cryptoProA],
  ['1.2.643.2.2.35.2', cryptoProB],
  ['1.2.643.2.2.35.3', cryptoProC],
  ['1.2.643.2.2.36.0', cryptoProA],
  ['1.2.643.2.2.36.1', cryptoProC],
  ['1.2.643.7.1.2.1.1.1', tc26A],
  ['1.2.643.7.1.2.1.1.2', cryptoProA],
  ['1.2.643.7.1.2.1.1.3', cryptoProB],
  ['1.2.643.7.1.2.1.1.4', cryptoProC],
]);

/** The curve on which the sandbox signs its own tokens: TC 26 256 A, 1.2.643.7.1.2.1.1.1. */
export const tokenCurve = tc26A;
