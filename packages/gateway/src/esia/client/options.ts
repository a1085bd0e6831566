import { EsiaError } from '../errors/errors.ts';
import { certificateHash as hashOf, type Signer } from '../gost/gost.ts';
import type { CertificateSource } from '../tokens/tokens.ts';

/** Where ESIA is, who asks, and for what. */
export interface EsiaCommonOptions {
  /** The address of ESIA: `https://esia.gosuslugi.ru`, `https://esia-portal1.test.gosuslugi.ru`, or the sandbox's. */
  readonly host: string;
  /** The mnemonic of the information system. */
  readonly clientId: string;
  readonly redirectUri: string;
  /** Must hold `openid`: the id_token says who signed in. */
  readonly scope: readonly string[];
  /** `scope_org`: scopes of an organization. */
  readonly organizationScope?: readonly string[];
  readonly signer: Signer;
  /** ESIA's certificates, to check its tokens by. */
  readonly certificates: CertificateSource;
  /** The issuer in ESIA's tokens; by default the host by http and with a slash, as the real one writes it. */
  readonly issuer?: string;
  /** `offline` also gives a refresh token. Default: `online`. */
  readonly accessType?: 'online' | 'offline';
  /**
   * What a refresh signs at the end. Working clients disagree (esia-and-epos A3): `redirect_uri` is the one said to be
   * proven in production, and the default.
   */
  readonly refreshSigns?: 'redirect_uri' | 'refresh_token';
  /** How long to wait for an answer of ESIA, in milliseconds. Default: 10 seconds. */
  readonly timeout?: number;
  /** Now, in milliseconds since 1970. */
  readonly clock?: () => number;
  /** What asks. Default: the global `fetch`. */
  readonly fetch?: typeof fetch;
}

/** The hash of the system's certificate, or the certificate itself. */
export type EsiaOwnCertificate =
  | { readonly certificateHash: string; readonly certificate?: never }
  | { readonly certificate: Uint8Array; readonly certificateHash?: never };

/** What a client of ESIA is made of. */
export type EsiaClientOptions = EsiaCommonOptions & EsiaOwnCertificate;

/** The options with everything decided. */
export interface EsiaSettings {
  readonly host: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly organizationScope: string | undefined;
  readonly accessType: 'online' | 'offline';
  readonly refreshSigns: 'redirect_uri' | 'refresh_token';
  readonly certificateHash: string;
  readonly signer: Signer;
  readonly timeout: number;
  readonly clock: () => number;
  readonly fetch: typeof fetch;
}

export function settle(options: EsiaClientOptions): EsiaSettings {
  const { clientId, scope, organizationScope, redirectUri } = options;
  const host = webAddress(options.host, 'host');
  webAddress(redirectUri, 'redirectUri');
  if (clientId === '') throw wrong('clientId is empty');
  const scopes = [...scope, ...(organizationScope ?? [])];
  if (!scope.includes('openid')) throw wrong('scope lacks openid');
  if (scopes.some((item) => item === '' || /\s/.test(item))) throw wrong('each item of a scope is one word');
  const certificateHash = options.certificate ? hashOf(options.certificate) : options.certificateHash.toUpperCase();
  if (!/^[\dA-F]{64}$/.test(certificateHash)) {
    throw wrong('certificateHash is not 64 hexadecimal digits: it is Streebog-256 of the certificate in DER');
  }
  return {
    host: host.href.replace(/\/$/, ''),
    issuer: options.issuer ?? `http://${host.host}/`,
    clientId,
    redirectUri,
    scope: scope.join(' '),
    organizationScope: organizationScope?.join(' '),
    accessType: options.accessType ?? 'online',
    refreshSigns: options.refreshSigns ?? 'redirect_uri',
    certificateHash,
    signer: options.signer,
    timeout: options.timeout ?? 10_000,
    clock: options.clock ?? Date.now,
    // Called through an arrow: a detached fetch loses its `this` in some runtimes.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
  };
}

function webAddress(written: string, name: string): URL {
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw wrong(`${name} is not an http(s) address`);
  return url;
}

function wrong(why: string): EsiaError {
  return new EsiaError('invalid_options', { message: `createEsiaClient: ${why}.` });
}
