/** The Russian cryptography that ESIA asks of a client: the certificate hash and the signature. @module */
export type { Signer } from './signer.ts';
export { createSoftwareSigner, type SoftwareSignerOptions } from './software-signer.ts';
export { certificateHash, streebog256 } from './streebog.ts';
