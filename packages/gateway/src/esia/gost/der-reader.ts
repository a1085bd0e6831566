/** One element of DER: what kind, and what is in it. */
export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  /** The bytes that follow it. */
  readonly rest: Uint8Array;
}

/**
 * Reads the first element. Only short tags and definite lengths, which is all that DER keys and certificates have.
 *
 * @see ITU-T X.690, 8.1 and 10.1
 */
export function readDer(bytes: Uint8Array): DerElement {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) throw new TypeError('DER ends too early.');
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  const length = first < 0x80 ? first : bytes.subarray(2, 2 + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0);
  const start = 2 + lengthBytes;
  if (lengthBytes > 4 || first === 0x80 || start + length > bytes.length) throw new TypeError('DER has a bad length.');
  return { tag, content: bytes.subarray(start, start + length), rest: bytes.subarray(start + length) };
}

/** The elements inside a SEQUENCE or a SET. */
export function childrenOf({ content }: DerElement): DerElement[] {
  const children: DerElement[] = [];
  for (let rest = content; rest.length > 0;) {
    const child = readDer(rest);
    children.push(child);
    rest = child.rest;
  }
  return children;
}

const objectIdentifier = 0x06;

/** An OBJECT IDENTIFIER in dots: `1.2.643.2.2.35.1`. */
export function readObjectIdentifier({ tag, content }: DerElement): string {
  if (tag !== objectIdentifier) throw new TypeError('DER holds no object identifier here.');
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first = 0, ...others] = arcs;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...others].join('.');
}
