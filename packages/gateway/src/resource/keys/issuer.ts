import type { JSONWebKeySet } from 'jose';
import { askForJson, type Asking } from '../../http/ask-for-json.ts';
import { isSecureAddress } from '../../options/secure-address.ts';

interface IssuerOptions extends Asking {
  readonly issuer: string;
  /** Where the keys are; else the issuer's metadata tells. */
  readonly jwksUri: string | undefined;
}

/** Asks for the issuer's keys, by its metadata where their address is not configured. */
export async function loadKeys({ issuer, jwksUri, ...asking }: IssuerOptions): Promise<JSONWebKeySet> {
  const address = jwksUri ?? (await discover(issuer, asking));
  const { status, body } = await askForJson(address, asking);
  if (status !== 200 || !isKeySet(body)) throw new Error(`No key set at ${address} (HTTP ${status}).`);
  return body;
}

/** OpenID Connect Discovery 4: the `issuer` in it must be exactly the one that was asked. */
async function discover(issuer: string, asking: Asking): Promise<string> {
  const { status, body } = await askForJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, asking);
  const said = Object(body) as Record<string, unknown>;
  if (status !== 200 || said.issuer !== issuer) throw new Error(`No metadata of ${issuer} (HTTP ${status}).`);
  const { jwks_uri: address } = said;
  const isSecure = typeof address === 'string' && isSecureAddress(address);
  // http on loopback only where the issuer itself is there: else it would be a neighbour's keys.
  if (!isSecure || (address.startsWith('http:') && issuer.startsWith('https:'))) {
    throw new Error(`The metadata of ${issuer} hold no https address of keys.`);
  }
  return address;
}

function isKeySet(body: unknown): body is JSONWebKeySet {
  const { keys } = Object(body) as { keys?: unknown };
  return Array.isArray(keys) && keys.every((key) => typeof key === 'object' && key !== null && !Array.isArray(key));
}
