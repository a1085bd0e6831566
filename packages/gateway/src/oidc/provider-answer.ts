import { readProviderAnswer } from '@epos-login/core/contract';
import { ProviderError } from '../providers/provider-error.ts';

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
  if (answer.get('code') && !answer.has('error')) return;
  const { code, providerCode } = readProviderAnswer(answer);
  throw new ProviderError(code, { providerCode });
}
