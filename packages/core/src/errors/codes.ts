/**
 * Every error code the SDK gives, with what happened, in English, for developers. What people read comes from
 * {@linkcode advice}. The union is closed: a code that is not listed here does not compile.
 *
 * The SDK itself takes only the type from here, so that no page carries the sentences.
 */
export const errorMessages = {
  // What the person can do something about.
  access_denied: 'The person declined at the provider.',
  account_mismatch: 'Names, birth date or e-mail differ between EPOS and Gosuslugi.',
  account_unconfirmed: 'The Gosuslugi account is not confirmed.',
  account_unknown: 'The provider knows the person, EPOS does not.',
  contact_shared: 'A telephone or e-mail is shared by two people, such as a parent and a child.',
  no_roles: 'The person is signed in and has no role in any subsystem.',
  login_required: 'The provider wants the person to sign in.',
  session_ended: 'The session is over; the person signs in again.',
  invalid_fields: 'A field of a form breaks a rule.',
  // What passes by itself.
  offline: 'The device is offline.',
  network: 'The server could not be reached.',
  timeout: 'The server did not answer in time.',
  lock_timeout: 'Another tab is renewing the session and does not come to an end.',
  aborted: 'The caller aborted the operation.',
  popup_closed: 'The person closed the sign-in window.',
  rate_limited: 'The server asks to slow down.',
  unavailable: 'The server or the provider is unavailable.',
  // What an operator or a developer must mend.
  server_error: 'The server failed.',
  provider_error: 'The provider answered with an error.',
  bad_response: 'The server answered something else than the protocol allows.',
  response_mismatch: 'The authorization response does not belong to a sign-in begun here.',
  id_token_invalid: 'The id_token did not pass a check.',
  token_refused: 'The token endpoint refused the request.',
  issuer_mismatch: 'The issuer is not the configured one.',
  forbidden: 'The server refused access.',
  login_loop: 'Sign-in led back to sign-in too many times.',
  insecure_context: 'The page is not a secure context.',
  storage_unavailable: 'The browser gives no storage for the sign-in.',
  subsystem_unavailable: 'The subsystem cannot be opened.',
  invalid_options: 'An option is wrong.',
} as const;

/** What went wrong, one of a closed set. */
export type EposErrorCode = keyof typeof errorMessages;

/** During what it went wrong. */
export type EposPhase = 'configure' | 'restore' | 'sign-in' | 'callback' | 'session' | 'portal' | 'open' | 'sign-out';
