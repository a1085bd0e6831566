import type { Context } from '../handler/context.ts';
import { Refusal } from '../http/problem.ts';

/** Tells upstreams by what they check the gateway's own tokens. */
export function jwks(_request: Request, { ownTokens }: Context): Promise<Response> {
  if (!ownTokens) throw new Refusal('not_found');
  const headers = { 'content-type': 'application/jwk-set+json', 'cache-control': 'public, max-age=300' };
  return Promise.resolve(new Response(JSON.stringify(ownTokens.keySet), { headers }));
}
