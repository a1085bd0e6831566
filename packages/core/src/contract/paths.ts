/** The paths of the portal contract, below the portal's address. */
export const portalPaths = {
  me: 'v1/me',
  subsystems: 'v1/me/subsystems',
  organizations: 'v1/organizations',
  registrations: 'v1/registrations',
} as const;
