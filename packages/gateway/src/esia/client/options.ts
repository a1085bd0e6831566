import { EsiaError } from '../errors/errors.ts';
import type { Signer } from '../gost/gost.ts';
import type { CertificateSource } from '../tokens/tokens.ts';
import { isSecureAddress } from '../../options/secure-address.ts';
import {
  expiryWatch,
  readOwnCertificate,
  warnOfExpiry,
  type CertificateExpiry,
  type OwnCertificate,
} from './own-certificate.ts';
import { writePermissions, type EsiaPermission } from './permissions.ts';
import type { PkceMethod } from './pkce.ts';
import { educationScope } from './scopes.ts';

/** Where ESIA is, who asks, and for what. */
export interface EsiaCommonOptions {
  /** The address of ESIA: `https://esia.gosuslugi.ru`, `https://esia-portal1.test.gosuslugi.ru`, or the sandbox's. */
  readonly host: string;
  /** The mnemonic of the information system. */
  readonly clientId: string;
  readonly redirectUri: string;
  /** Must hold `openid`: the id_token says who signed in. Default: {@linkcode educationScope}. */
  readonly scope?: readonly string[];
  /** `scope_org`: scopes of an organization. */
  readonly organizationScope?: readonly string[];
  /** Consents of the Digital profile to ask for. The scope is then `openid` alone. */
  readonly permissions?: readonly EsiaPermission[];
  /** Further parameters of the authorization request, such as `person_filter`, `roles`, `obj_type`. Not signed. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Whether codes are bound by PKCE, and how. Default: they are not, as no known client of ESIA does it. */
  readonly pkce?: PkceMethod;
  readonly signer: Signer;
  /** ESIA's certificates, to check its tokens by. */
  readonly certificates: CertificateSource;
  /** The issuer in ESIA's tokens; by default the host by http and with a slash, as the real one writes it. */
  readonly issuer?: string;
  /** `offline` also gives a refresh token. Default: `online`. */
  readonly accessType?: 'online' | 'offline';
  /**
   * What a refresh signs at the end. Working clients disagree (esia-and-epos A3): `redirect_uri` is the one said to be
   * proven in production, and the default. The other one sends neither `redirect_uri` nor the certificate's hash.
   */
  readonly refreshSigns?: 'redirect_uri' | 'refresh_token';
  /** How long to wait for an answer of ESIA, in milliseconds. Default: 10 seconds. */
  readonly timeout?: number;
  /** Now, in milliseconds since 1970. */
  readonly clock?: () => number;
  /** What asks. Default: the global `fetch`. */
  readonly fetch?: typeof fetch;
}

/**
 * The system's certificate, or its hash alone. With the certificate, `check()` sees whether it belongs to the signer's
 * key, and its end is reported ahead.
 */
export type EsiaOwnCertificate =
  | {
      /** DER or PEM. */
      readonly certificate: Uint8Array | string;
      readonly certificateHash?: never;
      /**
       * Told when the certificate is about to end: at `check()` and when something is signed, once a day at most.
       * Default: a warning of the process (`EPOS_ESIA_CERTIFICATE`).
       */
      readonly onCertificateExpiry?: (expiry: CertificateExpiry) => void;
      /** From how many days before the end on. Default: 30. */
      readonly expiryDays?: number;
    }
  | {
      readonly certificateHash: string;
      readonly certificate?: never;
      readonly onCertificateExpiry?: never;
      readonly expiryDays?: never;
    };

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
  readonly certificate: OwnCertificate | undefined;
  /** Reports the end of the certificate, if it is near. */
  readonly watchExpiry: (now: number) => void;
  readonly permissions: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly pkce: PkceMethod | undefined;
  readonly signer: Signer;
  readonly timeout: number;
  readonly clock: () => number;
  readonly fetch: typeof fetch;
}

/** What the client itself sends to `v2/ac`. */
const ownParameters: ReadonlySet<string> = new Set([
  ...['client_id', 'client_secret', 'client_certificate_hash', 'scope', 'scope_org', 'timestamp', 'state'],
  ...['redirect_uri', 'response_type', 'access_type', 'permissions', 'code_challenge', 'code_challenge_method'],
]);

export function settle(options: EsiaClientOptions): EsiaSettings {
  const { clientId, organizationScope, redirectUri, permissions, parameters = {} } = options;
  const host = webAddress(options.host, 'host');
  webAddress(redirectUri, 'redirectUri');
  if (clientId === '') throw wrong('clientId is empty');
  const scope = options.scope ?? (permissions ? ['openid'] : educationScope);
  const scopes = [...scope, ...(organizationScope ?? [])];
  if (!scope.includes('openid')) throw wrong('scope lacks openid');
  if (scopes.some((item) => item === '' || /\s/.test(item))) throw wrong('each item of a scope is one word');
  if (permissions && scopes.length > 1) throw wrong('with permissions the scope is openid alone');
  const taken = Object.keys(parameters).find((name) => ownParameters.has(name));
  if (taken !== undefined) throw wrong(`parameters holds ${taken}, which the client itself sends`);
  const certificate = options.certificate === undefined ? undefined : readOwnCertificate(options.certificate);
  const certificateHash = (certificate?.hash ?? options.certificateHash ?? '').toUpperCase();
  if (!/^[\dA-F]{64}$/.test(certificateHash)) {
    throw wrong('certificateHash is not 64 hexadecimal digits: it is Streebog-256 of the certificate in DER');
  }
  const { expiryDays = 30, onCertificateExpiry = warnOfExpiry } = options;
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
    certificate,
    watchExpiry: certificate ? expiryWatch(certificate, expiryDays, onCertificateExpiry) : () => undefined,
    permissions: permissions && writePermissions(permissions),
    parameters,
    pkce: options.pkce,
    signer: options.signer,
    timeout: options.timeout ?? 10_000,
    clock: options.clock ?? Date.now,
    // Called through an arrow: a detached fetch loses its `this` in some runtimes.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
  };
}

function webAddress(written: string, name: string): URL {
  const url = URL.parse(written);
  // ESIA's issuer is written with http, so its address easily is, too; codes and tokens travel there.
  if (!url || !isSecureAddress(written)) throw wrong(`${name} is no https address (or http on this machine)`);
  return url;
}

function wrong(why: string): EsiaError {
  return new EsiaError('invalid_options', { message: `createEsiaClient: ${why}.` });
}
