import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { createDevelopmentIdentity, createEsiaClient } from '@epos-login/gateway/esia';
import { startSandbox, type Sandbox } from '../index.ts';
import { Browser } from '../test/browser.ts';
import { signInAtEsia } from '../test/esia.ts';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox({ port: 0, quiet: true });
});
after(() => sandbox.close());

it('lets a system of the developer go to ESIA directly, past the SSO', async () => {
  const identity = createDevelopmentIdentity();
  const redirectUri = 'http://localhost:9/callback';
  const scope = ['openid', 'fullname', 'snils', 'email'];
  sandbox.control.registerAtEsia({
    mnemonic: 'EPOS_DEV',
    displayName: 'Подсистема разработчика',
    redirectUris: [redirectUri],
    domains: ['localhost:9'],
    certificates: [identity.certificate],
    scopes: scope,
  });
  const client = createEsiaClient({
    host: sandbox.origins.esia,
    clientId: 'EPOS_DEV',
    redirectUri,
    scope,
    signer: identity.signer,
    certificate: identity.certificate,
    certificates: sandbox.esia.certificates,
  });
  const { url, state } = await client.authorizationUrl();
  const page = await signInAtEsia(sandbox, new Browser(), url, 'parent');
  const answer = client.parseCallback(page.url);
  assert.ok(answer.kind === 'code');
  assert.equal(answer.state, state);
  const { identity: who, accessToken } = await client.exchange({ code: answer.code });
  assert.equal((await client.person(who.oid, accessToken)).family_name, 'Кузнецова');
});

it('does not give the mnemonics of SSO and gateway away', () => {
  const system = {
    displayName: 'x',
    redirectUris: [],
    domains: [],
    certificates: [],
    scopes: [],
  };
  for (const mnemonic of ['EPOS', 'EPOS_GATEWAY']) {
    assert.throws(() => {
      sandbox.control.registerAtEsia({ ...system, mnemonic });
    }, RangeError);
  }
});
