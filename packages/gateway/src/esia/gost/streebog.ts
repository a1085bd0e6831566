import library from 'node-gost-crypto';

const engine = library.gostEngine.getGostDigest({ name: 'GOST R 34.11', version: 2012, length: 256 });

/**
 * Streebog with 256 bits: GOST R 34.11-2012.
 *
 * @see RFC 6986, whose examples pin it in the test
 */
export function streebog256(data: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(engine.digest(Uint8Array.from(data).buffer));
}

/**
 * The fingerprint by which ESIA knows a certificate: Streebog-256 of its DER, in 64 upper-case hexadecimal digits.
 * A system sends its own as `client_certificate_hash`; ESIA's stands in the `x5t#St256` of a token.
 *
 * @see esia-and-epos A5: hashing the PEM file instead, or by SHA-1 or SHA-256, gives ESIA-007053
 */
export function certificateHash(der: Uint8Array): string {
  return Buffer.from(streebog256(der)).toString('hex').toUpperCase();
}
