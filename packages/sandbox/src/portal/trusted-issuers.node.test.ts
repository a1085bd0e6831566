import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { startSandbox, type Sandbox } from '../index.ts';
import { listen, type Place } from '../listen/listen.ts';

describe('portal with an SSO of the developer’s own', () => {
  let sandbox: Sandbox;
  let sso: Place;
  let key: CryptoKey;
  let others: CryptoKey;
  before(async () => {
    const pair = await generateKeyPair('RS256');
    key = pair.privateKey;
    others = (await generateKeyPair('RS256')).privateKey;
    const keys = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), alg: 'RS256' }] });
    sso = await listen('sso', 'localhost', 0);
    sso.handler = (_request, response) => response.setHeader('Content-Type', 'application/json').end(keys);
    const trustedIssuers = [{ issuer: sso.origin, jwksUri: `${sso.origin}/keys` }];
    sandbox = await startSandbox({ port: 0, quiet: true, trustedIssuers });
  });
  after(async () => {
    await sandbox.close();
    await sso.close();
  });

  async function ask(issuer: string, signer: CryptoKey): Promise<Response> {
    const token = await new SignJWT({ scope: 'openid', jti: crypto.randomUUID() })
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience(sandbox.portalUrl)
      .setSubject('epos-person-3')
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(signer);
    return fetch(`${sandbox.portalUrl}/v1/me`, { headers: { Authorization: `Bearer ${token}` } });
  }

  it('takes its access tokens', async () => {
    const response = await ask(sso.origin, key);
    assert.equal(response.status, 200);
    assert.equal(((await response.json()) as { person: { sub: string } }).person.sub, 'epos-person-3');
  });

  it('refuses tokens of an issuer it was not told of, and of one signed by somebody else', async () => {
    assert.equal((await ask('http://localhost:9', key)).status, 401);
    assert.equal((await ask(sso.origin, others)).status, 401);
    // The trusted issuer speaks for itself, never for the sandbox's own SSO.
    assert.equal((await ask(sandbox.origins.sso, key)).status, 401);
  });
});
