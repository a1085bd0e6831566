/** The same bytes, last first: GOST's libraries and standards disagree about which end of a number comes first. */
export function reversed(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes).reverse();
}
