import { createHash } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';

/** What a sealed text is for: one cannot be used as another. */
export type SealPurpose = 'session' | 'login' | 'outcome';

/** The most that a sealed text may unfold to, in bytes: what is deflated could hold anything. */
const longest = 128_000;

/**
 * Encrypts and authenticates what is kept outside the gateway's own memory: JWE, `dir` with A256GCM, deflated before.
 *
 * @see RFC 7516; RFC 7518 sections 4.5 and 5.3
 */
export class Sealer {
  readonly #keys = new Map<string, Uint8Array>();
  readonly #first: string;

  /** @param keys 32 bytes each; the first encrypts, all decrypt */
  constructor(keys: readonly Uint8Array[]) {
    for (const key of keys) this.#keys.set(nameOf(key), key);
    this.#first = [...this.#keys.keys()][0] ?? '';
  }

  async seal(purpose: SealPurpose, value: unknown): Promise<string> {
    const key = this.#keys.get(this.#first);
    if (!key) throw new Error('There is no key to seal by.');
    return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(value)))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', zip: 'DEF', kid: this.#first, typ: purpose })
      .encrypt(key);
  }

  /** What was sealed for this purpose by one of the keys; else `undefined`, whatever may be wrong with it. */
  async open(purpose: SealPurpose, text: string): Promise<unknown> {
    try {
      const { kid = '', typ } = decodeProtectedHeader(text);
      const key = this.#keys.get(kid);
      if (!key || typ !== purpose) return undefined;
      const { plaintext } = await compactDecrypt(text, key, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        maxDecompressedLength: longest,
      });
      return JSON.parse(new TextDecoder().decode(plaintext)) as unknown;
    } catch {
      return undefined;
    }
  }
}

/** By which a key is found again; says nothing of the key. */
function nameOf(key: Uint8Array): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 8);
}
