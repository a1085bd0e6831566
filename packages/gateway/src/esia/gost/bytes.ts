/** A copy of the bytes in a buffer of its own: node-gost-crypto reads the whole buffer behind a view. */
export function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

/** The same bytes, last first: GOST's libraries and standards disagree about which end of a number comes first. */
export function reversed(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes).reverse();
}

/** The number that the bytes write, most significant first. */
export function bigEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
}
