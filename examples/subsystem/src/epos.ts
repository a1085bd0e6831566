import { createEpos, direct, portalApi } from '@epos-login/core';
import { popup } from '@epos-login/core/popup';

const { VITE_EPOS_ISSUER: issuer, VITE_EPOS_PORTAL: portal } = import.meta.env;

/** The sign-in of this subsystem: one for the whole page. */
export const epos = createEpos({
  transport: direct({
    issuer,
    clientId: 'epos-journal',
    // Registered at the SSO, also as `initiate_login_uri`: the portal's tile signs the person in here at once.
    redirectUri: `${location.origin}/`,
    // For those who sign in at РСАА, without leaving the page.
    popup: popup(),
  }),
  portal: portalApi(`${portal}/api`),
});
