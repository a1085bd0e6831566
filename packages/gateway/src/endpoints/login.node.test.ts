import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HostileVisit, origin } from '../test/hostile-visit.ts';
import { problemOf } from '../test/stage.ts';

const sso = 'http://sso.localhost';

async function leave(visit: HostileVisit, query: string): Promise<URL> {
  const response = await visit.ask(`/auth/login${query}`);
  assert.equal(response.status, 303, await response.text());
  return new URL(response.headers.get('location') ?? '');
}

describe('login', () => {
  it('leaves for the SSO with all that a sign-in needs, and never twice alike', async () => {
    const visit = new HostileVisit({});
    const urls = [await leave(visit, ''), await leave(visit, '')] as const;
    for (const { origin: at, pathname, searchParams: query } of urls) {
      assert.equal(at + pathname, `${sso}/authorize`);
      assert.equal(query.get('redirect_uri'), `${origin}/auth/callback`);
      assert.equal(query.get('response_type'), 'code');
      assert.equal(query.get('scope'), 'openid profile');
      assert.equal(query.get('code_challenge_method'), 'S256');
      for (const name of ['state', 'nonce', 'code_challenge']) {
        assert.match(query.get(name) ?? '', /^[\w-]{43}$/);
        assert.notEqual(urls[0].searchParams.get(name), urls[1].searchParams.get(name));
      }
      assert.equal(query.has('kc_idp_hint'), false);
    }
  });

  it('passes on what the page wishes', async () => {
    const visit = new HostileVisit(
      {},
      { hintParameter: 'idp', providers: { esia: { hint: 'gosuslugi' } }, resource: sso },
    );
    const wishes = '?provider=esia&prompt=login&max_age=60&acr_values=2&login_hint=ivanova';
    const { searchParams: query } = await leave(visit, wishes);
    assert.equal(query.get('idp'), 'gosuslugi');
    assert.equal(query.get('prompt'), 'login');
    assert.equal(query.get('max_age'), '60');
    assert.equal(query.get('acr_values'), '2');
    assert.equal(query.get('login_hint'), 'ivanova');
    assert.equal(query.get('resource'), sso);
  });

  it('asks for the password again where no older sign-in will do', async () => {
    for (const wishes of ['?max_age=0', '?max_age=0&prompt=login']) {
      const { searchParams: query } = await leave(new HostileVisit({}), wishes);
      assert.equal(query.get('prompt'), 'login');
      // An SSO that hands it on would begin to count at the provider.
      assert.equal(query.get('max_age'), '600');
    }
  });

  it('leaves it to the SSO where the page wishes another question, or none', async () => {
    for (const prompt of ['none', 'select_account']) {
      const { searchParams: query } = await leave(new HostileVisit({}), `?max_age=0&prompt=${prompt}`);
      assert.equal(query.get('prompt'), prompt);
      assert.equal(query.get('max_age'), '0');
    }
  });

  const bad = [
    '?provider=vk',
    '?prompt=consent',
    '?max_age=-1',
    '?max_age=1e3',
    '?max_age=99999999999',
    `?acr_values=${'x'.repeat(201)}`,
    `?return_to=${'x'.repeat(2001)}`,
    '?return_to=https%3A%2F%2Fevil.example%2F',
    '?return_to=%2F%2Fevil.example',
    '?return_to=%5C%5Cevil.example',
    '?return_to=%2F%09%2Fevil.example',
    '?return_to=javascript%3Aalert(1)',
    '?return_to=data%3Atext%2Fhtml%2Cx',
    '?return_to=http%3A%2F%2Fuser%40journal.localhost%2F',
    '?return_to=http%3A%2F%2Fjournal.localhost%40evil.example%2F',
    '?return_to=http%3A%2F%2Fjournal.localhost%3A8080%2F',
    '?return_to=http%3A%2F%2Fjournal.localhost.evil.example%2F',
    '?return_to=/a&return_to=/b',
    '?iss=http%3A%2F%2Fevil.example',
    '?iss=http%3A%2F%2Fsso.localhost%2F',
  ];
  for (const query of bad) {
    it(`refuses ${query.slice(0, 60)}`, async () => {
      const visit = new HostileVisit({});
      const response = await visit.ask(`/auth/login${query}`);
      assert.equal(response.headers.get('location'), null);
      assert.equal(await problemOf(response), '400 invalid_request');
      assert.deepEqual(visit.run.log, []);
      assert.equal(visit.cookies.size, 0);
    });
  }

  it('shows a person a page instead of a problem, without anything that was asked', async () => {
    const visit = new HostileVisit({});
    const headers = { accept: 'text/html,*/*', 'accept-language': 'en-GB,ru;q=0.5' };
    const response = await visit.ask('/auth/login?return_to=https://evil.example/<script>', { headers });
    assert.equal(response.status, 400);
    assert.match(response.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'sha256-/);
    const page = await response.text();
    assert.match(page, /lang="en"/);
    assert.doesNotMatch(page, /evil|style=|<script/);
    const russian = await visit.ask('/auth/login?provider=vk', { headers: { accept: 'text/html' } });
    assert.match(await russian.text(), /Вход не начат/);
  });

  it('says that the site was opened by another name than the gateway’s', async () => {
    const visit = new HostileVisit({});
    const query = `?return_to=${encodeURIComponent('http://127.0.0.1:3000/')}`;
    const detail = `return_to is none of the gateway's \`origins\`: the site is to be opened at ${origin}/`;
    const problem = await visit.ask(`/auth/login${query}`);
    assert.equal(((await problem.json()) as { detail?: string }).detail, detail);
    const page = await visit.ask(`/auth/login${query}`, { headers: { accept: 'text/html' } });
    assert.ok((await page.text()).includes(`<p lang="en"><small>${detail}</small></p>`));
    const told = visit.events.filter((event) => event.type === 'refused').map(({ reason }) => reason);
    assert.deepEqual(told, ['return_to is none of `origins`', 'return_to is none of `origins`']);
  });

  it('follows a link of another site, as far as it harms nobody', async () => {
    const visit = new HostileVisit({});
    const to = (target: string) => `?iss=${encodeURIComponent(sso)}&target_link_uri=${encodeURIComponent(target)}`;
    for (const [target, arrival] of [
      ['/lessons', '/lessons'],
      [`${origin}/lessons`, '/lessons'],
      ['https://evil.example/', '/'],
      ['javascript:alert(1)', '/'],
      // It would never end.
      ['/auth/login', '/'],
    ] as const) {
      const there = await leave(visit, to(target));
      assert.equal(there.origin, sso);
      const reply = await visit.run.answer(requestOf(there));
      const back = await visit.ask(reply.headers?.location ?? '');
      assert.equal(new URL(back.headers.get('location') ?? '').pathname, arrival, target);
    }
  });

  it('leads to a page of another listed origin', async () => {
    const visit = new HostileVisit({}, { origins: [origin, 'https://friend.example'] });
    const there = await leave(visit, '?return_to=https%3A%2F%2Ffriend.example%2Fx%3Fa%3D%2520');
    const reply = await visit.run.answer(requestOf(there));
    const back = await visit.ask(reply.headers?.location ?? '');
    assert.match(back.headers.get('location') ?? '', /^https:\/\/friend\.example\/x\?a=%20&epos_login=[\w-]{22}$/);
  });

  it('tells the page when the SSO is away, instead of showing an error', async () => {
    const down = { status: 503, headers: { 'retry-after': '20' } };
    const visit = new HostileVisit({ faults: { reply: { discovery: () => down } } });
    const arrived = await visit.signIn();
    assert.equal(arrived?.pathname, '/journal');
    const { outcome } = await visit.session(arrived);
    assert.deepEqual([outcome?.error, outcome?.retry_after], ['unavailable', 20]);
  });

  it('asks for the metadata once for all who wait, and not at once after a failure', async () => {
    let now = Date.now();
    let fails = false;
    const reply = { discovery: () => (fails ? { status: 503 } : undefined) };
    const visit = new HostileVisit({ faults: { reply } }, { clock: () => now });
    await Promise.all([leave(visit, ''), leave(visit, ''), leave(visit, '')]);
    assert.equal(visit.asked('discovery').length, 1);
    fails = true;
    now += 2 * 3600_000;
    // What was said an hour ago is better than nothing.
    assert.equal((await leave(visit, '')).origin, sso);
    assert.equal((await leave(visit, '')).origin, sso);
    assert.equal(visit.asked('discovery').length, 2);
    now += 10_000;
    await leave(visit, '');
    assert.equal(visit.asked('discovery').length, 3);

    const away = new HostileVisit({ faults: { reply: { discovery: () => ({ status: 503 }) } } }, { clock: () => now });
    assert.equal((await leave(away, '')).origin, origin);
    assert.equal((await leave(away, '')).origin, origin);
    assert.equal(away.asked('discovery').length, 1);
  });

  it('answers GET alone', async () => {
    const response = await new HostileVisit({}).ask('/auth/login', { method: 'POST' });
    assert.equal(response.headers.get('allow'), 'GET');
    assert.equal(await problemOf(response), '405 method_not_allowed');
  });
});

/** As the SSO sees the browser come. */
function requestOf(url: URL) {
  return {
    endpoint: 'authorize',
    method: 'GET',
    url: url.href,
    query: Object.fromEntries(url.searchParams),
    body: {},
    headers: {},
  } as const;
}
