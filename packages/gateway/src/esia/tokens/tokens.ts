/** What ESIA's tokens say and how they are checked. @module */
export { certificateSet, type CertificateSet, type CertificateSource } from './certificates.ts';
export { readIdToken, type EsiaIdentity, type EsiaLevel } from './id-token.ts';
