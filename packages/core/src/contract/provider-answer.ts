/** What a refusal comes down to: codes of the SDK's errors. */
export type ProviderAnswerCode =
  | 'access_denied'
  | 'account_mismatch'
  | 'account_unconfirmed'
  | 'account_unknown'
  | 'contact_shared'
  | 'login_required'
  | 'provider_error'
  | 'server_error'
  | 'unavailable';

const codes = new Map<string | undefined, ProviderAnswerCode>([
  ['EPOS-ACCOUNT-MISMATCH', 'account_mismatch'],
  ['EPOS-ACCOUNT-UNKNOWN', 'account_unknown'],
  ['EPOS-CONTACT-SHARED', 'contact_shared'],
  ['ESIA-007004', 'access_denied'],
  ['ESIA-007007', 'server_error'],
  ['ESIA-007008', 'unavailable'],
  ['ESIA-007055', 'account_unconfirmed'],
  ['access_denied', 'access_denied'],
  ['server_error', 'server_error'],
  ['temporarily_unavailable', 'unavailable'],
  ['login_required', 'login_required'],
]);

/**
 * Reads an error answer of the SSO: what a provider says in `error_description`, before its free text, and the `error`
 * of RFC 6749 section 4.1.2.1 and OpenID Connect Core 3.1.2.6.
 *
 * Only codes of a known form are passed on: the text is anybody's, since everybody can write an address, and must reach
 * neither a page nor a log.
 *
 * @see docs/decisions/0003
 */
export function readProviderAnswer(answer: URLSearchParams): {
  code: ProviderAnswerCode;
  /** What the provider called it: `ESIA-007055`, `login_required`. */
  providerCode: string | undefined;
} {
  const error = answer.get('error') ?? '';
  const said = /^(EPOS-[A-Z-]{1,40}|ESIA-\d{6})(?![\w-])/.exec(answer.get('error_description') ?? '')?.[0];
  const providerCode = said ?? /^[a-z_]{1,64}$/.exec(error)?.[0];
  // An ЕСИА code that is not known here says more than the `error` beside it.
  const general = said?.startsWith('ESIA') ? '' : error;
  // `interaction_required`, `consent_required`, `account_selection_required`: each wants the person at the SSO.
  const code = codes.get(said) ?? codes.get(general.replace(/^.+_required$/, 'login_required')) ?? 'provider_error';
  return { code, providerCode };
}
