import { weierstrass, type WeierstrassPoint, type WeierstrassPointCons } from '@noble/curves/abstract/weierstrass.js';

/** A short Weierstrass curve: its points, the base point `BASE` among them, and the numbers `Fn` modulo its order q. */
export type Curve = WeierstrassPointCons<bigint>;
export type CurvePoint = WeierstrassPoint<bigint>;

const cryptoProA = weierstrass({
  p: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd97n,
  n: 0xffffffffffffffffffffffffffffffff6c611070995ad10045841b09b761b893n,
  h: 1n,
  a: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd94n,
  b: 166n,
  Gx: 1n,
  Gy: 0x8d91e471e0989cda27df505a453f2b7635294f2ddf23e3b122acc99c9e9f1e14n,
});

const cryptoProB = weierstrass({
  p: 0x8000000000000000000000000000000000000000000000000000000000000c99n,
  n: 0x800000000000000000000000000000015f700cfff1a624e5e497161bcc8a198fn,
  h: 1n,
  a: 0x8000000000000000000000000000000000000000000000000000000000000c96n,
  b: 0x3e1af419a269a5f866a7d3c25c3df80ae979259373ff2b182f49d4ce7e1bbc8bn,
  Gx: 1n,
  Gy: 0x3fa8124359f96680b83d1c3eb2c070e5c545c9858d03ecfb744bf8d717717efcn,
});

const cryptoProC = weierstrass({
  p: 0x9b9f605f5a858107ab1ec85e6b41c8aacf846e86789051d37998f7b9022d759bn,
  n: 0x9b9f605f5a858107ab1ec85e6b41c8aa582ca3511eddfb74f02f3a6598980bb9n,
  h: 1n,
  a: 0x9b9f605f5a858107ab1ec85e6b41c8aacf846e86789051d37998f7b9022d7598n,
  b: 32858n,
  Gx: 0n,
  Gy: 0x41ece55743711a8c3cbf3783cd08c0ee4d4dc440d4641a8f366e550dfdb3bb67n,
});

const tc26A = weierstrass({
  p: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd97n,
  n: 0x400000000000000000000000000000000fd8cddfc87b6635c115af556c360c67n,
  h: 4n,
  a: 0xc2173f1513981673af4892c23035a27ce25e2013bf95aa33b22c656f277e7335n,
  b: 0x295f9bae7428ed9ccc20e7c359a9d41a22fccd9108e17bf7ba9337a6f8ae9513n,
  Gx: 0x91e38443a5e82c0d880923425712b2bb658b9196932e02c78b2582fe742daa28n,
  Gy: 0x32879423ab1a0375895786c4bb46e9565fde0b5344766740af268adb32322e5cn,
});

/**
 * The curves of 256-bit keys by object identifier.
 *
 * A draft and libraries that follow it name other curves by the TC 26 identifiers than the standard; a signature on the
 * wrong curve is refused with no word why.
 *
 * @see RFC 4357, 11.4; RFC 7836, A.2 and Р 1323565.1.024-2019 (TC 26 B, C and D are CryptoPro A, B and C)
 */
export const curves: Readonly<Record<string, Curve>> = {
  '1.2.643.2.2.35.1': cryptoProA,
  '1.2.643.2.2.35.2': cryptoProB,
  '1.2.643.2.2.35.3': cryptoProC,
  '1.2.643.2.2.36.0': cryptoProA,
  '1.2.643.2.2.36.1': cryptoProC,
  '1.2.643.7.1.2.1.1.1': tc26A,
  '1.2.643.7.1.2.1.1.2': cryptoProA,
  '1.2.643.7.1.2.1.1.3': cryptoProB,
  '1.2.643.7.1.2.1.1.4': cryptoProC,
};

/** Parameter sets that are known and not taken: the test one is for examples, the others are of 512 bits. */
const refused: Readonly<Record<string, string>> = {
  '1.2.643.2.2.35.0': 'id-GostR3410-2001-TestParamSet',
  '1.2.643.7.1.2.1.2.0': 'id-tc26-gost-3410-2012-512-paramSetTest',
  '1.2.643.7.1.2.1.2.1': 'id-tc26-gost-3410-2012-512-paramSetA',
  '1.2.643.7.1.2.1.2.2': 'id-tc26-gost-3410-2012-512-paramSetB',
  '1.2.643.7.1.2.1.2.3': 'id-tc26-gost-3410-2012-512-paramSetC',
};

/** The curve of a parameter set; refuses others, saying which it is. */
export function curveOf(identifier: string): Curve {
  const curve = Object.hasOwn(curves, identifier) ? curves[identifier] : undefined;
  if (curve) return curve;
  const name = refused[identifier];
  throw new TypeError(
    `The parameter set ${name ? `${name} (${identifier})` : identifier} is not supported: ` +
      'keys of ESIA lie on CryptoPro A, B, C, XchA, XchB or TC 26 256 A, B, C, D.',
  );
}

/** The curve of the keys made for development: the one that OpenSSL's gost engine calls A. */
export const developmentCurve = { identifier: '1.2.643.2.2.35.1', curve: cryptoProA } as const;
