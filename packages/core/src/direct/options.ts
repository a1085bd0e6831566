import { demand } from '../errors/demand.ts';
import type { ProviderId } from '../state/state.ts';
import type { DpopPart, ParPart, PopupPart } from './parts.ts';
import { isSecureAddress } from '../address/secure-address.ts';

/** A client as an issuer knows it. */
export interface ClientRegistration {
  /**
   * The SSO's issuer identifier, letter by letter as its metadata says it: `https://auth.example/realms/epos`.
   * An https address without query and fragment; http only on loopback.
   */
  readonly issuer: string;
  /** The identifier of this public client at the SSO. */
  readonly clientId: string;
  /**
   * Where the SSO sends the person back: an address of the page's own origin, registered at the SSO letter by letter.
   * It may be the page itself. A page whose path differs from `returnTo`'s costs one more page load.
   */
  readonly redirectUri: string;
}

/** How a provider is reached. */
export interface ProviderOptions extends Partial<ClientRegistration> {
  /** What the hint parameter says for this provider. Default: its own name; none where it has an issuer of its own. */
  hint?: string;
}

/** How `direct` reaches the SSO. */
export interface DirectOptions extends ClientRegistration {
  /** The scopes, separated by spaces; `openid` is among them. Default: `openid`. */
  scope?: string;
  /**
   * Which providers there are and how each is reached: by a hint to the SSO (default: both, each by its own name), or at
   * an `issuer` of its own, with `clientId` and `redirectUri` where they differ. Issuers that share a redirect address
   * must say `iss` in their answers (RFC 9207), else a sign-in is refused.
   */
  providers?: Partial<Record<ProviderId, ProviderOptions>>;
  /** The parameter that carries the hint. Default: Keycloak's `kc_idp_hint`. */
  hintParameter?: string;
  /** The APIs that the access token is for, as the SSO knows them (RFC 8707): absolute addresses. */
  resource?: string | readonly string[];
  /** Audiences beside this client that an id_token may name. Default: none, a token for others too is refused. */
  trustedAudiences?: readonly string[];
  /** Where the SSO sends the person back after sign-out, registered there. Default: `redirectUri`. */
  postLogoutRedirectUri?: string;
  /**
   * How a session of the SSO is found again without the person: `frame` (default) asks in a hidden frame where the SSO
   * is same-site, and otherwise by one redirect of the page; `redirect` only by the redirect; `none` not at all.
   */
  silent?: 'frame' | 'redirect' | 'none';
  /**
   * Where the session outlives a page load. `memory` (default): nowhere, the SSO is asked again. `session`: the refresh
   * token in sessionStorage, until the tab is closed; any script on the page can take it. `persistent`: in IndexedDB,
   * for all tabs and days, only with the part `dpop`, whose key cannot be taken away. Where the browser does not keep it
   * (private mode, full storage, a bearer token with `persistent`; a frame or no Web Locks with `session`) it is as with
   * `memory`.
   */
  storage?: 'memory' | 'session' | 'persistent';
  /** The part `dpop()` of `@epos-login/core/dpop`: tokens bound to a key of this browser (RFC 9449). */
  dpop?: DpopPart;
  /** The part `par()` of `@epos-login/core/par`: requests pushed to the SSO, where it takes them (RFC 9126). */
  par?: ParPart;
  /** The part `popup()` of `@epos-login/core/popup`: sign-in at РСАА without leaving the page. */
  popup?: PopupPart;
  /** How long the SSO may take for one answer, in milliseconds. Default: 10 000. */
  timeout?: number;
}

/** The options as the parts of the transport use them: checked, defaults in place. */
export interface Settings
  extends
    Required<Omit<DirectOptions, 'providers' | 'resource' | 'dpop' | 'par' | 'popup'>>,
    Pick<DirectOptions, 'dpop' | 'par' | 'popup'> {
  /** Every issuer that may answer; the SSO's own first. */
  readonly registrations: readonly ClientRegistration[];
  readonly providers: Partial<Record<ProviderId, ClientRegistration & { readonly hint: string | undefined }>>;
  readonly resource: readonly string[];
}

const providerIds: readonly ProviderId[] = ['rsaa', 'esia'];

/** Checks what the compiler cannot, and what plain JavaScript and attributes may get wrong. */
export function settle(options: DirectOptions): Settings {
  const { providers: own = { rsaa: {}, esia: {} }, ...rest } = withoutUndefined(options);
  const settings = {
    scope: 'openid',
    hintParameter: 'kc_idp_hint',
    silent: 'frame',
    storage: 'memory',
    timeout: 10_000,
    trustedAudiences: [],
    postLogoutRedirectUri: options.redirectUri,
    ...rest,
    resource: [options.resource ?? []].flat(),
  } satisfies Partial<Settings>;
  const { scope, hintParameter, postLogoutRedirectUri, silent, storage, timeout, resource, trustedAudiences } =
    settings;

  checkRegistration('', settings);
  must('postLogoutRedirectUri', isSecureAddress(postLogoutRedirectUri), secure);
  must('scope', isText(scope) && scope.split(' ').includes('openid'), 'scopes with openid');
  must('hintParameter', isText(hintParameter), 'text');
  must('resource', resource.every(isSecureAddress), `${secure} or several`);
  must('trustedAudiences', Array.isArray(trustedAudiences) && trustedAudiences.every(isText), 'texts');
  must('silent', /^(frame|redirect|none)$/.test(silent), 'frame, redirect or none');
  must('storage', /^(memory|session|persistent)$/.test(storage), 'memory, session or persistent');
  must('storage', storage !== 'persistent' || !!settings.dpop, 'memory or session without dpop');
  // setTimeout takes 31 bits; what is longer fires at once.
  must('timeout', typeof timeout === 'number' && timeout > 0 && timeout < 2 ** 31, 'milliseconds');

  const { issuer, clientId, redirectUri } = settings;
  const registrations: ClientRegistration[] = [settings];
  const providers: Settings['providers'] = {};
  for (const [id, provider = {}] of Object.entries(own) as Entries) {
    const name = `providers.${id}`;
    const { hint = provider.issuer ? undefined : id } = provider;
    must(name, providerIds.includes(id) && (hint === undefined || isText(hint)), 'rsaa or esia with a hint');
    const registration = { issuer, clientId, redirectUri, ...withoutUndefined(provider), hint };
    checkRegistration(`${name}.`, registration);
    providers[id] = registration;
    if (registration.issuer !== issuer) registrations.push(registration);
  }
  return { ...settings, providers, registrations };
}

type Entries = [ProviderId, ProviderOptions | undefined][];

const secure = 'an https address';

function checkRegistration(prefix: string, { issuer, clientId, redirectUri }: ClientRegistration): void {
  must(`${prefix}issuer`, isSecureAddress(issuer) && !/[?#\s]/.test(issuer), `${secure} without query and fragment`);
  must(`${prefix}clientId`, isText(clientId), 'text');
  must(
    `${prefix}redirectUri`,
    isSecureAddress(redirectUri) && !redirectUri.includes('#'),
    `${secure} without fragment`,
  );
}

/** What plain JavaScript leaves undefined is not said at all. */
function withoutUndefined<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
}

function must(field: string, holds: boolean, rule: string): void {
  demand(holds, 'configure', `direct: ${field} must be ${rule}`);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
