import { ProviderError, type ProviderErrorCode } from '../providers/provider-error.ts';

/**
 * What a provider says in `error_description`, before its free text; and the `error` of RFC 6749 section 4.1.2.1 and
 * OpenID Connect Core 3.1.2.6.
 */
const codes = new Map<string | undefined, ProviderErrorCode>(
  Object.entries({
    'EPOS-ACCOUNT-MISMATCH': 'account_mismatch',
    'EPOS-ACCOUNT-UNKNOWN': 'account_unknown',
    'EPOS-CONTACT-SHARED': 'contact_shared',
    'ESIA-007004': 'access_denied',
    'ESIA-007008': 'unavailable',
    'ESIA-007055': 'account_unconfirmed',
    access_denied: 'access_denied',
    server_error: 'server_error',
    temporarily_unavailable: 'unavailable',
    login_required: 'login_required',
  }),
);

/**
 * What an error answer of the SSO means. Only codes of a known form are passed on: the text is anybody's, since
 * everybody can write an address, and must reach neither a page nor a log.
 */
export function refusalOf(answer: URLSearchParams): ProviderError {
  const error = answer.get('error') ?? '';
  const said = /^(EPOS-[A-Z-]{1,40}|ESIA-\d{6})(?![\w-])/.exec(answer.get('error_description') ?? '')?.[0];
  const providerCode = said ?? /^[a-z_]{1,64}$/.exec(error)?.[0];
  // An ЕСИА code that is not known here says more than the `error` beside it.
  const general = said?.startsWith('ESIA') ? '' : error;
  const code = codes.get(said) ?? codes.get(general.replace(/^.+_required$/, 'login_required'));
  return new ProviderError(code ?? 'provider_error', { providerCode });
}

/** What answers of the flows hold that put tokens into addresses. */
const foreign = ['id_token', 'token', 'access_token', 'response'];

/**
 * Checks that an answer is this issuer's and this sign-in's, before anything of it is used.
 *
 * @see RFC 9207 section 2.4: a foreign `iss`, or none where one was promised, ends it; for error answers too
 */
export function checkAnswer(answer: URLSearchParams, issuer: string, promised: boolean): void {
  const issuers = answer.getAll('iss');
  if (issuers.some((one) => one !== issuer) || (promised && !issuers.length)) {
    throw new ProviderError('issuer_mismatch', { message: 'The answer names another issuer, or none.' });
  }
  // Nothing twice (RFC 6749 section 3.1), and nothing of the flows that put tokens into addresses.
  const twice = ['iss', 'state', 'code', 'error'].some((name) => answer.getAll(name).length > 1);
  if (twice || foreign.some((name) => answer.has(name))) throw new ProviderError('response_mismatch');
  if (answer.has('error') || !answer.get('code')) throw refusalOf(answer);
}
