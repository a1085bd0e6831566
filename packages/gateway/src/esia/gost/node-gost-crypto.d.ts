declare module 'node-gost-crypto' {
  /** Typed in library.ts: the package brings no types. */
  const library: { readonly gostEngine: unknown };
  export default library;
}
