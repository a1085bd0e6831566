/** The Russian cryptography that ESIA asks of a client: the certificate hash and the signature. @module */
export type { Signer, SignOptions } from './signer.ts';
export { readGostPublicKey, type GostPublicKey } from './public-key.ts';
export { certificateDer } from './pem.ts';
export { verifySignature } from './signature.ts';
export { createSoftwareSigner, type SoftwareSignerOptions } from './software-signer.ts';
export { certificateHash, streebog256 } from './streebog.ts';
