import { X509Certificate, randomUUID } from 'node:crypto';
import { EsiaError } from '../errors/errors.ts';
import {
  certificateDer,
  certificateHash,
  readGostPublicKey,
  verifySignature,
  type GostPublicKey,
} from '../gost/gost.ts';

/** The certificate of the information system, read. */
export interface OwnCertificate {
  readonly hash: string;
  readonly key: GostPublicKey;
  /** In milliseconds since 1970. */
  readonly validFrom: number;
  readonly validTo: number;
}

/** Told when the system's certificate is about to end. */
export interface CertificateExpiry {
  /** Its `client_certificate_hash`. */
  readonly certificateHash: string;
  readonly validTo: Date;
  /** Whole days from now on; negative once it has ended. */
  readonly daysLeft: number;
}

const day = 24 * 60 * 60 * 1000;

export function readOwnCertificate(written: string | Uint8Array): OwnCertificate {
  try {
    const der = certificateDer(written);
    const { validFrom, validTo } = new X509Certificate(der);
    const validity = { validFrom: Date.parse(validFrom), validTo: Date.parse(validTo) };
    return { hash: certificateHash(der), key: readGostPublicKey(der), ...validity };
  } catch (cause) {
    throw wrong(`certificate cannot be used. ${cause instanceof Error ? cause.message : ''}`, cause);
  }
}

/** Refuses a certificate that does not hold now, and a key that is not the certificate's: by signing a probe. */
export async function checkOwnCertificate(
  { key, validFrom, validTo }: OwnCertificate,
  now: number,
  sign: (data: Uint8Array) => Promise<Uint8Array>,
): Promise<void> {
  if (now < validFrom) throw wrong(`certificate is not valid before ${new Date(validFrom).toISOString()}`);
  if (now >= validTo) throw wrong(`certificate ended on ${new Date(validTo).toISOString()}`);
  const probe = Buffer.from(`EPOS probe ${randomUUID()}`);
  const signature = await sign(probe);
  if (verifySignature(key, probe, signature)) return;
  if (verifySignature(key, probe, signature.toReversed())) {
    throw wrong('the signer gives its bytes the wrong way round; see its option byteOrder');
  }
  throw wrong('the signer does not sign by the key of the certificate');
}

/** Reports the end of a certificate from so many days before, once a day at most. */
export function expiryWatch(
  { hash, validTo }: OwnCertificate,
  days: number,
  report: (expiry: CertificateExpiry) => void,
): (now: number) => void {
  let reportedAt = -Infinity;
  return (now) => {
    const daysLeft = Math.floor((validTo - now) / day);
    if (daysLeft > days || now - reportedAt < day) return;
    reportedAt = now;
    report({ certificateHash: hash, validTo: new Date(validTo), daysLeft });
  };
}

/** The report of those who have not asked for another: a warning of the process. */
export function warnOfExpiry({ certificateHash: hash, validTo, daysLeft }: CertificateExpiry): void {
  const ends = daysLeft < 0 ? 'has ended' : `ends in ${daysLeft} days`;
  process.emitWarning(`The certificate ${hash} of the system at ESIA ${ends}: ${validTo.toISOString()}.`, {
    type: 'EsiaCertificateWarning',
    code: 'EPOS_ESIA_CERTIFICATE',
  });
}

function wrong(why: string, cause?: unknown): EsiaError {
  return new EsiaError('invalid_options', { message: `createEsiaClient: ${why}.`, cause });
}
