/** What a signer is told beside the data. */
export interface SignOptions {
  /** Ends the waiting: {@linkcode SignerError} `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Signs for the information system: the one thing that differs between a developer's machine, a КриптоПро server and
 * a certified module.
 *
 * @see esia-and-epos A4
 */
export interface Signer {
  /**
   * Signs the data by GOST R 34.10-2012 with 256 bits over Streebog-256. Gives the raw 64 bytes that ESIA wants:
   * `s ‖ r`, each 32 bytes, big-endian. КриптоПро's own tools give them the other way round, last byte first.
   *
   * Rejects with a {@linkcode SignerError} where it can tell what is wrong.
   */
  sign(data: Uint8Array, options?: SignOptions): Promise<Uint8Array>;
}
