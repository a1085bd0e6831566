import { compactVerify } from 'jose';
import { verifySignature } from '../gost/gost.ts';
import type { EsiaCertificate } from './certificates.ts';

/** One algorithm by which ESIA signs tokens. */
export interface TokenAlgorithm {
  /** As the header of the token names it. */
  readonly alg: string;
  verify(token: string, certificate: EsiaCertificate): Promise<boolean>;
}

const rs256: TokenAlgorithm = {
  alg: 'RS256',
  async verify(token, { publicKey }) {
    if (publicKey?.asymmetricKeyType !== 'rsa') return false;
    try {
      await compactVerify(token, publicKey, { algorithms: ['RS256'] });
      return true;
    } catch {
      return false;
    }
  },
};

/** Over `header.payload` as it came, the raw 64 bytes as OpenSSL writes them (esia-and-epos A6). */
const gost: TokenAlgorithm = {
  alg: 'GOST3410_2012_256',
  verify(token, { gostKey }) {
    const [, signed = '', signature = ''] = /^([\w-]+\.[\w-]+)\.([\w-]{86})$/.exec(token) ?? [];
    const isSigned =
      gostKey !== undefined &&
      signature !== '' &&
      verifySignature(gostKey, Buffer.from(signed), Buffer.from(signature, 'base64url'));
    return Promise.resolve(isSigned);
  },
};

/**
 * The algorithms that are checked here. The list is closed and does not come from the token: `none` and the symmetric
 * ones are never looked up (RFC 8725, 3.1), and each takes keys of its own kind alone.
 *
 * @see esia-and-epos A6: chosen per system on the technological portal
 */
export const tokenAlgorithms: readonly TokenAlgorithm[] = [rs256, gost];
