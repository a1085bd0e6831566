import { createEpos, direct, portalApi } from '@epos-login/core';
import { gateway } from '@epos-login/core/gateway';
import { popup } from '@epos-login/core/popup';

const { VITE_EPOS_GATEWAY: url, VITE_EPOS_ISSUER: issuer, VITE_EPOS_PORTAL: portal } = import.meta.env;

// A subsystem has one or the other; nothing else on the page knows which.
const transport = url
  ? gateway({ url })
  : direct({
      issuer,
      clientId: 'epos-journal',
      // Registered at the SSO, also as `initiate_login_uri`: the portal's tile signs the person in here at once.
      redirectUri: `${location.origin}/`,
      // For those who sign in at РСАА, without leaving the page.
      popup: popup(),
    });

/** The sign-in of this subsystem: one for the whole page. */
export const epos = createEpos({ transport, portal: portalApi(`${portal}/api`) });
