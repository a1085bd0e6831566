import type { Role } from '@epos-login/core/contract';
import type { GatewayEvent } from '../log/events.ts';
import type { Audience } from '../own-tokens/own-tokens.ts';
import type { ProviderModule } from '../providers/provider.ts';
import type { CookieStore } from '../sessions/cookie-store.ts';
import type { SessionStore } from '../sessions/store.ts';

/** A private key that signs what the gateway says of itself (RFC 7523). */
export interface PrivateKey {
  readonly method: 'private_key_jwt';
  /** A private JWK with `alg`, and with the `kid` by which the SSO knows its public half. */
  readonly key: Readonly<Record<string, unknown>>;
}

/** How the gateway proves to an issuer who it is. */
export type ClientAuthentication = { readonly method: 'client_secret_basic'; readonly secret: string } | PrivateKey;

/** The gateway as an issuer knows it. */
export interface Registration {
  /** The issuer, letter by letter as its metadata and its tokens write it; https, or http on this machine. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientAuth: ClientAuthentication;
  /** The scopes, parted by spaces; `openid` among them. Default: `openid profile`. */
  readonly scope?: string | undefined;
  /** Clients that id_tokens may name beside this one. Default: none. */
  readonly trustedAudiences?: readonly string[] | undefined;
  /**
   * The one algorithm of id_tokens and logout tokens, as it was agreed on at registration (`id_token_signed_response_alg`;
   * in Keycloak the client's "ID token signature algorithm"). Default: RS256; where the issuer does not announce that one,
   * any that it announces and nobody can forge.
   */
  readonly signingAlgorithm?: string | undefined;
}

/** A provider that the SSO brokers: the hint by which it is chosen there. */
export interface HintedProvider {
  readonly hint: string;
}

/**
 * How a provider is reached: by a hint to the SSO, at an issuer of its own, or by a module with rules of its own. With an
 * issuer of its own, `<url>/callback/<rsaa or esia>` is what to register there as redirect address; a module is given that
 * one too. With a hint there is only the SSO's, `<url>/callback`.
 */
export type ProviderOption = HintedProvider | Registration | ProviderModule;

/** How long sessions live. */
export interface SessionOptions {
  /** The longest that a session lasts, whatever happens, in seconds. Default: 10 hours. */
  readonly absolute?: number | undefined;
  /** How long nothing may happen, in seconds. Default: 30 minutes. */
  readonly idle?: number | undefined;
  /** Whether doing something puts the idle end off. Default: true; else only `absolute` counts. */
  readonly sliding?: boolean | undefined;
  /** `strict` keeps the cookie from navigations that come from other sites too. Default: `lax`. */
  readonly sameSite?: 'lax' | 'strict' | undefined;
}

/**
 * How the gateway signs access tokens of its own (RFC 9068). Upstreams are shown them in sessions of a provider module,
 * whose own tokens never leave the gateway: each one opens to its bearer what the person has told the provider. They name
 * the gateway's `url` as issuer, the person as the module knows it, and one upstream; what checks them (`createVerifier`
 * with `jwksUri`, for one) finds the keys at `jwks.json` below `url`.
 */
export interface OwnTokensOptions {
  /**
   * Private keys, the same on all instances: PEM (PKCS #8), a JWK, or the JSON of one. RSA of 2048 bits, P-256, P-384,
   * P-521 or Ed25519. The first signs, the public halves of all are published. To change keys: put the new one last on
   * every instance; first five minutes later, for that long caches may hold the old set; take the old one away after ten
   * more.
   */
  readonly keys: readonly (string | Readonly<Record<string, unknown>>)[];
  /**
   * Whether upstreams are shown them in every session, so that they trust one issuer also where some people come through
   * an SSO, whose own tokens they then never see. Default: false.
   */
  readonly always?: boolean | undefined;
  /** How long each is good, in seconds, 30 to 600. Default: 120; each call is sent with one of its own. */
  readonly lifetime?: number | undefined;
  /** The scopes that they name, parted by spaces. Default: `openid profile`. */
  readonly scope?: string | undefined;
}

/** A part of another server that pages reach through the gateway, with the person's token. */
export interface ProxyOption {
  /**
   * Where it begins on the gateway's origin, with slashes on both sides: `/api/`. The longest one counts, and letters as
   * they are written: nothing is known of `/API/`. What an upstream could read otherwise is refused: `;`, an encoded letter
   * or slash, `//`, control characters, encodings that are none, names of dots and spaces alone, and, where another rule
   * lies within this one, whatever differs from that by case or by dots and spaces at the end of a name alone. `/api/a`
   * lies not within `/api/a/`: where an upstream takes both for the same, the wider rule is to allow no more.
   */
  readonly path: string;
  /** What it stands for, with a slash at the end: `https://portal.example/api/`. Nothing above it can be reached. */
  readonly upstream: string;
  /** Default: GET, HEAD, POST, PUT, PATCH, DELETE. */
  readonly methods?: readonly string[] | undefined;
  /** Paths below `path`, letter by letter, that go without a session and without a token: `v1/organizations`. */
  readonly anonymous?: readonly string[] | undefined;
  /** Request headers to pass on beside the usual ones; never `cookie` or `authorization`. */
  readonly headers?: readonly string[] | undefined;
  /** The longest request body, in bytes. Default: 10 MB. */
  readonly maxBody?: number | undefined;
  /**
   * Whom the gateway's own tokens for this upstream are meant for ({@linkcode OwnTokensOptions}); several where it asks
   * others with them. Default: `upstream`, without the slash at the end.
   */
  readonly audience?: Audience | undefined;
  /** How long the upstream may be silent, before its answer and within it, in milliseconds. Default: 30 seconds. */
  readonly timeout?: number | undefined;
}

/**
 * What {@linkcode createGateway} is made of. Without an SSO (`issuer`, `clientId`, `clientAuth`), each of the providers
 * has an issuer or rules of its own.
 */
export interface GatewayOptions extends Partial<Registration> {
  /** Where the gateway is, as browsers see it: `https://journal.example/auth`. */
  readonly url: string;
  /** The providers that pages may name. Default: `rsaa` and `esia`, by hints of the same names to the SSO. */
  readonly providers?: Readonly<Partial<Record<'rsaa' | 'esia', ProviderOption | undefined>>> | undefined;
  /** The parameter that carries hints. Default: `kc_idp_hint`, Keycloak's. */
  readonly hintParameter?: string | undefined;
  /** Where the person arrives who was to arrive nowhere else. Default: the root of the gateway's origin. */
  readonly home?: string | undefined;
  /** The origins whose pages may call the gateway and be returned to. Default: the gateway's own alone. */
  readonly origins?: readonly string[] | undefined;
  /**
   * What cookies and stored sessions are encrypted by: 32 random bytes each, as bytes or in base64 or base64url. The
   * first encrypts, every one decrypts. To change keys without signing anybody out: put the new one last on every
   * instance; then first on every instance; take the old one away when `session.absolute` is over.
   */
  readonly keys: readonly (string | Uint8Array)[];
  /** Where sessions are. Default: {@linkcode cookieStore}. */
  readonly store?: CookieStore | SessionStore | undefined;
  readonly session?: SessionOptions | undefined;
  /** What cookies' names begin with. Default: `epos`. */
  readonly cookieName?: string | undefined;
  readonly proxy?: readonly ProxyOption[] | undefined;
  /** What upstreams are shown of sessions of a provider module: needed where there are both. Default: none. */
  readonly ownTokens?: OwnTokensOptions | undefined;
  /** The claims of the id_token that pages may see, beside `sub`. Default: none; names come from the portal. */
  readonly claims?: readonly string[] | undefined;
  /**
   * The person's roles by the claims of the id_token, where the SSO knows them: `session` answers them, for pages that
   * read it themselves. The SDK asks its `portal`. Default: none.
   */
  readonly roles?: ((claims: Readonly<Record<string, unknown>>) => readonly Role[] | undefined) | undefined;
  /** Whether the SSO may end sessions (OpenID Connect Back-Channel Logout). Default: whether the store can. */
  readonly backchannelLogout?: boolean | undefined;
  /** The API that access tokens are meant for (RFC 8707), where the SSO wants to be told. */
  readonly resource?: string | undefined;
  /** Binds tokens to a key of each session (RFC 9449). Default: false. */
  readonly dpop?: boolean | undefined;
  /** Pushes authorization requests (RFC 9126) even where the SSO does not demand it. Default: false. */
  readonly par?: boolean | undefined;
  /** How long issuers may take for one answer, in milliseconds. Default: 10 seconds. */
  readonly timeout?: number | undefined;
  /** What asks. Default: the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
  /** Now, in milliseconds since 1970. Default: `Date.now`. */
  readonly clock?: (() => number) | undefined;
  /** Hears what happens. Its events hold no personal data and no secrets. */
  readonly log?: ((event: GatewayEvent) => void) | undefined;
}
