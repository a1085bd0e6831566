import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser, requestOf } from '../test/browser.ts';
import { decide, epos, openSignIn, redirectUri, start, typePassword, type Kit } from '../test/kit.ts';

/** The authorization address with some parameters changed, removed (`undefined`) or repeated (a list). */
async function address(kit: Kit, changes: Record<string, string | readonly string[] | undefined>): Promise<string> {
  const url = new URL((await kit.client.authorizationUrl()).url);
  for (const [name, value] of Object.entries(changes)) {
    url.searchParams.delete(name);
    for (const each of [value ?? []].flat()) url.searchParams.append(name, each);
  }
  return url.href;
}

const stamp = (time: number) =>
  `${new Date(time).toISOString().replace('T', ' ').slice(0, 19).replaceAll('-', '.')} +0000`;

const refusals: [name: string, changes: () => Record<string, string | readonly string[] | undefined>, code: string][] =
  [
    ['no certificate hash', () => ({ client_certificate_hash: undefined }), 'ESIA-007014'],
    ['an empty certificate hash', () => ({ client_certificate_hash: '' }), 'ESIA-007014'],
    ['the hash of another certificate', () => ({ client_certificate_hash: 'AB'.repeat(32) }), 'ESIA-007053'],
    ['a SHA-1 instead of Streebog', () => ({ client_certificate_hash: 'AB'.repeat(20) }), 'ESIA-007053'],
    ['no signature', () => ({ client_secret: undefined }), 'ESIA-007014'],
    ['a PKCS#7 message instead of a raw signature', () => ({ client_secret: 'MII'.repeat(300) }), 'ESIA-007053'],
    ['a signature of 63 bytes', () => ({ client_secret: 'A'.repeat(84) }), 'ESIA-007053'],
    ['a signature in plain base64', () => ({ client_secret: `${'A'.repeat(84)}+/` }), 'ESIA-007053'],
    ['no scope', () => ({ scope: undefined }), 'ESIA-007013'],
    ['an unknown scope', () => ({ scope: 'openid everything' }), 'ESIA-007006'],
    ['a scope that is not granted', () => ({ scope: 'openid kid_snils' }), 'ESIA-007019'],
    ['a scope with two spaces', () => ({ scope: 'openid  fullname' }), 'ESIA-007006'],
    ['a scope twice', () => ({ scope: 'openid openid' }), 'ESIA-007006'],
    ['an organization scope', () => ({ scope_org: 'org_inn' }), 'ESIA-007006'],
    ['no time', () => ({ timestamp: undefined }), 'ESIA-007014'],
    ['a stale time', () => ({ timestamp: stamp(Date.now() - 6 * 60_000) }), 'ESIA-007015'],
    ['a time of the future', () => ({ timestamp: stamp(Date.now() + 6 * 60_000) }), 'ESIA-007015'],
    ['a time in ISO 8601', () => ({ timestamp: new Date().toISOString() }), 'ESIA-007015'],
    ['a time whose plus became a space', () => ({ timestamp: stamp(Date.now()).replace('+', ' ') }), 'ESIA-007015'],
    ['a state that is no UUID', () => ({ state: 'abc' }), 'ESIA-007003'],
    ['no state', () => ({ state: undefined }), 'ESIA-007014'],
    ['another response type', () => ({ response_type: 'token' }), 'ESIA-007003'],
    ['no response type', () => ({ response_type: undefined }), 'ESIA-007014'],
    ['another access type', () => ({ access_type: 'always' }), 'ESIA-007003'],
    ['no access type', () => ({ access_type: undefined }), 'ESIA-007014'],
    ['a repeated parameter', () => ({ scope: ['openid', 'openid'] }), 'ESIA-007003'],
  ];
for (const [name, changes, code] of refusals) {
  test(`v2/ac: ${name} is led back with ${code}`, async (t) => {
    const kit = await start(t);
    const { url } = await kit.browser.get(await address(kit, changes()));
    assert.equal(url.origin + url.pathname, redirectUri);
    assert.equal(url.searchParams.get('error_description')?.slice(0, 11), code);
    assert.match(url.searchParams.get('error') ?? '', /^(invalid_request|access_denied|unauthorized_client)$/);
    const callback = kit.client.parseCallback(url);
    assert.ok(callback.kind === 'error');
    assert.equal(callback.error.esiaCode, code);
  });
}

const unled: [name: string, changes: Record<string, string | readonly string[] | undefined>, code: string][] = [
  ['an unknown system', { client_id: 'NOBODY' }, 'ESIA-007005'],
  ['no system', { client_id: undefined }, 'ESIA-007014'],
  ['two systems', { client_id: ['EPOS', 'EPOS'] }, 'ESIA-007003'],
  ['an address that is not registered', { redirect_uri: 'https://evil.example/' }, 'ESIA-007023'],
  [
    'a domain that only looks registered',
    { redirect_uri: 'https://epos.permkrai.example.evil.example/' },
    'ESIA-007023',
  ],
  ['a user name before the domain', { redirect_uri: 'https://a:b@epos.permkrai.example/' }, 'ESIA-007023'],
  ['a script for an address', { redirect_uri: 'javascript://epos.permkrai.example/%0aalert(1)' }, 'ESIA-007023'],
  ['no address', { redirect_uri: undefined }, 'ESIA-007014'],
];
for (const [name, changes, code] of unled) {
  test(`v2/ac: ${name} is led nowhere: ${code} on ESIA's own page`, async (t) => {
    const kit = await start(t);
    const page = await kit.browser.get(await address(kit, changes));
    assert.equal(page.status, 400);
    assert.ok(page.text.includes(code));
  });
}

test('v2/ac: a system without certificates is refused by ESIA-007002', async (t) => {
  const kit = await start(t);
  kit.dials.systems = [{ ...epos, certificates: [] }];
  const { page } = await openSignIn(kit);
  assert.match(page.url.searchParams.get('error_description') ?? '', /^ESIA-007002/);
});

test('v2/ac: any address of a registered domain will do, with padding or without, in lower case or upper', async (t) => {
  const kit = await start(t);
  const elsewhere = kit.clientWith({ redirectUri: 'https://epos.permkrai.example/another' });
  const { searchParams } = new URL((await elsewhere.authorizationUrl()).url);
  searchParams.set('client_secret', `${searchParams.get('client_secret') ?? ''}==`);
  searchParams.set('client_certificate_hash', searchParams.get('client_certificate_hash')?.toLowerCase() ?? '');
  const page = await kit.browser.get(`${kit.origin}/aas/oauth2/v2/ac?${searchParams}`);
  assert.match(page.text, /id="password"/);
});

test('Two sign-ins of one browser do not mix', async (t) => {
  const kit = await start(t);
  const first = await openSignIn(kit);
  const second = await openSignIn(kit);
  assert.notEqual(requestOf(first.page), requestOf(second.page));
  const consent = await typePassword(kit, second.page, 'person1@mail.example');
  const end = await decide(kit, consent, 'grant');
  assert.equal(end.url.searchParams.get('state'), second.state);
  const other = await typePassword({ ...kit, browser: new Browser(kit.origin) }, first.page, 'person4@mail.example');
  assert.match(other.text, /Попов Никита/);
});
