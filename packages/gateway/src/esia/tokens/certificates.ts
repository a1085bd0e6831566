import { X509Certificate, type KeyObject } from 'node:crypto';
import { leftOf } from '../../http/retry-after.ts';
import { EsiaError } from '../errors/errors.ts';
import { certificateDer, certificateHash, readGostPublicKey, type GostPublicKey } from '../gost/gost.ts';

/**
 * ESIA's own certificates, in DER or PEM, to check tokens by; or a function that reads them anew, such as
 * {@linkcode certificateFiles} makes. ESIA changes them every year and without notice, so more than one may be valid,
 * and a function is asked again (at most once a minute) when no certificate at hand has signed a token.
 *
 * @see esia-and-epos A6
 */
export type CertificateSource = readonly (Uint8Array | string)[] | (() => Promise<readonly (Uint8Array | string)[]>);

export interface EsiaCertificate {
  /** As `x5t#St256` names it. */
  readonly hash: string;
  /** The key, where it is of a kind that the platform's crypto reads. */
  readonly publicKey?: KeyObject;
  /** The key, where it is GOST's. */
  readonly gostKey?: GostPublicKey;
  /** In milliseconds since 1970. */
  readonly validFrom: number;
  readonly validTo: number;
}

/** The certificates to try for a token, of those that are valid now: the one that it names by its hash, else all. */
export interface CertificateSet {
  readonly known: (hash: string | undefined) => Promise<readonly EsiaCertificate[]>;
  /** Those that are read anew; none where there is nothing to read, or it was read a moment ago. */
  readonly renewed: (hash: string | undefined) => Promise<readonly EsiaCertificate[]>;
}

const patience = 60_000;

/** As of tokens: ESIA's clock and ours may differ by so much, in milliseconds. */
const leeway = 60_000;

export function certificateSet(source: CertificateSource, clock: () => number): CertificateSet {
  let held: Promise<readonly EsiaCertificate[]> | undefined;
  let readAt = -Infinity;

  function read(): Promise<readonly EsiaCertificate[]> {
    readAt = clock();
    const before = held;
    const reading = (typeof source === 'function' ? source() : Promise.resolve(source)).then(
      (all) => all.flatMap(openCertificate),
      (cause: unknown) => {
        // A failed reading is not kept: what was read before serves on, and where there is nothing the next token asks.
        held = before;
        throw new EsiaError('unavailable', { message: "ESIA's certificates could not be read.", cause });
      },
    );
    held = reading;
    return reading;
  }

  async function fitting(all: Promise<readonly EsiaCertificate[]>, hash: string | undefined) {
    return (await all).filter(
      ({ hash: own, validFrom, validTo }) =>
        (hash === undefined || own === hash.toUpperCase()) &&
        validFrom - leeway <= clock() &&
        clock() <= validTo + leeway,
    );
  }

  return {
    known: (hash) => fitting(held ?? read(), hash),
    renewed: (hash) =>
      typeof source === 'function' && leftOf(patience, readAt, clock()) === 0
        ? fitting(read(), hash)
        : Promise.resolve([]),
  };
}

/** What cannot be read fits no token, and spoils no other certificate. */
function openCertificate(written: Uint8Array | string): EsiaCertificate[] {
  try {
    const der = certificateDer(written);
    const read = new X509Certificate(der);
    const hash = certificateHash(der);
    const validity = { validFrom: Date.parse(read.validFrom), validTo: Date.parse(read.validTo) };
    return [{ hash, ...validity, ...keyOf(read, der) }];
  } catch {
    return [];
  }
}

function keyOf(read: X509Certificate, der: Uint8Array): Pick<EsiaCertificate, 'publicKey' | 'gostKey'> {
  try {
    return { publicKey: read.publicKey };
  } catch {
    return { gostKey: readGostPublicKey(der) };
  }
}
