/** What stands in for a registered key and certificate on a developer's machine. @module */
export { createDevelopmentIdentity, type DevelopmentIdentity } from './identity.ts';
export { selfSignedCertificate, type SelfSignedCertificateOptions } from './self-signed-certificate.ts';
