import { generateKeyPairSync } from 'node:crypto';

/** A key of tests for the gateway's own tokens, as `openssl genpkey` writes it. */
export const { privateKey: ownKey } = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
