import { decodeJson, encodeJson } from './jwt.ts';

/** What the SSO remembers of an authorization request until the code is redeemed; the code itself carries it. */
export interface Grant {
  readonly client_id: string;
  readonly redirect_uri: string;
  readonly code_challenge: string;
  readonly nonce?: string;
  readonly scope?: string;
}

/** What the SSO brings back instead of the code it would give. */
export interface AuthorizationResponseOptions {
  /** The error the SSO comes back with instead of a code: `access_denied`, `login_required`. */
  error?: string;
  /** ESIA's or Keycloak's own words, in `error_description`. */
  description?: string;
  /** Parameters that replace those of the answer; `undefined` leaves one out: `{ iss: 'https://other.example' }`. */
  parameters?: Record<string, string | undefined>;
}

const requestUriPrefix = 'urn:ietf:params:oauth:request_uri:';

/**
 * What the browser brings back from the SSO: the callback's address for an authorization request. No mock can stand in
 * for a navigation, so a test takes the address the page left for, and goes on at the one given here.
 *
 * The code is understood by every {@linkcode ssoHandlers} of the same client.
 *
 * @param address the authorization request, with its parameters or with the `request_uri` of a pushed one
 * @throws TypeError when the request is none: no PKCE challenge, no redirect address
 * @example
 * ```ts
 * const callback = authorizationResponse(leftFor);
 * const foreign = authorizationResponse(leftFor, { parameters: { iss: 'https://attacker.example' } });
 * const declined = authorizationResponse(leftFor, { error: 'access_denied' });
 * ```
 */
export function authorizationResponse(
  address: string | URL,
  { error, description, parameters = {} }: AuthorizationResponseOptions = {},
): string {
  const { origin, pathname, searchParams } = new URL(address);
  const request = pushed(searchParams.get('request_uri')) ?? Object.fromEntries(searchParams);
  const { client_id, redirect_uri, code_challenge, code_challenge_method, nonce, scope, state } = request;
  if (!client_id || !redirect_uri || !code_challenge || code_challenge_method !== 'S256') {
    throw new TypeError('not an authorization request with PKCE');
  }
  const grant: Grant = {
    client_id,
    redirect_uri,
    code_challenge,
    ...(nonce ? { nonce } : {}),
    ...(scope ? { scope } : {}),
  };
  const answer: Record<string, string | undefined> = {
    ...(error ? { error, error_description: description } : { code: encodeCode(grant) }),
    state,
    iss: origin + pathname.replace(/\/authorize$/, ''),
    ...parameters,
  };
  const callback = new URL(redirect_uri);
  for (const [name, value] of Object.entries(answer)) {
    if (value !== undefined) callback.searchParams.set(name, value);
  }
  return callback.href;
}

/** The `request_uri` of a pushed authorization request (RFC 9126): it carries the request, so nothing is kept. */
export function requestUri(parameters: URLSearchParams): string {
  return requestUriPrefix + encodeJson(Object.fromEntries(parameters));
}

/** The grant a code stands for; `undefined` for a code that was never issued. */
export function decodeCode(code: string): Grant | undefined {
  const { client_id, redirect_uri, code_challenge, nonce, scope } = strings(decodeJson(code.split('.')[1] ?? ''));
  if (!client_id || !redirect_uri || !code_challenge) return undefined;
  return { client_id, redirect_uri, code_challenge, ...(nonce ? { nonce } : {}), ...(scope ? { scope } : {}) };
}

/** Two answers to one request carry two codes. */
function encodeCode(grant: Grant): string {
  return `${crypto.randomUUID()}.${encodeJson(grant)}`;
}

function pushed(uri: string | null): Record<string, string> | undefined {
  return uri?.startsWith(requestUriPrefix) ? strings(decodeJson(uri.slice(requestUriPrefix.length))) : undefined;
}

function strings(record: Record<string, unknown> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
