import type { Curve } from './library.ts';

const cryptoProA: Curve = {
  p: '0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFD97',
  a: '0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFD94',
  b: 166,
  q: '0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF6C611070995AD10045841B09B761B893',
  x: 1,
  y: '0x8D91E471E0989CDA27DF505A453F2B7635294F2DDF23E3B122ACC99C9E9F1E14',
};

const cryptoProB: Curve = {
  p: '0x8000000000000000000000000000000000000000000000000000000000000C99',
  a: '0x8000000000000000000000000000000000000000000000000000000000000C96',
  b: '0x3E1AF419A269A5F866A7D3C25C3DF80AE979259373FF2B182F49D4CE7E1BBC8B',
  q: '0x800000000000000000000000000000015F700CFFF1A624E5E497161BCC8A198F',
  x: 1,
  y: '0x3FA8124359F96680B83D1C3EB2C070E5C545C9858D03ECFB744BF8D717717EFC',
};

const cryptoProC: Curve = {
  p: '0x9B9F605F5A858107AB1EC85E6B41C8AACF846E86789051D37998F7B9022D759B',
  a: '0x9B9F605F5A858107AB1EC85E6B41C8AACF846E86789051D37998F7B9022D7598',
  b: 32858,
  q: '0x9B9F605F5A858107AB1EC85E6B41C8AA582CA3511EDDFB74F02F3A6598980BB9',
  x: 0,
  y: '0x41ECE55743711A8C3CBF3783CD08C0EE4D4DC440D4641A8F366E550DFDB3BB67',
};

const tc26A: Curve = {
  p: '0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFD97',
  a: '0xC2173F1513981673AF4892C23035A27CE25E2013BF95AA33B22C656F277E7335',
  b: '0x295F9BAE7428ED9CCC20E7C359A9D41A22FCCD9108E17BF7BA9337A6F8AE9513',
  q: '0x400000000000000000000000000000000FD8CDDFC87B6635C115AF556C360C67',
  x: '0x91E38443A5E82C0D880923425712B2BB658B9196932E02C78B2582FE742DAA28',
  y: '0x32879423AB1A0375895786C4BB46E9565FDE0B5344766740AF268ADB32322E5C',
};

/**
 * The curves of 256-bit keys by object identifier.
 *
 * Spelled out rather than taken from node-gost-crypto by name: its names for the TC 26 identifiers follow a draft in
 * which they meant other curves than in the standard, and a signature on the wrong curve is refused with no word why.
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
