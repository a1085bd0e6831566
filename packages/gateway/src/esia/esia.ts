/**
 * ESIA, the sign-in of Gosuslugi: a client by ESIA's own rules, and what it needs of Russian cryptography.
 *
 * The way of `v2/ac` and `v3/te` is open until 31 Dec 2026 to systems connected before 2025; others go through a
 * certified gateway module. Both stand behind the same {@linkcode Signer} and {@linkcode EsiaClient}.
 *
 * @module
 */
export {
  createEsiaClient,
  type EsiaAuthorization,
  type EsiaClient,
  type EsiaSignIn,
  type EsiaTokens,
} from './client/client.ts';
export type { CertificateExpiry } from './client/own-certificate.ts';
export type { EsiaPermission } from './client/permissions.ts';
export type { PkceMethod } from './client/pkce.ts';
export { childrenScope, educationScope } from './client/scopes.ts';
export type { EsiaClientOptions, EsiaCommonOptions, EsiaOwnCertificate } from './client/options.ts';
export type { EsiaCallback } from './client/callback.ts';
export {
  EsiaError,
  esiaErrors,
  explainEsiaCode,
  type EsiaErrorDetails,
  type EsiaErrorEntry,
  type EsiaErrorKind,
  type KnownEsiaCode,
} from './errors/errors.ts';
export {
  certificateHash,
  createSoftwareSigner,
  streebog256,
  type Signer,
  type SignOptions,
  type SoftwareSignerOptions,
} from './gost/gost.ts';
export {
  createCryptoProSigner,
  createOpensslSigner,
  createRemoteSigner,
  SignerError,
  type CryptoProFiles,
  type CryptoProSignerOptions,
  type OpensslSignerOptions,
  type RemoteSignerFormat,
  type RemoteSignerOptions,
  type SignerErrorReason,
} from './signers/signers.ts';
export { certificateFiles, certificatesOfZip } from './tokens/tokens.ts';
export type { CertificateSource, EsiaIdentity, EsiaLevel } from './tokens/tokens.ts';
export type { EsiaContact, EsiaKid, EsiaNames, EsiaPerson } from './person/person.ts';
export {
  createDevelopmentIdentity,
  selfSignedCertificate,
  type DevelopmentIdentity,
  type SelfSignedCertificateOptions,
} from './development/development.ts';
export { esia, everybody, type EsiaProviderOptions, type EsiaVerdict } from '../providers/esia.ts';
