/** What signs in earnest: OpenSSL, КриптоПро, a service; all behind one {@linkcode Signer}. @module */
export { createCryptoProSigner, type CryptoProFiles, type CryptoProSignerOptions } from './cryptopro-signer.ts';
export { createOpensslSigner, type OpensslSignerOptions } from './openssl-signer.ts';
export { createRemoteSigner, type RemoteSignerFormat, type RemoteSignerOptions } from './remote-signer.ts';
export { SignerError, type SignerErrorReason } from './signer-error.ts';
