import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { createGateway, GatewayOptionsError, memoryStore, type GatewayOptions } from '../gateway.ts';
import { ownKey } from '../test/own-key.ts';
import { optionsSchema } from './schema.ts';
import { settle } from './settings.ts';

const good: GatewayOptions = {
  url: 'https://journal.example/auth',
  issuer: 'https://sso.example/realms/epos',
  clientId: 'journal',
  clientAuth: { method: 'client_secret_basic', secret: 'secret' },
  keys: [Buffer.alloc(32, 1)],
};
const key = { kty: 'EC', crv: 'P-256', alg: 'ES256', d: 'x', x: 'x', y: 'y' };
const proxy = { path: '/api/', upstream: 'https://portal.example/api/' };

/** What one option, wrong, is called. */
function refusal(wrong: object): string {
  try {
    createGateway({ ...good, ...wrong });
  } catch (error) {
    assert.ok(error instanceof GatewayOptionsError);
    return error.message;
  }
  return 'nothing';
}

describe('the options of a gateway', () => {
  it('are few where the rest is as usual', () => {
    const settings = settle(good);
    assert.equal(settings.home, 'https://journal.example/');
    assert.deepEqual(settings.origins, ['https://journal.example']);
    assert.deepEqual(
      [...settings.providers],
      [
        ['rsaa', { hint: 'rsaa' }],
        ['esia', { hint: 'esia' }],
      ],
    );
    assert.equal(settings.cookies.prefix, '__Host-epos');
    assert.equal(settings.sso?.redirectUri, 'https://journal.example/auth/callback');
    assert.equal(settings.backchannelLogout, false);
    assert.equal(settle({ ...good, store: memoryStore() }).backchannelLogout, true);
  });

  it('need no SSO where each provider has an issuer or rules of its own', () => {
    const { url, keys } = good;
    const nothing = () => Promise.reject(new Error('nobody asks'));
    const module = { id: 'esia', check: nothing, begin: nothing, finish: nothing, signOut: nothing } as never;
    const { issuer, clientId, clientAuth } = good as Required<typeof good>;
    for (const esia of [module, { issuer, clientId, clientAuth }]) {
      const settings = settle({ url, keys, providers: { esia } });
      assert.equal(settings.sso, undefined);
      assert.deepEqual([...settings.providers.keys()], ['esia']);
    }
    const refused =
      /^createGateway: (\w+: must be given, unless every provider has an issuer or rules of its own(; )?)+$/;
    const without = { issuer: undefined, clientId: undefined, clientAuth: undefined };
    assert.match(refusal(without), refused);
    assert.match(refusal({ ...without, providers: {} }), refused);
    assert.match(refusal({ ...without, providers: { esia: module, rsaa: { hint: 'rsaa' } } }), refused);
    for (const name of Object.keys(without)) {
      assert.match(
        refusal({ [name]: undefined, providers: { esia: module } }),
        new RegExp(`^createGateway: ${name}: must be given[^;]+$`),
      );
    }
  });

  it('want a key for tokens of the gateway’s own where upstreams would be shown those of a module', () => {
    const nothing = () => Promise.reject(new Error('nobody asks'));
    const module = { id: 'esia', check: nothing, begin: nothing, finish: nothing, signOut: nothing } as never;
    const providers = { rsaa: { hint: 'rsaa' }, esia: module };
    const needed = 'createGateway: ownTokens: must be given: no upstream is shown a token of providers.esia';
    assert.equal(refusal({ providers, proxy: [proxy] }), needed);
    assert.equal(refusal({ providers }), 'nothing');
    assert.equal(refusal({ proxy: [proxy] }), 'nothing');
    assert.equal(refusal({ providers, proxy: [proxy], ownTokens: { keys: [ownKey] } }), 'nothing');
    const settings = settle({ ...good, proxy: [proxy], ownTokens: { keys: [ownKey] } });
    assert.equal(settings.proxy[0]?.audience, 'https://portal.example/api');
    assert.equal(settings.ownTokens?.lifetime, 120);
  });

  it('take no key for tokens of the gateway’s own that nobody should trust', () => {
    const text = 'BEGIN NOTHING';
    for (const [keys, field] of [
      [[], 'ownTokens.keys[0]'],
      [[text], 'ownTokens.keys[0]'],
      [[ownKey, ownKey], 'ownTokens.keys'],
      [[key], 'ownTokens.keys[0]'],
    ] as const) {
      const refused = refusal({ ownTokens: { keys } });
      assert.ok(refused.startsWith(`createGateway: ${field}: `), refused);
      assert.ok(!refused.includes(text));
    }
    assert.match(refusal({ ownTokens: { keys: [ownKey], lifetime: 3600 } }), /ownTokens.lifetime/);
    assert.match(refusal({ ownTokens: { keys: [ownKey], audience: 'x' } }), /ownTokens.audience: no such option/);
    assert.match(refusal({ proxy: [{ ...proxy, audience: [] }] }), /proxy\[0\].audience/);
  });

  it('take no module in another’s place', () => {
    const nothing = () => Promise.reject(new Error('nobody asks'));
    const module = { id: 'esia', check: nothing, begin: nothing, finish: nothing, signOut: nothing } as never;
    assert.match(refusal({ providers: { rsaa: module } }), /^createGateway: providers.rsaa: is a module for another/);
  });

  it('take no module that comes back to where nobody waits', () => {
    const nothing = () => Promise.reject(new Error('nobody asks'));
    const module = { id: 'esia', check: nothing, begin: nothing, finish: nothing, signOut: nothing };
    const come = (redirectUri: string) => refusal({ providers: { esia: { ...module, redirectUri } } });
    for (const path of ['/auth/callback/esia', '/auth/callback']) {
      assert.equal(come(`https://journal.example${path}`), 'nothing');
    }
    for (const address of [
      'https://journal.example/auth/callback/rsaa',
      'https://journal.example/auth/callback/esia/',
      'https://journal.example/callback/esia',
      'https://www.journal.example/auth/callback/esia',
      'http://journal.example/auth/callback/esia',
      'nowhere',
    ]) {
      const refused = 'providers.esia: must come back to https://journal.example/auth/callback/esia';
      assert.equal(come(address), `createGateway: ${refused}`);
    }
  });

  it('name cookies plainly on http', () => {
    const { cookies } = settle({ ...good, url: 'http://localhost:3000/auth', cookieName: 'journal' });
    assert.deepEqual(cookies, { prefix: 'journal', secure: false, sameSite: 'lax' });
  });

  it('take keys in base64, base64url and bytes', () => {
    const bytes = Buffer.alloc(32, 255);
    const { keys } = settle({ ...good, keys: [bytes, bytes.toString('base64'), bytes.toString('base64url')] });
    for (const one of keys) assert.deepEqual(Buffer.from(one), bytes);
  });

  it('take a slash at the end of the address', () => {
    assert.equal(settle({ ...good, url: 'https://journal.example/auth/' }).base, '/auth');
    assert.equal(settle({ ...good, url: 'https://auth.example/' }).base, '');
  });

  const { issuer, clientAuth } = good;
  const registration = { issuer, clientId: 'another', clientAuth };
  const other = { ...registration, issuer: 'https://esia.example' };
  const wrong: [object, RegExp][] = [
    [{ url: 'http://journal.example/auth' }, /url: must be an https address/],
    [{ url: 'https://journal.example/auth?x=1' }, /url: must be an address without query/],
    [{ url: undefined }, /url: must be an https address/],
    [{ issuer: 'http://sso.example' }, /issuer: must be an https address/],
    [{ issuer: 'sso' }, /issuer: must be an https address/],
    [{ clientId: '' }, /clientId: /],
    [{ clientAuth: { method: 'none' } }, /clientAuth/],
    [{ clientAuth: { method: 'client_secret_basic', secret: '' } }, /clientAuth.secret: must be a text/],
    [{ clientAuth: { method: 'client_secret_basic', secret: undefined } }, /secret: must be .*is the variable set\?/],
    [{ clientAuth: { method: 'private_key_jwt', key: { ...key, d: undefined } } }, /clientAuth.key.d: .*private half/],
    [
      { clientAuth: { method: 'private_key_jwt', key: { ...key, alg: 'HS256' } } },
      /clientAuth.key.alg: must be an alg/,
    ],
    [{ scope: 'profile' }, /scope: must be a list of scopes with openid/],
    [{ signingAlgorithm: 'none' }, /signingAlgorithm: must be/],
    [{ signingAlgorithm: 'HS256' }, /signingAlgorithm: must be/],
    [{ keys: [] }, /keys: must be one key at least/],
    [{ keys: [undefined] }, /keys\[0\]: must be 32 bytes.*is the variable set\?/],
    [{ keys: undefined }, /keys: must be a list/],
    [{ keys: ['short'] }, /keys\[0\]: must be 32 bytes/],
    [{ keys: [good.keys[0], Buffer.alloc(16)] }, /keys\[1\]: must be 32 bytes/],
    [{ providers: { rsaa: {} } }, /providers.rsaa: .*hint/],
    [{ providers: { esia: registration } }, /providers.esia.issuer: stands there twice/],
    [{ providers: { rsaa: other, esia: other } }, /providers.esia.issuer: stands there twice/],
    [{ providers: { vk: { hint: 'vk' } } }, /providers.vk: no such option/],
    [{ origins: ['https://journal.example/'] }, /origins\[0\]: must be an origin/],
    [{ origins: ['*'] }, /origins\[0\]: must be/],
    [{ origins: ['http://journal.example'] }, /origins\[0\]: must be an https/],
    [{ origins: [] }, /origins: must not be empty/],
    [{ home: 'https://evil.example/' }, /home: must be of one of the origins/],
    [{ store: {} }, /store: must be cookieStore\(\)/],
    [{ backchannelLogout: true }, /backchannelLogout: needs a store/],
    [{ session: { idle: 100, absolute: 50 } }, /session.idle: must not be longer/],
    [{ session: { idle: 0 } }, /session.idle/],
    [{ session: { sameSite: 'none' } }, /session.sameSite/],
    [{ cookieName: 'a b' }, /cookieName: must be small letters/],
    [{ proxy: [{ ...proxy, path: '/api' }] }, /proxy\[0\].path: must be a path with slashes/],
    [{ proxy: [{ ...proxy, path: '/auth/' }] }, /proxy\[0\].path: must not hide/],
    [{ proxy: [{ ...proxy, path: '/auth/session/' }] }, /proxy\[0\].path: must not hide/],
    [{ proxy: [proxy, proxy] }, /proxy\[1\].path: stands there twice/],
    [{ proxy: [{ ...proxy, upstream: 'https://portal.example/api' }] }, /proxy\[0\].upstream: .*ends with a slash/],
    [{ proxy: [{ ...proxy, upstream: 'http://portal.example/' }] }, /proxy\[0\].upstream: must be an https/],
    [{ proxy: [{ ...proxy, headers: ['Cookie'] }] }, /proxy\[0\].headers\[0\]: must be no header/],
    [{ proxy: [{ ...proxy, methods: [] }] }, /proxy\[0\].methods/],
    [{ proxy: [{ ...proxy, timeout: -1 }] }, /proxy\[0\].timeout/],
    [{ roles: 'all' }, /roles: must be a function/],
    [{ timeout: 0 }, /timeout/],
    [{ resource: 'portal' }, /resource: must be an https/],
    [{ colour: 'red' }, /colour: no such option/],
  ];
  for (const [option, rule] of wrong) {
    it(`are refused by name: ${JSON.stringify(option)}`, () => {
      assert.match(refusal(option), rule);
    });
  }

  for (const [name, wrong] of [
    ['issuer', { issuer: '' }],
    ['url', { url: 'journal' }],
    ['origins[0]', { origins: ['http://journal.example/'] }],
    ['proxy[0].upstream', { proxy: [{ ...proxy, upstream: '' }] }],
  ] as const) {
    it(`are refused once where they are no address: ${JSON.stringify(wrong)}`, () => {
      assert.equal(refusal(wrong), `createGateway: ${name}: must be an https address, or http on this machine`);
    });
  }

  it('are refused all at once', () => {
    assert.match(refusal({ issuer: 'x', scope: 'x' }), /issuer: .*; scope: /);
  });

  it('are refused without their secrets', () => {
    const message = refusal({
      clientAuth: { method: 'client_secret_basic', secret: 5, x: 'geheim' },
      keys: ['geheim'],
    });
    assert.doesNotMatch(message, /geheim/);
  });
});

describe('the README’s table of options', () => {
  /** The names of the options, each once; of those that are objects, their fields'. */
  function names(): string[] {
    const { session, proxy: rule, ownTokens, ...others } = optionsSchema.shape;
    const fields = (prefix: string, shape: object) => Object.keys(shape).map((name) => prefix + name);
    return [
      ...Object.keys(others),
      ...fields('session.', session.unwrap().shape),
      'proxy',
      ...fields('proxy[].', rule.unwrap().element.shape),
      ...fields('ownTokens.', ownTokens.unwrap().shape),
    ];
  }

  it('has each that there is, and none that there is not', async () => {
    const readme = await readFile(path.join(import.meta.dirname, '../../README.md'), 'utf8');
    const [, section = ''] = /\n## Options\n([^]*?)\n## /.exec(readme) ?? [];
    const cells = [...section.matchAll(/^\| (`[^|]+) \|/gm)].map(([, cell = '']) => cell);
    const told = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
    assert.deepEqual(told.toSorted(), names().toSorted());
  });
});
