import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import type { EsiaPermission } from '@epos-login/gateway/esia';
import { people } from '@epos-login/testing/people';
import type { ConsentType } from '../options.ts';
import { epos, signIn, start, tamperer, type Kit } from '../test/kit.ts';

const { email } = people.teacher.esia;

async function refusalOf(kit: Kit, url: string): Promise<string | undefined> {
  return (await kit.browser.get(url)).url.searchParams.get('error_description')?.slice(0, 11);
}

describe('PKCE', () => {
  for (const pkce of ['S256', 'GOST3411'] as const) {
    it(`binds a code by ${pkce}: the verifier, none, another`, async (t) => {
      const kit = await start(t);
      const client = kit.clientWith({ pkce });
      let verifier = '';
      const begin = {
        ...client,
        authorizationUrl: async () => {
          const begun = await client.authorizationUrl();
          verifier = begun.codeVerifier ?? '';
          return begun;
        },
      };
      const again = async () => (await signIn({ ...kit, client: begin }, email)).code;
      const code = await again();
      assert.equal((await client.exchange({ code, codeVerifier: verifier })).identity.oid, '1000000001');
      await assert.rejects(client.exchange({ code: await again() }), { esiaCode: 'ESIA-007040' });
      const wrong = client.exchange({ code: await again(), codeVerifier: 'x'.repeat(43) });
      await assert.rejects(wrong, { esiaCode: 'ESIA-007040' });
    });
  }

  it('a verifier without a challenge is ESIA-007039', async (t) => {
    const kit = await start(t);
    const { code } = await signIn(kit, email);
    const late = kit.client.exchange({ code, codeVerifier: 'x'.repeat(43) });
    await assert.rejects(late, { code: 'provider_error', esiaCode: 'ESIA-007039' });
  });

  it('a method that is not known, and a challenge of another form, are ESIA-007003', async (t) => {
    const kit = await start(t);
    for (const extra of ['code_challenge=x', `code_challenge_method=plain&code_challenge=${'x'.repeat(43)}`]) {
      const { url } = await kit.client.authorizationUrl();
      assert.equal(await refusalOf(kit, `${url}&${extra}`), 'ESIA-007003');
    }
    const { url } = await kit.client.authorizationUrl();
    assert.equal(await refusalOf(kit, `${url}&code_challenge_method=S256&code_challenge=short`), 'ESIA-007003');
  });
});

describe('Consents', () => {
  const type: ConsentType = {
    sysname: 'EPOS_CONSENT',
    actions: ['READ', 'KEEP'],
    purposes: ['EDUCATION', 'REPORT'],
    scopes: ['fullname', 'snils'],
    mandatoryScopes: ['fullname'],
  };
  const asked: EsiaPermission = {
    sysname: 'EPOS_CONSENT',
    expire: 60,
    actions: ['READ'],
    purposes: ['EDUCATION'],
    scopes: ['fullname'],
  };

  const ask = (kit: Kit, permissions: readonly EsiaPermission[]) => kit.clientWith({ scope: ['openid'], permissions });
  const consenting = { ...epos, consents: [type, { ...type, sysname: 'BARE', scopes: [], mandatoryScopes: [] }] };

  it('travel from the client into the access token', async (t) => {
    const kit = await start(t);
    kit.dials.systems = [consenting];
    const client = ask(kit, [asked]);
    const { code } = await signIn({ ...kit, client }, email);
    const { accessToken } = await client.exchange({ code });
    const payload = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as {
      permissions: unknown;
    };
    assert.deepEqual(payload.permissions, [
      {
        sysname: 'EPOS_CONSENT',
        expire: 60,
        actions: [{ sysname: 'READ' }],
        purposes: [{ sysname: 'EDUCATION' }],
        scopes: [{ sysname: 'fullname' }],
      },
    ]);
  });

  const refusals: [name: string, change: Partial<EsiaPermission>, code: string][] = [
    ['an unknown type', { sysname: 'OTHER' }, 'ESIA-036701'],
    ['no mandatory scope', { scopes: ['snils'] }, 'ESIA-036702'],
    ['scopes beyond the type', { scopes: ['fullname', 'email'] }, 'ESIA-036703'],
    ['scopes where none may be', { sysname: 'BARE' }, 'ESIA-036704'],
    ['no action', { actions: [] }, 'ESIA-036705'],
    ['an unknown action', { actions: ['SELL'] }, 'ESIA-036706'],
    ['no purpose', { purposes: [] }, 'ESIA-036707'],
    ['an unknown purpose', { purposes: ['OTHER'] }, 'ESIA-036726'],
    ['two purposes', { purposes: ['EDUCATION', 'REPORT'] }, 'ESIA-036727'],
  ];
  for (const [name, change, code] of refusals) {
    it(`with ${name} are refused by ${code}`, async (t) => {
      const kit = await start(t);
      kit.dials.systems = [consenting];
      const { url } = await ask(kit, [{ ...asked, ...change }]).authorizationUrl();
      assert.equal(await refusalOf(kit, url), code);
    });
  }

  it('that the client would not write are refused too', async (t) => {
    const kit = await start(t);
    kit.dials.systems = [consenting];
    const client = ask(kit, [asked]);
    const written = async (permissions: string) => {
      const url = new URL((await client.authorizationUrl()).url);
      url.searchParams.set('permissions', permissions);
      return refusalOf(kit, url.href);
    };
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const one = { sysname: 'EPOS_CONSENT', actions: [{ sysname: 'READ' }], purposes: [{ sysname: 'EDUCATION' }] };
    const scopes = [{ sysname: 'fullname' }];
    assert.equal(await written(encode([{ ...one, scopes, sysname: undefined }])), 'ESIA-036700');
    assert.equal(await written(encode([{ ...one, scopes, expire: -1 }])), 'ESIA-036716');
    for (const nonsense of ['{}', 'AAAA', encode({}), encode([]), encode([7])]) {
      assert.equal(await written(nonsense), 'ESIA-007003', nonsense);
    }
    const { url } = await kit.client.authorizationUrl();
    assert.equal(await refusalOf(kit, `${url}&permissions=${encode([{ ...one, scopes }])}`), 'ESIA-007006');
  });
});

test('A refresh is taken either way it is signed, once', async (t) => {
  for (const refreshSigns of ['redirect_uri', 'refresh_token'] as const) {
    const kit = await start(t);
    const client = kit.clientWith({ accessType: 'offline', refreshSigns });
    const { code } = await signIn({ ...kit, client }, email);
    const { refreshToken = '' } = await client.exchange({ code });
    const renewed = await client.refresh({ refreshToken });
    assert.equal((await client.person('1000000001', renewed.accessToken)).given_name, 'Мария');
    await assert.rejects(client.refresh({ refreshToken }), { code: 'session_ended', esiaCode: 'ESIA-007011' });
    const stranger = kit.clientWith({ refreshSigns, signer: { sign: () => Promise.resolve(new Uint8Array(64)) } });
    const stolen = renewed.refreshToken ?? '';
    await assert.rejects(stranger.refresh({ refreshToken: stolen }), { esiaCode: 'ESIA-007053' });
    await client.refresh({ refreshToken: stolen });
  }
});

test('A code cannot be redeemed by what signs a refresh', async (t) => {
  const kit = await start(t);
  const { code } = await signIn(kit, email);
  const bare = tamperer(kit, { redirect_uri: undefined, client_certificate_hash: undefined });
  await assert.rejects(bare.exchange({ code }), { esiaCode: 'ESIA-007014' });
});
