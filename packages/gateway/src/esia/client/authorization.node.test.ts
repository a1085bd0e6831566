import assert from 'node:assert/strict';
import { test } from 'node:test';
import { streebog256 } from '../gost/gost.ts';
import { redirectUri, setUp, silent, tokens } from '../../test/esia-client.ts';
import type { EsiaClientOptions } from './options.ts';

const parametersOf = async (changes: Partial<EsiaClientOptions>) => {
  const { client, signed } = setUp(silent, changes);
  const begun = await client.authorizationUrl({ state: 'S' });
  return { ...begun, signed, parameters: new URL(begun.url).searchParams };
};

test('A portal of education asks for the person and the contacts, if nothing else is said', async () => {
  const { parameters, signed } = await parametersOf({ scope: undefined } as unknown as EsiaClientOptions);
  const scope = 'openid fullname birthdate gender snils email mobile';
  assert.equal(parameters.get('scope'), scope);
  assert.equal(signed[0], `EPOS${scope}2026.01.25 10:36:11 +0000S${redirectUri}`);
});

test('PKCE binds the code, is not signed, and its verifier is another each time', async () => {
  const { url: plain } = await parametersOf({});
  assert.doesNotMatch(plain, /code_challenge/);
  const { client, signed, requests } = setUp(tokens, { pkce: 'S256' });
  const begun = await client.authorizationUrl({ state: 'S' });
  const { codeVerifier = '' } = begun;
  assert.match(codeVerifier, /^[\w-]{43}$/);
  const { searchParams } = new URL(begun.url);
  assert.equal(searchParams.get('code_challenge_method'), 'S256');
  const digest = await crypto.subtle.digest('SHA-256', Buffer.from(codeVerifier));
  assert.equal(searchParams.get('code_challenge'), Buffer.from(digest).toString('base64url'));
  assert.ok(signed[0]?.endsWith(`S${redirectUri}`));
  await client.exchange({ code: 'c', codeVerifier });
  assert.equal(new URLSearchParams(await requests[0]?.text()).get('code_verifier'), codeVerifier);
  assert.ok(signed[1]?.endsWith(`${redirectUri}c`));
  assert.notEqual((await client.authorizationUrl()).codeVerifier, codeVerifier);
});

test('PKCE by Streebog', async () => {
  const { parameters, codeVerifier = '' } = await parametersOf({ pkce: 'GOST3411' });
  const challenge = Buffer.from(streebog256(Buffer.from(codeVerifier))).toString('base64url');
  assert.deepEqual(
    [parameters.get('code_challenge_method'), parameters.get('code_challenge')],
    ['GOST3411', challenge],
  );
});

test('Consents travel as JSON in base64url, unsigned, beside the scope openid', async () => {
  const permission = {
    sysname: 'EPOS_CONSENT',
    expire: 525_600,
    responsibleObject: 'Школа №1 «Ёлочка»',
    actions: ['ALL_ACTIONS_TO_DATA'],
    purposes: ['EDUCATION'],
    scopes: ['fullname', 'snils'],
  };
  const { parameters, signed } = await parametersOf({ scope: undefined, permissions: [permission] } as never);
  assert.equal(parameters.get('scope'), 'openid');
  assert.equal(signed[0], `EPOSopenid2026.01.25 10:36:11 +0000S${redirectUri}`);
  const written = parameters.get('permissions') ?? '';
  assert.match(written, /^[\w-]+$/);
  assert.deepEqual(JSON.parse(Buffer.from(written, 'base64url').toString()), [
    {
      responsibleObject: 'Школа №1 «Ёлочка»',
      sysname: 'EPOS_CONSENT',
      expire: 525_600,
      actions: [{ sysname: 'ALL_ACTIONS_TO_DATA' }],
      purposes: [{ sysname: 'EDUCATION' }],
      scopes: [{ sysname: 'fullname' }, { sysname: 'snils' }],
    },
  ]);
});

test('Further parameters go along, and none in the place of the client’s own', async () => {
  const { parameters, signed } = await parametersOf({ parameters: { person_filter: 'x&y', roles: '1' } });
  assert.deepEqual([parameters.get('person_filter'), parameters.get('roles')], ['x&y', '1']);
  assert.doesNotMatch(signed[0] ?? '', /x&y/);
});

const permission = { sysname: 'x', actions: [], purposes: [], scopes: [] };
const wrong: [why: RegExp, changes: Partial<EsiaClientOptions>][] = [
  [/parameters holds state/, { parameters: { state: 'x' } }],
  [/parameters holds code_challenge/, { parameters: { code_challenge: 'x' } }],
  [/openid alone/, { permissions: [permission] }],
  [/openid alone/, { permissions: [permission], scope: ['openid'], organizationScope: ['org_inn'] }],
  [/no sysname/, { scope: ['openid'], permissions: [{ ...permission, sysname: '' }] }],
  [/minutes/, { scope: ['openid'], permissions: [{ ...permission, expire: 0.5 }] }],
];
for (const [why, changes] of wrong) {
  test(`A wrong option is refused at once: ${why.source}`, () => {
    assert.throws(() => setUp(silent, changes), { code: 'invalid_options', message: why });
  });
}
