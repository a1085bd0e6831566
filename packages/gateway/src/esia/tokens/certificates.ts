import { X509Certificate, type KeyObject } from 'node:crypto';
import { EsiaError } from '../errors/errors.ts';
import { certificateHash } from '../gost/gost.ts';

/**
 * ESIA's own certificates, in DER, to check tokens by; or a function that reads them anew. ESIA changes them every
 * year and without notice, so more than one may be valid, and a function is asked again (at most once a minute) when
 * no certificate at hand fits a token.
 *
 * @see esia-and-epos A6
 */
export type CertificateSource = readonly Uint8Array[] | (() => Promise<readonly Uint8Array[]>);

export interface EsiaCertificate {
  /** As `x5t#St256` names it. */
  readonly hash: string;
  /** `undefined` for keys that the platform's crypto cannot read, such as GOST's. */
  readonly publicKey: KeyObject | undefined;
}

export interface CertificateSet {
  /** The certificates to try for a token: the one it names, else all. */
  candidates(hash: string | undefined): Promise<readonly EsiaCertificate[]>;
}

const patience = 60_000;

export function certificateSet(source: CertificateSource, clock: () => number): CertificateSet {
  let held: Promise<readonly EsiaCertificate[]> | undefined;
  let readAt = -Infinity;

  function read(): Promise<readonly EsiaCertificate[]> {
    readAt = clock();
    const reading = (typeof source === 'function' ? source() : Promise.resolve(source)).then(
      (all) => all.map(openCertificate),
      (cause: unknown) => {
        // The next token asks again: a failed reading is not kept.
        held = undefined;
        throw new EsiaError('unavailable', { message: "ESIA's certificates could not be read.", cause });
      },
    );
    held = reading;
    return reading;
  }

  return {
    async candidates(hash) {
      const fitting = async (all: Promise<readonly EsiaCertificate[]>) =>
        (await all).filter((certificate) => hash === undefined || certificate.hash === hash.toUpperCase());
      const known = await fitting(held ?? read());
      const mayAskAgain = typeof source === 'function' && clock() - readAt >= patience;
      return known.length === 0 && mayAskAgain ? fitting(read()) : known;
    },
  };
}

function openCertificate(der: Uint8Array): EsiaCertificate {
  const hash = certificateHash(der);
  try {
    return { hash, publicKey: new X509Certificate(der).publicKey };
  } catch {
    return { hash, publicKey: undefined };
  }
}
