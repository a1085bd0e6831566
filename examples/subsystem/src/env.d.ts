interface ImportMetaEnv {
  /** The issuer identifier of the SSO of EPOS. */
  readonly VITE_EPOS_ISSUER: string;
  /** The origin of the portal. */
  readonly VITE_EPOS_PORTAL: string;
}
