declare module 'node-gost-crypto' {
  interface GostDigest {
    /** Reads the whole buffer, whatever view it is given. */
    digest(data: ArrayBuffer): ArrayBuffer;
  }

  /** The part that is used here: the package brings no types. */
  const library: {
    readonly gostEngine: {
      getGostDigest(algorithm: { name: 'GOST R 34.11'; version: 2012; length: 256 }): GostDigest;
    };
  };
  export default library;
}
