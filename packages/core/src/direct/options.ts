import { EposError } from '../errors/errors.ts';
import type { ProviderId } from '../state/state.ts';
import { isSecureAddress } from './secure-address.ts';

/** How `direct` reaches the SSO. */
export interface DirectOptions {
  /**
   * The SSO's issuer identifier, letter by letter as its metadata says it: `https://auth.example/realms/epos`.
   * An https address without query and fragment; http only on loopback.
   */
  issuer: string;
  /** The identifier of this public client at the SSO. */
  clientId: string;
  /**
   * Where the SSO sends the person back: an address of the page's own origin, registered at the SSO letter by letter.
   * It may be the page itself. A page whose path differs from `returnTo`'s costs one more page load.
   */
  redirectUri: string;
  /** The scopes, separated by spaces; `openid` is among them. Default: `openid`. */
  scope?: string;
  /** Which providers the SSO brokers and by which hint each is reached. Default: both, each by its own name. */
  providers?: Partial<Record<ProviderId, { hint?: string }>>;
  /** The parameter that carries the hint. Default: Keycloak's `kc_idp_hint`. */
  hintParameter?: string;
  /** Where the SSO sends the person back after sign-out, registered there. Default: `redirectUri`. */
  postLogoutRedirectUri?: string;
  /**
   * How a session of the SSO is found again without the person: `frame` (default) asks in a hidden frame where the SSO
   * is same-site, and otherwise by one redirect of the page; `redirect` only by the redirect; `none` not at all.
   */
  silent?: 'frame' | 'redirect' | 'none';
  /** How long the SSO may take for one answer, in milliseconds. Default: 10 000. */
  timeout?: number;
}

/** The options as the parts of the transport use them: checked, defaults in place. */
export interface Settings extends Required<Omit<DirectOptions, 'providers'>> {
  /** The providers on offer and their hints. */
  readonly hints: Partial<Record<ProviderId, string>>;
}

const providerIds: readonly ProviderId[] = ['rsaa', 'esia'];
const silentWays: readonly unknown[] = ['frame', 'redirect', 'none'];

/** Checks what the compiler cannot, and what plain JavaScript and attributes may get wrong. */
export function settle(options: DirectOptions): Settings {
  const { issuer, clientId, redirectUri, scope = 'openid', silent = 'frame', timeout = 10_000 } = options;
  const { hintParameter = 'kc_idp_hint', postLogoutRedirectUri = redirectUri } = options;

  demand(isSecureAddress(issuer) && !/[?#]/.test(issuer), 'issuer', `${secure}, without query and fragment`);
  demand(isText(clientId), 'clientId', 'a non-empty string');
  demand(isSecureAddress(redirectUri) && !redirectUri.includes('#'), 'redirectUri', `${secure}, without fragment`);
  demand(isSecureAddress(postLogoutRedirectUri), 'postLogoutRedirectUri', secure);
  demand(
    isText(scope) && scope.split(' ').includes('openid'),
    'scope',
    'scopes separated by spaces, openid among them',
  );
  demand(isText(hintParameter), 'hintParameter', 'a non-empty string');
  demand(silentWays.includes(silent), 'silent', 'frame, redirect or none');
  // setTimeout takes 31 bits; what is longer fires at once.
  demand(typeof timeout === 'number' && timeout > 0 && timeout < 2 ** 31, 'timeout', 'milliseconds, more than 0');

  return {
    issuer,
    clientId,
    redirectUri,
    scope,
    hintParameter,
    postLogoutRedirectUri,
    silent,
    timeout,
    hints: hintsOf(options.providers ?? { rsaa: {}, esia: {} }),
  };
}

const secure = 'an https address';

function hintsOf(providers: NonNullable<DirectOptions['providers']>): Settings['hints'] {
  const hints: Settings['hints'] = {};
  for (const id of Object.keys(providers) as ProviderId[]) {
    const hint = providers[id]?.hint ?? id;
    demand(providerIds.includes(id) && isText(hint), `providers.${id}`, 'rsaa or esia with a non-empty hint');
    hints[id] = hint;
  }
  return hints;
}

function demand(holds: boolean, field: string, rule: string): void {
  if (!holds) throw new EposError('invalid_options', 'configure', { message: `direct: ${field} must be ${rule}` });
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
