import * as z from 'zod/mini';
import { readBounded, TooLong } from '../../http/bounded.ts';
import { inTime } from '../../http/in-time.ts';
import { isSecureAddress } from '../../options/secure-address.ts';
import { reversed } from '../gost/bytes.ts';
import type { Signer } from '../gost/signer.ts';
import { withPatience } from './patience.ts';
import { demandSignature, SignerError } from './signer-error.ts';

/** How a service is asked and how its answer is read, where it speaks otherwise than {@linkcode createRemoteSigner}. */
export interface RemoteSignerFormat {
  /** Writes the request that asks for a signature of the data. */
  write(data: Uint8Array): { readonly body: string | Uint8Array; readonly contentType: string };
  /** Gives the raw signature; whatever it throws is a `bad_answer`. */
  read(body: Uint8Array, contentType: string): Uint8Array;
}

/** Where the signing service is. */
export interface RemoteSignerOptions {
  /** `https:`, or `http:` on this machine. */
  readonly url: string;
  /** Headers that prove who asks, such as `authorization`; or a function that makes them anew for each call. */
  readonly headers?: Readonly<Record<string, string>> | (() => Promise<Readonly<Record<string, string>>>);
  /** Default: JSON `{ "algorithm": "GOST3410_2012_256", "data": base64 }` → `{ "signature": base64 }` or 64 bytes. */
  readonly format?: RemoteSignerFormat;
  /** `reversed` for a service that passes on what КриптоПро gives. Default: `straight`. */
  readonly byteOrder?: 'reversed' | 'straight';
  /** How long a signature may take, in milliseconds. Default: 5 seconds. */
  readonly timeout?: number;
  /** What asks; the place for a client certificate. Default: the global `fetch`. */
  readonly fetch?: typeof fetch;
}

const answer = z.object({ signature: z.string().check(z.regex(/^[\w+/-]{86}={0,2}$/)) });

const json: RemoteSignerFormat = {
  write: (data) => ({
    body: JSON.stringify({ algorithm: 'GOST3410_2012_256', data: Buffer.from(data).toString('base64') }),
    contentType: 'application/json',
  }),
  read(body, contentType) {
    if (!/^application\/(.+\+)?json\b/i.test(contentType)) return body;
    // Node reads both alphabets of base64 as one.
    return Buffer.from(z.parse(answer, JSON.parse(Buffer.from(body).toString())).signature, 'base64');
  },
};

/** A signature is a few dozen bytes; whatever is longer is not one. */
const maximum = 65_536;

/**
 * Signs by a service of one's own that holds the key: a certified module, an HSM, a КриптоПро server.
 *
 * `sign` rejects with `SignerError`: `refused` for an answer 4xx, `unavailable` for 429, 5xx and a network fault,
 * `timeout`, `aborted`, `bad_answer`.
 *
 * @throws TypeError for an address that is neither https nor on this machine
 * @example
 * ```ts
 * const signer = createRemoteSigner({ url: 'https://signer.internal/sign', headers: { authorization } });
 * ```
 */
export function createRemoteSigner({
  url,
  headers = {},
  format = json,
  byteOrder = 'straight',
  timeout = 5000,
  fetch = (input, init) => globalThis.fetch(input, init),
}: RemoteSignerOptions): Signer {
  if (!isSecureAddress(url)) throw new TypeError('createRemoteSigner: url is neither https nor on this host.');
  const { origin } = new URL(url);

  async function ask(data: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
    const { body, contentType } = format.write(data);
    const proof = typeof headers === 'function' ? await headers() : headers;
    const response = await fetch(url, {
      method: 'POST',
      body: typeof body === 'string' ? body : Uint8Array.from(body),
      headers: { ...proof, 'content-type': contentType },
      // The proof of who asks goes nowhere else.
      redirect: 'error',
      signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      const { status } = response;
      const busy = status === 429 || status >= 500;
      throw new SignerError(busy ? 'unavailable' : 'refused', `The signing service answered with HTTP ${status}.`);
    }
    const given = await readBounded(response.body, maximum).catch((cause: unknown) => {
      if (cause instanceof TooLong) throw new SignerError('bad_answer', 'The signing service wrote too much.', cause);
      throw cause;
    });
    return read(given, response.headers.get('content-type') ?? '');
  }

  function read(body: Uint8Array, contentType: string): Uint8Array {
    let signature: Uint8Array;
    try {
      signature = format.read(body, contentType);
    } catch (cause) {
      throw new SignerError('bad_answer', 'The answer of the signing service cannot be read.', cause);
    }
    demandSignature(signature, 'The signing service');
    return byteOrder === 'reversed' ? reversed(signature) : signature;
  }

  return {
    sign: (data, { signal } = {}) =>
      withPatience(`The signing service at ${origin}`, timeout, signal, (limit) => inTime(ask(data, limit), limit)),
  };
}
