import * as oauth from 'oauth4webapi';
import { get, type Requests } from './requests.ts';
import type { Server } from './server.ts';

/**
 * The issuer's keys, asked for early. A failure is kept quiet here: {@linkcode verifySignature} then asks again, and
 * tells.
 */
export async function fetchKeys({ jwks_uri }: Server, request: Requests): Promise<oauth.ExportedJWKSCache | undefined> {
  try {
    const response = await get(request, jwks_uri);
    const jwks = (await response.json()) as oauth.JWKS;
    return response.status === 200 ? { jwks, uat: Math.floor(Date.now() / 1000) } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Checks the signature of the id_token in a processed response.
 *
 * The code flow would allow TLS to stand for the signature (OpenID Connect Core 3.1.3.7); EPOS checks it all the same,
 * against proxies that schools put into TLS.
 */
export async function verifySignature(
  server: Server,
  response: Response,
  request: Requests,
  keys: oauth.ExportedJWKSCache = {} as oauth.ExportedJWKSCache,
): Promise<void> {
  try {
    await oauth.validateApplicationLevelSignature(server, response, { ...request, [oauth.jwksCache]: keys });
  } catch (thrown) {
    if ((thrown as Partial<oauth.OperationProcessingError>).code !== oauth.KEY_SELECTION) throw thrown;
    // The keys may have been changed between the two answers, or lie in the HTTP cache: once more, past both caches.
    await oauth.validateApplicationLevelSignature({ ...server }, response, {
      ...request,
      [oauth.customFetch]: (url: string, init: object) => request[oauth.customFetch](url, { ...init, cache: 'reload' }),
    });
  }
}
