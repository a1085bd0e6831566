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
  /** Streebog-256 of each certificate of the system, in hexadecimal. */
  readonly certificateHashes: readonly string[];
  /** The scopes granted to the system. */
  readonly scopes: readonly string[];
  /** Whether the system lets in people whose account is not confirmed. Default: no. */
  readonly admitsUnconfirmed?: boolean;
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

/** A signed request whose signature is to be checked. */
export interface SignatureToCheck {
  readonly system: InformationSystem;
  /** The string that is signed, as ESIA puts it together. */
  readonly message: string;
  /** 64 bytes: `s ‖ r`. */
  readonly signature: Uint8Array;
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
  /**
   * Whether a signature belongs to the message and to a certificate of the system. By default every signature of the
   * right form is taken: the certificates are registered by their hash alone, which holds no key.
   */
  readonly checkSignature?: (signed: SignatureToCheck) => boolean | Promise<boolean>;
}
