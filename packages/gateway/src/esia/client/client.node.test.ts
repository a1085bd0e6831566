import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coded, identity, idToken, redirectUri, setUp, silent, tokens } from '../../test/esia-client.ts';
import type { EsiaClientOptions } from './options.ts';

test('The authorization address holds what ESIA wants, signed in its order', async () => {
  const { client, signed } = setUp(silent, { accessType: 'offline' });
  const { url, state } = await client.authorizationUrl();
  assert.match(state, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  const { origin, pathname, search, searchParams } = new URL(url);
  assert.equal(origin + pathname, 'https://esia.gosuslugi.ru/aas/oauth2/v2/ac');
  const { client_secret: secret, ...others } = Object.fromEntries(searchParams);
  assert.match(secret ?? '', /^[\w-]{86}$/);
  assert.deepEqual(others, {
    client_id: 'EPOS',
    client_certificate_hash: identity.certificateHash,
    scope: 'openid fullname kid_fullname',
    timestamp: '2026.01.25 10:36:11 +0000',
    state,
    redirect_uri: redirectUri,
    response_type: 'code',
    access_type: 'offline',
  });
  // "`+` in the offset must be %2B".
  assert.match(search, /timestamp=2026\.01\.25\+10%3A36%3A11\+%2B0000/);
  assert.deepEqual(signed, [`EPOSopenid fullname kid_fullname2026.01.25 10:36:11 +0000${state}${redirectUri}`]);
});

test('Organization scopes enter the signed string after the scope', async () => {
  const { client, signed } = setUp(silent, { organizationScope: ['org_inn', 'org_ogrn'] });
  const { url } = await client.authorizationUrl({ state: 'S' });
  assert.equal(new URL(url).searchParams.get('scope_org'), 'org_inn org_ogrn');
  assert.equal(signed[0], `EPOSopenid fullname kid_fullnameorg_inn org_ogrn2026.01.25 10:36:11 +0000S${redirectUri}`);
});

test('A certificate gives its own hash', async () => {
  const { certificate, certificateHash } = identity;
  const { client } = setUp(silent, { certificate, certificateHash: undefined } as unknown as EsiaClientOptions);
  const { url } = await client.authorizationUrl();
  assert.equal(new URL(url).searchParams.get('client_certificate_hash'), certificateHash);
});

test('The code is exchanged under a new state, signed with the code at the end', async () => {
  const { client, signed, requests } = setUp((request) => tokens(request, { expires_in: '3600', refresh_token: 'rt' }));
  const begun = await client.authorizationUrl();
  const { identity: who, ...got } = await client.exchange({ code: 'the.code' });
  assert.deepEqual(got, { accessToken: 'at', refreshToken: 'rt', idToken, expiresIn: 3600 });
  assert.equal(who.oid, '7');
  const body = new URLSearchParams(await requests[0]?.text());
  assert.equal(requests[0]?.url, 'https://esia.gosuslugi.ru/aas/oauth2/v3/te');
  assert.equal(body.get('grant_type'), 'authorization_code');
  assert.equal(body.get('token_type'), 'Bearer');
  assert.equal(body.get('redirect_uri'), redirectUri);
  assert.notEqual(body.get('state'), begun.state);
  const end = `${body.get('timestamp') ?? ''}${body.get('state') ?? ''}${redirectUri}the.code`;
  assert.equal(signed[1], `EPOSopenid fullname kid_fullname${end}`);
});

test('Either way to sign a refresh is there, with what it sends', async () => {
  for (const [refreshSigns, end, sent] of [
    ['redirect_uri', redirectUri, [redirectUri, identity.certificateHash]],
    ['refresh_token', 'rt', [null, null]],
  ] as const) {
    const { client, signed, requests } = setUp((request) => tokens(request, { id_token: undefined }), { refreshSigns });
    assert.deepEqual(await client.refresh({ refreshToken: 'rt' }), { accessToken: 'at', expiresIn: 3600 });
    const body = new URLSearchParams(await requests[0]?.text());
    const start = `EPOSopenid fullname kid_fullname${body.get('timestamp') ?? ''}${body.get('state') ?? ''}`;
    assert.equal(signed[0], start + end);
    assert.deepEqual([body.get('redirect_uri'), body.get('client_certificate_hash')], sent);
    assert.equal(body.get('grant_type'), 'refresh_token');
  }
});

test('A refresh token that is spent ends the session', async () => {
  const spent = () => Response.json({ error: 'x', error_description: 'ESIA-007011: …' }, { status: 400 });
  await assert.rejects(setUp(spent).client.refresh({ refreshToken: 'rt' }), coded('session_ended', 'ESIA-007011'));
  await assert.rejects(setUp(spent).client.exchange({ code: 'c' }), coded('token_refused', 'ESIA-007011'));
});

const html = (text: string, status: number) =>
  new Response(`<html><body>${text}</body></html>`, { status, headers: { 'content-type': 'text/html' } });

const exchanges: [
  name: string,
  answer: (request: Request) => Response | Promise<Response>,
  code: string,
  esia?: string,
][] = [
  ['another state', (request) => tokens(request, { state: 'other' }), 'response_mismatch'],
  ['no id_token', (request) => tokens(request, { id_token: undefined }), 'bad_response'],
  ['no Bearer token', (request) => tokens(request, { token_type: 'MAC' }), 'bad_response'],
  ['no lifetime', (request) => tokens(request, { expires_in: 'soon' }), 'bad_response'],
  ['an id_token of nobody', (request) => tokens(request, { id_token: 'a.b.c' }), 'id_token_invalid'],
  ['HTML with a code', () => html('ESIA-007053: …', 400), 'provider_error', 'ESIA-007053'],
  ['HTML with a code and no error status', () => html('ESIA-007008: …', 200), 'unavailable', 'ESIA-007008'],
  ['HTML without a code', () => html('Bad Gateway', 502), 'unavailable'],
  ['HTML instead of JSON', () => html('Добро пожаловать', 200), 'bad_response'],
  ['an error without words', () => new Response('', { status: 400 }), 'token_refused'],
  ['a broken connection', () => Promise.reject(new TypeError('fetch failed')), 'network'],
];
for (const [name, answer, code, esiaCode] of exchanges) {
  test(`The token endpoint answers ${name}: ${code}`, () =>
    assert.rejects(setUp(answer).client.exchange({ code: 'c' }), coded(code, esiaCode)));
}

test('Retry-After is handed on', async () => {
  const busy = () => new Response('', { status: 503, headers: { 'retry-after': '30' } });
  await assert.rejects(setUp(busy).client.exchange({ code: 'c' }), {
    code: 'unavailable',
    retryAfter: 30,
    status: 503,
  });
});

const hang = (request: Request) =>
  new Promise<Response>((_, reject) => {
    request.signal.addEventListener('abort', () => {
      reject(new DOMException('aborted', 'AbortError'));
    });
  });

test('Waiting ends by itself or by the caller', async () => {
  await assert.rejects(setUp(hang, { timeout: 5 }).client.exchange({ code: 'c' }), coded('timeout'));
  const controller = new AbortController();
  const pending = setUp(hang).client.exchange({ code: 'c', signal: controller.signal });
  setTimeout(() => {
    controller.abort();
  }, 5);
  await assert.rejects(pending, coded('aborted'));
});

test('The person is read with contacts and children, and evened out', async () => {
  const { client, requests } = setUp((request) =>
    request.url.includes('/kids')
      ? Response.json({
          elements: [{ oid: 5, firstName: 'Артём', birthDate: '09.02.2016', trusted: true }, 'nonsense'],
        })
      : Response.json({
          stateFacts: ['EntityRoot'],
          firstName: 'Ольга',
          lastName: 'Кузнецова',
          middleName: null,
          birthDate: '21.07.1988',
          gender: 'F',
          snils: '101-000-003 34',
          trusted: true,
          contacts: {
            elements: [
              { type: 'EML', vrfStu: 'NOT_VERIFIED', value: 'old@mail.example' },
              { type: 'EML', vrfStu: 'VERIFIED', value: 'new@mail.example' },
              { type: 'MBT', value: '+7(902)0000003' },
              { type: 'PHN' },
            ],
          },
        }),
  );
  const person = await client.person('3', 'at');
  assert.deepEqual(
    requests.map(({ url, headers }) => [url, headers.get('authorization')]),
    [
      ['https://esia.gosuslugi.ru/rs/prns/3?embed=(contacts.elements)', 'Bearer at'],
      ['https://esia.gosuslugi.ru/rs/prns/3/kids?embed=(elements)', 'Bearer at'],
    ],
  );
  assert.deepEqual(person, {
    oid: '3',
    family_name: 'Кузнецова',
    given_name: 'Ольга',
    birthdate: '1988-07-21',
    gender: 'F',
    snils: '10100000334',
    trusted: true,
    email: 'new@mail.example',
    phone: '+7(902)0000003',
    contacts: [
      { type: 'EML', value: 'old@mail.example', verified: false },
      { type: 'EML', value: 'new@mail.example', verified: true },
      { type: 'MBT', value: '+7(902)0000003', verified: false },
    ],
    kids: [{ oid: '5', given_name: 'Артём', birthdate: '2016-02-09', trusted: true }],
  });
});

test('No children is no error, and no kid scope asks for none', async () => {
  const withoutKids = (request: Request) =>
    request.url.includes('/kids') ? new Response('', { status: 404 }) : Response.json({});
  assert.deepEqual((await setUp(withoutKids).client.person('3', 'at')).kids, []);
  const withoutScope = (request: Request) =>
    request.url.includes('/kids') ? Response.json({ code: 'ESIA-005029' }, { status: 403 }) : Response.json({});
  assert.deepEqual((await setUp(withoutScope).client.person('3', 'at')).kids, []);
  const { client, requests } = setUp(withoutKids, { scope: ['openid'] });
  assert.deepEqual(await client.person('3', 'at'), { oid: '3', trusted: false, contacts: [], kids: [] });
  assert.equal(requests.length, 1);
});

test('Person data refused: by token, by scope, by shape', async () => {
  const rest = (status: number, body: unknown) => () => Response.json(body, { status });
  const read = (answer: () => Response) => setUp(answer, { scope: ['openid'] }).client.person('3', 'at');
  await assert.rejects(read(rest(401, { code: 'ESIA-005011' })), coded('session_ended', 'ESIA-005011'));
  await assert.rejects(read(rest(401, [{ code: 'ESIA-005013' }])), coded('session_ended', 'ESIA-005013'));
  await assert.rejects(read(rest(403, { code: 'ESIA-005029' })), coded('forbidden', 'ESIA-005029'));
  await assert.rejects(read(rest(404, {})), coded('provider_error'));
  await assert.rejects(read(rest(200, 'text')), coded('bad_response'));
  for (const contacts of [null, 'none', { elements: null }, [{}]]) {
    assert.deepEqual((await read(rest(200, { firstName: 'Мария', contacts }))).contacts, []);
  }
});

test('An outage of the list of children is told, since identify() may go by them', async () => {
  const broken = (request: Request) =>
    request.url.includes('/kids') ? new Response('', { status: 500 }) : Response.json({});
  await assert.rejects(setUp(broken).client.person('3', 'at'), coded('unavailable'));
});

test('Logout leads back by redirect_url', () => {
  const { client } = setUp(silent);
  assert.equal(client.logoutUrl(), 'https://esia.gosuslugi.ru/idp/ext/Logout?client_id=EPOS');
  const { searchParams } = new URL(client.logoutUrl('https://epos.permkrai.ru/'));
  assert.deepEqual(Object.fromEntries(searchParams), {
    client_id: 'EPOS',
    redirect_url: 'https://epos.permkrai.ru/',
  });
});

const wrong: [why: RegExp, changes: Partial<EsiaClientOptions>][] = [
  [/host/, { host: 'esia.gosuslugi.ru' }],
  [/host is no https/, { host: 'http://esia.gosuslugi.ru' }],
  [/redirectUri/, { redirectUri: 'javascript:alert(1)' }],
  [/redirectUri is no https/, { redirectUri: 'http://epos.permkrai.ru/auth/callback' }],
  [/clientId/, { clientId: '' }],
  [/openid/, { scope: ['fullname'] }],
  [/one word/, { scope: ['openid', 'fullname email'] }],
  [/64 hexadecimal/, { certificateHash: 'A94A8FE5CCB19BA61C4C0873D391E987982FBBD3' }],
];
for (const [why, changes] of wrong) {
  test(`A wrong option is refused at once: ${why.source}`, () => {
    assert.throws(() => setUp(silent, changes), { code: 'invalid_options', message: why });
  });
}
