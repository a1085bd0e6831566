import { readCertificate, type RegisteredCertificate } from '../gost/certificate.ts';
import { verifies } from '../gost/signature.ts';
import type { EsiaOptions, InformationSystem } from '../options.ts';
import type { Parameters } from './parameters.ts';
import { Refusal } from './refusal.ts';
import { checkOrganizationScope, readScopes, type Scope } from './scopes.ts';
import { isTimely } from './timestamp.ts';

/** A request of a registered system that holds what every request must hold. */
export interface SignedRequest {
  readonly system: InformationSystem;
  /** As written: it is compared and signed letter by letter. */
  readonly scope: string;
  readonly scopes: readonly Scope[];
  readonly state: string;
  readonly redirectUri: string;
}

export type RequestContext = Pick<EsiaOptions, 'systems'> & { readonly clock: () => number };

const uuid = /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i;

/** Unpadded or padded base64url of 64 bytes: "ESIA evidently tolerates all" (esia-and-epos A4). */
const rawSignature = /^[\w-]{86}(==)?$/;

/** The system that a request names. */
export function systemOf(parameters: Parameters, { systems }: Pick<RequestContext, 'systems'>): InformationSystem {
  const mnemonic = parameters.required('client_id');
  const system = systems().find((registered) => registered.mnemonic === mnemonic);
  if (!system) throw new Refusal('ESIA-007005');
  return system;
}

/** The address to lead back to. @see esia-and-epos A2 "must fit the URLs registered for the IS (else ESIA-007023)" */
export function redirectUriOf(parameters: Parameters, system: InformationSystem): string {
  const redirectUri = parameters.required('redirect_uri');
  if (system.redirectUris.includes(redirectUri) || isOfDomain(redirectUri, system)) return redirectUri;
  throw new Refusal('ESIA-007023');
}

/** Whether an address belongs to a registered domain. */
export function isOfDomain(written: string, { domains }: InformationSystem): boolean {
  if (!URL.canParse(written)) return false;
  const { protocol, host, username, password } = new URL(written);
  return /^https?:$/.test(protocol) && username === '' && password === '' && domains.includes(host);
}

/**
 * Checks what all signed requests have in common: certificate, time, state, scopes, signature.
 *
 * @param ending what the signed string ends with: nothing for `v2/ac`, the code for `v3/te`
 * @see esia-and-epos A2, A4
 */
export function checkSigned(parameters: Parameters, context: RequestContext, ending: string): SignedRequest {
  const system = systemOf(parameters, context);
  const redirectUri = redirectUriOf(parameters, system);
  const hash = parameters.required('client_certificate_hash');
  return checkParts(parameters, context, { system, redirectUri, hash, ending: redirectUri + ending });
}

/**
 * The same for a refresh of the other kind: "signs `client_id+scope+timestamp+state+refresh_token` and sends neither
 * redirect_uri nor hash" (esia-and-epos A3).
 */
export function checkBareRefresh(parameters: Parameters, context: RequestContext, refreshToken: string): SignedRequest {
  const system = systemOf(parameters, context);
  return checkParts(parameters, context, { system, redirectUri: '', hash: undefined, ending: refreshToken });
}

interface Parts {
  readonly system: InformationSystem;
  readonly redirectUri: string;
  readonly hash: string | undefined;
  readonly ending: string;
}

function checkParts(parameters: Parameters, context: RequestContext, parts: Parts): SignedRequest {
  const { system, redirectUri, hash, ending } = parts;
  const secret = parameters.required('client_secret');
  const scope = parameters.required('scope');
  const timestamp = parameters.required('timestamp');
  const state = parameters.required('state');
  const organizationScope = parameters.optional('scope_org');
  if (system.certificates.length === 0) throw new Refusal('ESIA-007002');
  const now = context.clock();
  const certificates = certificatesOf(system).filter(
    (known) =>
      (hash === undefined || known.hash === hash.toUpperCase()) && known.validFrom <= now && now < known.validTo,
  );
  if (certificates.length === 0 || !rawSignature.test(secret)) throw new Refusal('ESIA-007053');
  if (!isTimely(timestamp, now)) throw new Refusal('ESIA-007015');
  if (!uuid.test(state)) throw new Refusal('ESIA-007003', 'state');
  const scopes = readScopes(scope, system);
  if (organizationScope !== undefined) checkOrganizationScope(organizationScope, system);
  const signed = [system.mnemonic, scope, organizationScope ?? '', timestamp, state, ending].join('');
  const isSigned = certificates.some(({ key }) => verifies(key, Buffer.from(signed), Buffer.from(secret, 'base64url')));
  if (!isSigned) throw new Refusal('ESIA-007053');
  return { system, scope, scopes, state, redirectUri };
}

/** Each system's certificates are read once; a system that is registered anew is another object. */
const readCertificates = new WeakMap<InformationSystem, RegisteredCertificate[]>();

export function certificatesOf(system: InformationSystem): readonly RegisteredCertificate[] {
  const known = readCertificates.get(system) ?? system.certificates.map(readCertificate);
  readCertificates.set(system, known);
  return known;
}
