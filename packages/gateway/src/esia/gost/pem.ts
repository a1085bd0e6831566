/** The bytes between the lines of the first PEM block with this label. @see RFC 7468 */
export function bodyOf(pem: string, label: string): Uint8Array<ArrayBuffer> | undefined {
  const block = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`).exec(pem)?.[1];
  return block === undefined ? undefined : Uint8Array.from(Buffer.from(block, 'base64'));
}

/** A certificate in DER, however it is written: DER, PEM, or base64 without the lines of PEM, as `.cer` files are. */
export function certificateDer(written: string | Uint8Array): Uint8Array<ArrayBuffer> {
  if (typeof written !== 'string' && written[0] === sequenceTag) return Uint8Array.from(written);
  const text = typeof written === 'string' ? written : Buffer.from(written).toString();
  const body = bodyOf(text, '(?:X509 |TRUSTED )?CERTIFICATE') ?? bareBase64(text);
  if (body?.[0] !== sequenceTag) throw new TypeError('Not a certificate: neither DER nor PEM.');
  return body;
}

const sequenceTag = 0x30;

function bareBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const written = text.replace(/^\uFEFF|\s/g, '');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(written) ? Uint8Array.from(Buffer.from(written, 'base64')) : undefined;
}
