import { demand } from '../errors/demand.ts';
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

  must('issuer', isSecureAddress(issuer) && !/[?#]/.test(issuer), `${secure}, without query and fragment`);
  must('clientId', isText(clientId), 'text');
  must('redirectUri', isSecureAddress(redirectUri) && !redirectUri.includes('#'), `${secure}, without fragment`);
  must('postLogoutRedirectUri', isSecureAddress(postLogoutRedirectUri), secure);
  must('scope', isText(scope) && scope.split(' ').includes('openid'), 'scopes with openid');
  must('hintParameter', isText(hintParameter), 'text');
  must('silent', silentWays.includes(silent), 'frame, redirect or none');
  // setTimeout takes 31 bits; what is longer fires at once.
  must('timeout', typeof timeout === 'number' && timeout > 0 && timeout < 2 ** 31, 'milliseconds');

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
    must(`providers.${id}`, providerIds.includes(id) && isText(hint), 'rsaa or esia with a hint');
    hints[id] = hint;
  }
  return hints;
}

function must(field: string, holds: boolean, rule: string): void {
  demand(holds, 'configure', `direct: ${field} must be ${rule}`);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
