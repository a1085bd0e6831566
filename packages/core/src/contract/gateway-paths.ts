// Without zod, for the browser's side, which reads the answers by guards of its own.

/** The paths of the gateway, below its address (`/auth`). */
export const gatewayPaths = {
  /** `GET`, a navigation: leaves for the provider. Its parameters are `gatewayLoginQuery`'s. */
  login: 'login',
  /** `GET`, a navigation: where the SSO sends the person back to; the gateway leads on to `return_to`. */
  callback: 'callback',
  /**
   * `GET` with `gatewaySessionQuery`, answered by `gatewaySession`. Writes nothing but the clock of a
   * sliding session in the store.
   */
  session: 'session',
  /** `POST`: renews what the session lives on and answers as `session` does. The only writer of the session's cookie. */
  refresh: 'refresh',
  /** `POST` of `gatewayLogout`, answered by `gatewayLoggedOut`. */
  logout: 'logout',
  /** `GET`, a navigation: where the SSO leads back to after its own sign-out; the gateway leads on to `return_to`. */
  loggedOut: 'logged-out',
  /** `POST` by the SSO (OpenID Connect Back-Channel Logout 1.0). */
  backchannelLogout: 'backchannel-logout',
} as const;

/**
 * The header, of any value, that `session`, `refresh`, `logout` and proxied calls carry: no form and no link of another
 * site can send it without a preflight, which the gateway answers to its own list of origins only.
 *
 * Proxied calls carry the `id` of the session that the page means, percent-encoded: where the cookie has become another
 * session's, a gateway that compares them answers `session_ended`, and nothing goes out in the wrong person's name.
 */
export const gatewayHeader = 'x-epos-gateway';

/** Under which name the page learns, in the address it comes back to, whose `gatewayOutcome` to ask for. */
export const gatewayOutcomeParameter = 'epos_login';
