import { zipSync } from 'fflate';
import { Hono } from 'hono';
import type { EsiaKeys } from './keys.ts';

const der = { 'content-type': 'application/pkix-cert' };

/**
 * ESIA's certificates, one by one and packed as the real one packs them: there is neither discovery nor a JWKS.
 *
 * @see esia-and-epos A6 "Keys come from `esia.zip`"
 */
export function publicKeys({ rsa, gost }: EsiaKeys): Hono {
  const app = new Hono();
  const jwk = { ...rsa.publicKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' };
  const files = {
    'RSA_SANDBOX.cer': Uint8Array.from(rsa.certificate),
    'ГОСТ_SANDBOX.cer': Uint8Array.from(gost.certificate),
    'RSA_SANDBOX_JWK.jwk': Uint8Array.from(Buffer.from(JSON.stringify(jwk))),
  };
  app.get('/public/esia.zip', (c) =>
    c.body(Uint8Array.from(zipSync(files)), 200, { 'content-type': 'application/zip' }),
  );
  app.get('/public/RSA_SANDBOX.cer', (c) => c.body(Uint8Array.from(rsa.certificate), 200, der));
  app.get('/public/GOST_SANDBOX.cer', (c) => c.body(Uint8Array.from(gost.certificate), 200, der));
  app.get('/public/RSA_SANDBOX_JWK.jwk', (c) => c.json(jwk));
  return app;
}
