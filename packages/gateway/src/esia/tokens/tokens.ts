/** What ESIA's tokens say and how they are checked. @module */
export { certificateSet, type CertificateSource } from './certificates.ts';
export { certificateFiles, certificatesOfZip } from './certificate-files.ts';
export { readIdToken, type EsiaIdentity, type EsiaLevel } from './id-token.ts';
