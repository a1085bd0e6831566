interface ImportMetaEnv {
  /** The issuer identifier of the SSO of EPOS. */
  readonly VITE_EPOS_ISSUER: string;
  /** The origin of the portal, or of the gateway in front of it; empty for this origin. */
  readonly VITE_EPOS_PORTAL: string;
  /** Where the gateway is, for a subsystem with a server: `/auth`. */
  readonly VITE_EPOS_GATEWAY?: string;
}
