import type { GatewayOutcome } from '../contract/gateway.ts';
import { EposError, type EposErrorCode } from '../errors/errors.ts';

/** In what a sign-in can end at the gateway. */
const codes = [
  'access_denied',
  'account_mismatch',
  'account_unconfirmed',
  'account_unknown',
  'contact_shared',
  'login_required',
  'network',
  'timeout',
  'rate_limited',
  'unavailable',
  'server_error',
  'bad_response',
  'response_mismatch',
  'id_token_invalid',
  'token_refused',
  'issuer_mismatch',
  'forbidden',
] as const satisfies readonly EposErrorCode[];

/** The error that a sign-in ended in; `provider_error` for what a newer gateway may say. */
export function failureOf({ error, provider_code, retry_after }: GatewayOutcome): EposError | undefined {
  if (error === undefined) return undefined;
  const code = codes.find((known) => known === error) ?? 'provider_error';
  return new EposError(code, 'callback', { providerCode: provider_code, retryAfter: retry_after });
}
