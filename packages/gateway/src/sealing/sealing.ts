import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';

/** What a sealed text is for: one cannot be used as another. */
export type SealPurpose = 'session' | 'login' | 'outcome' | 'arrival';

/** The most that a sealed text may unfold to, in bytes: what is deflated could hold anything. */
const longest = 128_000;

/**
 * Encrypts and authenticates what is kept outside the gateway's own memory: JWE, `dir` with A256GCM, deflated before.
 *
 * @see RFC 7516; RFC 7518 sections 4.5 and 5.3
 */
export class Sealer {
  readonly #keys = new Map<string, Promise<CryptoKey>>();
  readonly #first: string;

  /** @param keys 32 bytes each; the first encrypts, all decrypt */
  constructor(keys: readonly Uint8Array[]) {
    for (const key of keys) this.#keys.set(nameOf(key), imported(key));
    this.#first = [...this.#keys.keys()][0] ?? '';
  }

  async seal(purpose: SealPurpose, value: unknown): Promise<string> {
    const key = this.#keys.get(this.#first);
    if (!key) throw new Error('There is no key to seal by.');
    // Not by JWE's own `zip`: it goes through streams, and takes five times as long.
    return new CompactEncrypt(deflateRawSync(JSON.stringify(value)))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: this.#first, typ: purpose })
      .encrypt(await key);
  }

  /** What was sealed for this purpose by one of the keys; else `undefined`, whatever may be wrong with it. */
  async open(purpose: SealPurpose, text: string): Promise<unknown> {
    try {
      const { kid = '', typ, zip } = decodeProtectedHeader(text);
      const key = this.#keys.get(kid);
      if (!key || typ !== purpose || zip !== undefined) return undefined;
      const { plaintext } = await compactDecrypt(text, await key, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      return JSON.parse(inflateRawSync(plaintext, { maxOutputLength: longest }).toString()) as unknown;
    } catch {
      return undefined;
    }
  }
}

/** Once for all: to import a key takes longer than to use it. */
async function imported(key: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', Uint8Array.from(key), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** By which a key is found again; says nothing of the key. */
function nameOf(key: Uint8Array): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 8);
}
