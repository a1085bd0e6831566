import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EposErrorCode } from '../errors/errors.ts';
import { DirectTab, home, redirectUri } from '../test/direct-tab.ts';
import { invalidGrant, type Faults } from '../test/fake-sso.ts';
import { failure, sso, tab, tokenRequests } from '../test/sign-in-stage.ts';

describe('a sign-in', () => {
  it('asks for a code with PKCE, state and nonce, and tells nobody where it leads', async () => {
    await tab
      .load(home)
      .signIn({ provider: 'esia', returnTo: '/marks#today', prompt: 'login', maxAge: 60, acr: '2fa' });
    const url = new URL(tab.page.lastWent);
    const asked = Object.fromEntries(url.searchParams);
    assert.equal(url.origin + url.pathname, `${sso.issuer}/auth`);
    const { state, nonce, code_challenge, ...rest } = asked;
    assert.deepEqual(rest, {
      client_id: 'journal',
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid',
      code_challenge_method: 'S256',
      prompt: 'login',
      max_age: '60',
      acr_values: '2fa',
      kc_idp_hint: 'esia',
    });
    for (const secret of [state, nonce, code_challenge]) assert.ok(Buffer.from(secret ?? '', 'base64url').length >= 16);
    assert.doesNotMatch(url.href, /marks/);
  });

  it('asks for the password in so many words where no session is new enough', async () => {
    for (const [wishes, prompt, age] of [
      // Not 0: an SSO that hands it on to РСАА would count from the password on, and some lines are slow.
      [{ maxAge: 0 }, 'login', '600'],
      [{ maxAge: 0, prompt: 'login' }, 'login', '600'],
      [{ maxAge: 0, prompt: 'select_account' }, 'select_account', '0'],
      [{ maxAge: 1 }, null, '1'],
    ] as const) {
      await tab.load(home).signIn(wishes);
      const { searchParams: asked } = new URL(tab.page.lastWent);
      assert.deepEqual([asked.get('prompt'), asked.get('max_age')], [prompt, age]);
    }
  });

  it('never repeats state, nonce or challenge', async () => {
    const seen = new Set<string>();
    for (let count = 0; count < 5; count += 1) {
      await tab.load(home).signIn({});
      const { searchParams } = new URL(tab.page.lastWent);
      for (const name of ['state', 'nonce', 'code_challenge']) seen.add(searchParams.get(name) ?? '');
    }
    assert.equal(seen.size, 15);
  });

  it('reaches a provider by the configured hint', async () => {
    const tab = new DirectTab(sso, { hintParameter: 'idp', providers: { esia: { hint: 'gosuslugi' } } });
    await tab.load(home).signIn({ provider: 'esia' });
    assert.equal(new URL(tab.page.lastWent).searchParams.get('idp'), 'gosuslugi');
    await assert.rejects(tab.load(home).signIn({ provider: 'rsaa' }), failure('invalid_options'));
  });

  it('ends in a session, a clean address and a token for the portal only', async () => {
    await tab.signIn();
    assert.equal(tab.page.url.href, home);
    assert.deepEqual(await tab.client.restore(), { kind: 'session', interactive: false });
    assert.match(await tab.client.getToken(), /^access-/);
    assert.equal(tokenRequests().length, 1);
  });

  it('asks for keys beside the token, and for metadata not again', async () => {
    await tab.signIn();
    const asked = sso.requests.map(({ url }) => url.slice(sso.issuer.length));
    assert.deepEqual(asked.sort(), ['/.well-known/openid-configuration', '/certs', '/token']);
  });

  it('does not wait for the token before it asks for keys', async () => {
    await tab.load(home).signIn({});
    const answered = Promise.withResolvers<Response>();
    sso.faults = { tokenAnswer: () => answered.promise };
    const client = tab.load(sso.authorize(tab.page.lastWent));
    const restoring = client.restore();
    while (!sso.requests.some(({ url }) => url.endsWith('/certs'))) await new Promise(setImmediate);
    answered.resolve(invalidGrant());
    await assert.rejects(restoring, failure('token_refused'));
  });

  it('sends no cookies to the SSO and follows no redirect of it', async () => {
    await tab.signIn();
    for (const { init } of sso.requests) {
      assert.equal(init.credentials, 'omit');
      assert.equal(init.redirect, 'manual');
    }
    assert.equal(tokenRequests()[0]?.body.get('client_secret'), null);
  });

  it('goes on by a page load where returnTo has another path, and that page takes up the answer', async () => {
    const at = 'https://journal.example/marks';
    await tab.load(home).signIn({ returnTo: '/marks' });
    const answer = sso.authorize(tab.page.lastWent);
    assert.deepEqual(await tab.load(answer).restore(), { kind: 'leaving' });
    assert.deepEqual(tab.page.went, [{ url: at, how: 'replace' }]);
    assert.equal(tokenRequests().length, 0);
    assert.deepEqual(await tab.load(at).restore(), { kind: 'session', interactive: true });
    assert.ok(await tab.client.getToken());
    // Once: the next load of that page finds nothing brought along, and the callback by the back button neither.
    for (const href of [at, answer]) {
      tab.load(href);
      tab.page.sameSite = false;
      await tab.client.restore();
    }
    assert.equal(tokenRequests().length, 1);
    assert.doesNotMatch(JSON.stringify([...tab.session.items]), /code-/);
  });

  it('finds its way to another page at an SSO of another site too, in one redirect and no loop', async () => {
    const at = 'https://journal.example/marks';
    await tab.load(home).signIn({ returnTo: '/marks' });
    await tab.load(sso.authorize(tab.page.lastWent)).restore();
    await tab.load(at).restore();
    // A reload: the tokens are gone, and no frame may ask.
    tab.load(at);
    tab.page.sameSite = false;
    assert.deepEqual(await tab.client.restore(), { kind: 'leaving' });
    await tab.load(sso.authorize(tab.page.lastWent)).restore();
    assert.equal(tab.page.lastWent, at);
    assert.deepEqual(await tab.load(at).restore(), { kind: 'session', interactive: false });
  });

  it('handles a callback once for all who ask at once', async () => {
    await tab.load(home).signIn({});
    const client = tab.load(sso.authorize(tab.page.lastWent));
    const both = await Promise.all([client.restore(), client.restore()]);
    assert.deepEqual(both, [
      { kind: 'session', interactive: true },
      { kind: 'session', interactive: true },
    ]);
    assert.equal(tokenRequests().length, 1);
  });

  it('ends in a session where the storage has been filled meanwhile, and its code counts once', async () => {
    await tab.load(home).signIn({});
    tab.session.full = true;
    const answer = sso.authorize(tab.page.lastWent);
    assert.deepEqual(await tab.load(answer).restore(), { kind: 'session', interactive: true });
    assert.deepEqual(await tab.load(answer).restore(), { kind: 'none', reason: 'unknown' });
    assert.equal(tokenRequests().length, 1);
  });

  it('cleans the address bar before anything is asked', async () => {
    await tab.load(home).signIn({});
    const client = tab.load(sso.authorize(tab.page.lastWent));
    const restoring = client.restore();
    assert.equal(tab.page.url.href, home);
    await restoring;
  });

  it('may have had two sign-ins under way in one tab', async () => {
    await tab.load(home).signIn({});
    const first = tab.page.lastWent;
    await tab.load(home).signIn({});
    assert.deepEqual(await tab.load(sso.authorize(first)).restore(), { kind: 'session', interactive: true });
  });

  it('takes an answer without expires_in, and a token type in any case', async () => {
    sso.expiresIn = undefined;
    sso.faults = { token: { token_type: 'bEaReR' } };
    await tab.signIn();
    tab.elapsed = 1e9;
    assert.match(await tab.client.getToken(), /^access-/);
  });

  it('takes expires_in as a string, as ЕСИА sends it', async () => {
    sso.faults = { token: { expires_in: '300' } };
    await tab.signIn();
    assert.match(await tab.client.getToken(), /^access-/);
  });

  for (const ahead of [-3600, 3600]) {
    it(`works on a computer whose clock is off by ${ahead} s`, async () => {
      sso.ahead = ahead;
      if (ahead > 0) sso.faults = { claims: { nbf: Math.floor(Date.now() / 1000) + ahead } };
      await tab.signIn();
      assert.ok(await tab.client.getToken());
    });
  }

  it('notices keys that were changed just before signing', async () => {
    sso.faults = { lateKeys: 1 };
    await tab.signIn();
    assert.ok(await tab.client.getToken());
  });

  it('that fails says so where it was to lead, and so does the next one', async () => {
    const at = 'https://journal.example/marks';
    await tab.load(home).signIn({ returnTo: '/marks' });
    await tab.load(sso.refuse(tab.page.lastWent, 'access_denied')).restore();
    const client = tab.load(at);
    await assert.rejects(client.restore(), failure('access_denied', { phase: 'callback' }));
    await client.signIn({});
    await tab.load(sso.authorize(tab.page.lastWent)).restore();
    assert.deepEqual(await tab.load(at).restore(), { kind: 'session', interactive: true });
  });
});

describe('a sign-in is refused', () => {
  for (const returnTo of [
    'https://evil.example/',
    '//evil.example/',
    'https://journal.example.evil.example/',
    'http://journal.example/',
    'javascript:alert(1)',
    'blob:https://journal.example/0',
    'https://journal.example@evil.example/',
    '\\\\evil.example',
    'https://',
  ]) {
    it(`with returnTo ${returnTo}`, async () => {
      await assert.rejects(tab.load(home).signIn({ returnTo }), failure('invalid_options', { phase: 'sign-in' }));
      assert.deepEqual(tab.page.went, []);
    });
  }

  it('by popup, which is not installed', async () => {
    await assert.rejects(tab.load(home).signIn({ via: 'popup' }), failure('invalid_options'));
  });

  it('with an age that is no whole number of seconds', async () => {
    for (const maxAge of [-1, 1.5, Number.NaN]) {
      await assert.rejects(tab.load(home).signIn({ maxAge }), failure('invalid_options'));
    }
  });

  it('on a page of another origin than redirectUri', async () => {
    await assert.rejects(tab.load('https://other.example/').signIn({}), failure('invalid_options'));
  });

  it('on an insecure page', async () => {
    const client = tab.load(home);
    tab.page.secure = false;
    await assert.rejects(client.signIn({}), failure('insecure_context'));
  });

  it('where the browser stores nothing', async () => {
    const client = tab.load(home);
    tab.session.refuses = true;
    await assert.rejects(client.signIn({}), failure('storage_unavailable'));
    assert.deepEqual(tab.page.went, []);
  });

  it('when it was aborted', async () => {
    await assert.rejects(tab.load(home).signIn({ signal: AbortSignal.abort() }), failure('aborted'));
    assert.deepEqual(tab.page.went, []);
  });

  it('for the sixth time within a minute, and not for the first after it', async () => {
    for (let count = 0; count < 5; count += 1) await tab.load(home).signIn({});
    await assert.rejects(tab.load(home).signIn({}), failure('login_loop', { retryable: false }));
    tab.elapsed = 61_000;
    await tab.load(home).signIn({});
  });

  it('but not for somebody who has reloaded the page ever so often', async () => {
    await tab.signIn();
    const reload = async () => {
      const client = tab.load(home);
      tab.page.sameSite = false;
      return client.restore();
    };
    for (let count = 0; count < 5; count += 1) {
      assert.deepEqual(await reload(), { kind: 'leaving' });
      await tab.load(sso.authorize(tab.page.lastWent)).restore();
    }
    assert.deepEqual(await reload(), { kind: 'none', reason: 'unknown' });
    await tab.client.signIn({});
  });
});

describe('metadata are refused', () => {
  const faults: [what: string, faults: Faults, code: EposErrorCode][] = [
    ['of another issuer', { metadata: { issuer: 'https://evil.example' } }, 'issuer_mismatch'],
    ['with a slash more', { metadata: { issuer: 'https://sso.example/realms/epos/' } }, 'issuer_mismatch'],
    [
      'with the same address in other letters',
      { metadata: { issuer: 'https://SSO.example/realms/epos' } },
      'issuer_mismatch',
    ],
    ['with an http endpoint', { metadata: { token_endpoint: 'http://sso.example/token' } }, 'bad_response'],
    [
      'with http on loopback for an https issuer',
      { metadata: { token_endpoint: 'http://localhost/token' } },
      'bad_response',
    ],
    ['with a script for an endpoint', { metadata: { authorization_endpoint: 'javascript:alert(1)' } }, 'bad_response'],
    ['without keys', { metadata: { jwks_uri: undefined } }, 'bad_response'],
    ['without S256', { metadata: { code_challenge_methods_supported: ['plain'] } }, 'bad_response'],
    ['in HTML', { discoveryAnswer: () => new Response('<p>Вход в сеть школы') }, 'bad_response'],
    ['behind a redirect', { discoveryAnswer: () => Response.redirect('https://evil.example') }, 'bad_response'],
    ['from a server out of order', { discoveryAnswer: () => new Response('', { status: 502 }) }, 'server_error'],
    ['from a server under repair', { discoveryAnswer: () => new Response('', { status: 503 }) }, 'unavailable'],
    ['from a server that cannot be reached', { discoveryAnswer: () => Promise.reject(new TypeError()) }, 'network'],
  ];
  for (const [what, fault, code] of faults) {
    it(what, async () => {
      sso.faults = fault;
      await assert.rejects(tab.load(home).signIn({}), failure(code, { phase: 'sign-in' }));
      assert.deepEqual(tab.page.went, []);
    });
  }

  it('after the time-out, and asked for again at the next try', async () => {
    const tab = new DirectTab(sso, { timeout: 20 });
    sso.faults = { discoveryAnswer: () => new Promise<Response>(() => undefined) };
    const client = tab.load(home);
    await assert.rejects(client.signIn({}), failure('timeout', { retryable: true }));
    sso.faults = {};
    await client.signIn({});
    assert.equal(tab.page.went.length, 1);
  });
});
