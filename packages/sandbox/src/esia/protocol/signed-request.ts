import type { EsiaOptions, InformationSystem } from '../options.ts';
import type { Parameters } from './parameters.ts';
import { Refusal } from './refusal.ts';
import { readScopes, type Scope } from './scopes.ts';
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

export type RequestContext = Pick<EsiaOptions, 'systems' | 'checkSignature'> & { readonly clock: () => number };

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
 * Checks what both signed requests have in common: certificate, time, state, scopes, signature.
 *
 * @param ending what the signed string ends with: nothing for `v2/ac`, the code for `v3/te`
 * @see esia-and-epos A2, A4
 */
export async function checkSigned(
  parameters: Parameters,
  context: RequestContext,
  ending: string,
): Promise<SignedRequest> {
  const system = systemOf(parameters, context);
  const redirectUri = redirectUriOf(parameters, system);
  const hash = parameters.required('client_certificate_hash');
  const secret = parameters.required('client_secret');
  const scope = parameters.required('scope');
  const timestamp = parameters.required('timestamp');
  const state = parameters.required('state');
  const organizationScope = parameters.optional('scope_org');
  if (system.certificateHashes.length === 0) throw new Refusal('ESIA-007002');
  const registered = system.certificateHashes.some((known) => known.toUpperCase() === hash.toUpperCase());
  if (!registered || !rawSignature.test(secret)) throw new Refusal('ESIA-007053');
  if (!isTimely(timestamp, context.clock())) throw new Refusal('ESIA-007015');
  if (!uuid.test(state)) throw new Refusal('ESIA-007003', 'state');
  const scopes = readScopes(scope, system);
  // Organization scopes concern legal persons, of whom the sandbox has none.
  if (organizationScope !== undefined) throw new Refusal('ESIA-007006', 'scope_org');
  const message = [system.mnemonic, scope, timestamp, state, redirectUri, ending].join('');
  const signature = Buffer.from(secret, 'base64url');
  if (context.checkSignature && !(await context.checkSignature({ system, message, signature }))) {
    throw new Refusal('ESIA-007053');
  }
  return { system, scope, scopes, state, redirectUri };
}
