import type { EsiaAccount } from '@epos-login/testing/people';

/** An information system as an operator registers it on ESIA's technological portal. @see esia-and-epos A10 */
export interface InformationSystem {
  readonly mnemonic: string;
  /** Shown on the sign-in page and beside the data it asks for. */
  readonly displayName: string;
  /** Addresses to which ESIA leads back with a code. */
  readonly redirectUris: readonly string[];
  /** Hosts (with the port, where there is one) to which ESIA leads back after a logout, and with a code too. */
  readonly domains: readonly string[];
  /** The certificates of the system, with GOST keys of 256 bits, in DER or PEM: its requests must be signed by one. */
  readonly certificates: readonly (Uint8Array | string)[];
  /** The scopes granted to the system. */
  readonly scopes: readonly string[];
  /** The organization scopes granted to it (`scope_org`). Default: none. */
  readonly organizationScopes?: readonly string[];
  /** The consents of the Digital profile it may ask for (`permissions`). Default: none. */
  readonly consents?: readonly ConsentType[];
  /** By what its codes and tokens are signed. Default: `RS256`. */
  readonly tokenAlgorithm?: TokenAlgorithm;
  /** Whether the system lets in people whose account is not confirmed. Default: no. */
  readonly admitsUnconfirmed?: boolean;
}

/** As the technological portal offers them. @see esia-and-epos A6 */
export type TokenAlgorithm = 'RS256' | 'GOST3410_2012_256';

/** A type of consent in ESIA's register: what a system may ask people to allow. */
export interface ConsentType {
  readonly sysname: string;
  readonly actions: readonly string[];
  readonly purposes: readonly string[];
  /** The scopes it may hold; with none, a request must name none. */
  readonly scopes: readonly string[];
  /** Those without which it is not asked for. Default: none. */
  readonly mandatoryScopes?: readonly string[];
}

/** A message that ESIA sends to a person. */
export interface EsiaMessage {
  readonly channel: 'sms' | 'email';
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
}

/** What is to go wrong just now. */
export interface EsiaFaults {
  /** How long every answer waits, in milliseconds. */
  readonly delay?: number;
  /** Whether ESIA answers that it is out of order: ESIA-007008. */
  readonly outage?: boolean;
}

export interface EsiaOptions {
  /** The server's own origin: `http://127.0.0.1:4707`. */
  readonly origin: string;
  /** Who has an account, asked for anew at each request so that tests and the control page may change people. */
  readonly accounts: () => readonly EsiaAccount[];
  readonly systems: () => readonly InformationSystem[];
  readonly deliver: (message: EsiaMessage) => void;
  /** Now, in milliseconds: the token clock. */
  readonly clock?: () => number;
  readonly faults?: () => EsiaFaults;
}
