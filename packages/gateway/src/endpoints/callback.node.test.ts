import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStore, type SessionStore } from '../gateway.ts';
import { HostileVisit, origin } from '../test/hostile-visit.ts';
import { keys } from '../test/stage.ts';

function arrivalOf(response: Response): URL {
  return new URL(response.headers.get('location') ?? '');
}

describe('callback', () => {
  it('finishes several sign-ins of one browser, each to its own page', async () => {
    const visit = new HostileVisit({});
    const pages = ['/one', '/two', '/three'];
    const backs: URL[] = [];
    for (const page of pages) backs.push(await visit.begin(page));
    for (const at of [1, 2, 0]) {
      const response = await visit.ask(backs[at]!.href);
      assert.equal(arrivalOf(response).pathname, pages[at]);
      assert.ok((await visit.session(arrivalOf(response))).session);
    }
    assert.deepEqual([...visit.cookies.keys()], ['epos-session', 'epos-ended']);
  });

  it('forgets the oldest of too many, and its cookie stays small', async () => {
    const visit = new HostileVisit({});
    const backs: URL[] = [];
    for (let count = 0; count < 9; count += 1) backs.push(await visit.begin(`/${'x'.repeat(1500)}`));
    assert.deepEqual([...visit.cookies.keys()], ['epos-login']);
    assert.ok(visit.cookies.get('epos-login')!.length <= 3800);
    for (const forgotten of backs.slice(0, 4)) assert.equal((await visit.ask(forgotten.href)).status, 400);
    for (const kept of backs.slice(4)) assert.equal((await visit.ask(kept.href)).status, 303);
  });

  it('sends no code where the state was begun in another browser', async () => {
    const [attacker, victim] = [new HostileVisit({}), new HostileVisit({})];
    const back = await attacker.begin();
    await victim.begin();
    const response = await victim.ask(back.href);
    assert.equal(response.status, 400);
    assert.match(await response.text(), /Вход не завершён/);
    assert.deepEqual(victim.asked('token'), []);
    assert.equal((await victim.session()).session, null);
  });

  it('blames nobody who comes back to an old address while the store is away', async () => {
    const store = memoryStore();
    const visit = new HostileVisit({}, { store });
    assert.equal(await visit.outcome(), 'ready');
    store.get = () => Promise.reject(new Error('away'));
    const response = await visit.ask('/auth/callback?code=c&state=s', { headers: { accept: 'text/html' } });
    assert.equal(response.status, 503);
    assert.match(await response.text(), /Вход временно недоступен/);
  });

  it('takes an answer once; whoever comes again is led home', async () => {
    const visit = new HostileVisit({});
    const back = await visit.begin();
    assert.equal(arrivalOf(await visit.ask(back.href)).pathname, '/journal');
    const again = await visit.ask(back.href);
    assert.equal(arrivalOf(again).href, `${origin}/`);
    assert.equal(visit.asked('token').length, 1);
    assert.ok((await visit.session()).session);
  });

  for (const [where, shared, count] of [
    ['', () => ({}), 1],
    [', from a store too', () => ({ store: memoryStore() }), 1],
    [', of another instance that shares the store', () => ({ store: memoryStore() }), 2],
  ] as const) {
    it(`gives the same answer to a browser that asks again before it has come${where}`, async () => {
      const options = shared();
      const visit = new HostileVisit({}, options);
      const other = count === 1 ? visit : new HostileVisit({}, { ...options, fetch: begunFetch(visit) });
      const back = await visit.begin();
      const cookie = [...visit.cookies].map((pair) => pair.join('=')).join('; ');
      const ask = ({ gateway }: HostileVisit) => gateway(new Request(back, { headers: { cookie } }));
      const [first, second] = await Promise.all([ask(visit), ask(other)]);
      const third = await ask(other);
      const session = (response: Response) =>
        response.headers.getSetCookie().find((one) => one.startsWith('epos-session'));
      assert.ok(session(first));
      assert.equal(session(first), session(second));
      assert.equal(session(first), session(third));
      assert.equal(visit.asked('token').length, 1);
      const told = [...visit.events, ...(other === visit ? [] : other.events)].map(({ type }) => type);
      assert.equal(told.filter((type) => type === 'signed_in').length, 1);
    });
  }

  it('gives another instance the same failure, and forgets it after half a minute', async () => {
    const time = { now: 0 };
    const store = memoryStore({ clock: () => time.now });
    const reply = { token: () => ({ status: 400, body: { error: 'invalid_grant' } }) };
    const visit = new HostileVisit({ faults: { reply } }, { store });
    const other = new HostileVisit({}, { store, fetch: begunFetch(visit) });
    const back = await visit.begin();
    const before = new Map(visit.cookies);
    const failed = async (one: HostileVisit) => {
      for (const [name, value] of before) one.cookies.set(name, value);
      return (await one.session(arrivalOf(await one.ask(back.href)))).outcome?.error;
    };
    assert.equal(await failed(visit), 'token_refused');
    time.now = 29_999;
    assert.equal(await failed(other), 'token_refused');
    assert.equal(visit.asked('token').length, 1);
    time.now = 30_000;
    await failed(other);
    assert.equal(visit.asked('token').length, 2);
  });

  it('gives nobody what the store was given of another’s answer', async () => {
    const memory = memoryStore();
    const arrivals: [string, string][] = [];
    const store: SessionStore = {
      ...memory,
      create(key, value, options) {
        if (!options.labels.length) arrivals.push([key, value]);
        return memory.create(key, value, options);
      },
    };
    const [one, two] = [new HostileVisit({}, { store }), new HostileVisit({}, { store })];
    await one.ask((await one.begin()).href);
    const back = await two.begin();
    const before = new Map(two.cookies);
    await two.ask(back.href);
    await memory.replace(arrivals[1]![0], arrivals[0]![1]);
    for (const [name, value] of before) two.cookies.set(name, value);
    await two.ask(back.href);
    assert.notEqual(two.cookies.get('epos-session'), one.cookies.get('epos-session'));
    assert.equal(two.asked('token').length, 2);
  });

  it('refuses a state that has lain too long', async () => {
    let now = Date.now();
    const visit = new HostileVisit({}, { clock: () => now });
    const back = await visit.begin();
    now += 61 * 60_000;
    assert.equal((await visit.ask(back.href)).status, 400);
    assert.deepEqual(visit.asked('token'), []);
  });

  it('refuses cookies that nobody has sealed, or sealed for something else', async () => {
    const visit = new HostileVisit({});
    const back = await visit.begin();
    visit.cookies.set(
      'epos-login',
      visit.cookies.get('epos-login')!.replace(/.$/, (last) => (last === 'A' ? 'w' : 'A')),
    );
    assert.equal((await visit.ask(back.href)).status, 400);
    const other = new HostileVisit({});
    await other.outcome();
    const session = other.cookies.get('epos-session')!.replace(/^1~/, '');
    visit.cookies.set('epos-login', session);
    assert.equal((await visit.ask(back.href)).status, 400);
  });

  it('is finished by any instance, with any of the keys', async () => {
    const [one, two] = [{ keys: [keys[0]!] }, { keys: [keys[1]!, keys[0]!] }];
    const begun = new HostileVisit({}, one);
    const back = await begun.begin();
    const elsewhere = new HostileVisit({}, { ...two, fetch: begunFetch(begun) });
    for (const [name, value] of begun.cookies) elsewhere.cookies.set(name, value);
    const arrived = arrivalOf(await elsewhere.ask(back.href));
    const { session } = await elsewhere.session(arrived);
    assert.ok(session);
    // And the first one, with the old key alone, cannot read what the second has sealed.
    for (const [name, value] of elsewhere.cookies) begun.cookies.set(name, value);
    assert.deepEqual(await begun.session(), { session: null, reason: 'ended' });
  });

  it('keeps nothing of the id_token but what the operator lets through', async () => {
    const claims = { name: 'Иванова', phone: '+7', 'realm-roles': ['x'], __proto__: { evil: true } };
    const visit = new HostileVisit({ faults: { claims } }, { claims: ['name', 'toString', 'constructor'] });
    const { session } = await visit.session(await visit.signIn());
    assert.deepEqual(session?.claims, { name: 'Иванова', sub: 'person-1' });
  });

  it('maps roles where it is told how, and leaves out what is no role', async () => {
    const role = { id: 'r1', category: 'employee', title: 'Учитель' } as const;
    const roles = (claims: Readonly<Record<string, unknown>>) => [role, { id: claims.sub } as never];
    const { session } = await new HostileVisit({}, { roles }).signedIn();
    assert.deepEqual(session?.roles, [role]);
  });

  it('tells the page where the operator’s mapping of roles fails', async () => {
    const roles = () => {
      throw new TypeError('roles of person-1');
    };
    const visit = new HostileVisit({}, { roles });
    assert.equal(await visit.outcome(), 'server_error');
    assert.ok(visit.events.some((event) => event.type === 'failed' && event.error instanceof TypeError));
  });

  it('refuses a session that fits into no cookie, by name', async () => {
    const access_token = Buffer.from(crypto.getRandomValues(new Uint8Array(9000))).toString('base64url');
    const visit = new HostileVisit({ faults: { token: { access_token }, claims: { at_hash: undefined } } });
    const { outcome, session } = await visit.session(await visit.signIn());
    assert.equal(session, null);
    assert.equal(outcome?.error, 'server_error');
    assert.equal(outcome.provider_code, 'session_too_large');
    assert.ok(visit.events.some(({ type }) => type === 'session_too_large'));
  });

  it('keeps a long session in several cookies, and a longer one in a store', async () => {
    const token = (bytes: number) => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('base64url');
    const faults = (bytes: number) => ({ token: { access_token: token(bytes) }, claims: { at_hash: undefined } });
    const long = new HostileVisit({ faults: faults(4000) });
    assert.ok((await long.signedIn()).session);
    assert.deepEqual([...long.cookies.keys()], ['epos-session', 'epos-session.1']);
    for (const value of long.cookies.values()) assert.ok(value.length < 3810);
    const longer = new HostileVisit({ faults: faults(20_000) }, { store: memoryStore() });
    assert.ok((await longer.signedIn()).session);
  });

  it('gives a new session at every sign-in, and ends the one before', async () => {
    const store = memoryStore();
    const visit = new HostileVisit({}, { store });
    const first = (await visit.signedIn()).session;
    const old = visit.cookies.get('epos-session')!;
    const second = (await visit.signedIn()).session;
    assert.notEqual(first?.id, second?.id);
    assert.notEqual(old, visit.cookies.get('epos-session'));
    visit.cookies.set('epos-session', old);
    assert.deepEqual(await visit.session(), { session: null, reason: 'ended' });
  });

  for (const [where, store] of Object.entries({ cookies: undefined, 'a store': memoryStore() })) {
    it(`ends the one before in ${where}, though its cookie is strict and does not come along`, async () => {
      const visit = new HostileVisit({}, { session: { sameSite: 'strict' }, ...(store ? { store } : {}) });
      await visit.signedIn();
      const old = visit.cookies.get('epos-session')!;
      const back = await visit.begin();
      visit.cookies.delete('epos-session');
      assert.ok((await visit.session(arrivalOf(await visit.ask(back.href)))).session);
      visit.cookies.set('epos-session', old);
      assert.deepEqual(await visit.session(), { session: null, reason: 'ended' });
    });
  }

  it('tells the page how long the SSO wants to be left alone', async () => {
    for (const [said, told] of [
      ['7', 7],
      ['9999999', 3600],
      ['soon', undefined],
    ] as const) {
      const token = () => ({ status: 429, headers: { 'retry-after': said } });
      const visit = new HostileVisit({ faults: { reply: { token } } });
      const { outcome } = await visit.signedIn();
      assert.deepEqual([outcome?.error, outcome?.retry_after], ['rate_limited', told]);
    }
  });

  it('tells the page when the store is away', async () => {
    const store: SessionStore = { ...memoryStore(), create: () => Promise.reject(new Error('no connection')) };
    assert.equal(await new HostileVisit({}, { store }).outcome(), 'unavailable');
  });

  it('spends no code that a store could not tell the others of', async () => {
    const away = () => Promise.reject(new Error('no connection'));
    for (const broken of [{ lock: away }, { get: away }]) {
      const visit = new HostileVisit({}, { store: { ...memoryStore(), ...broken } });
      const response = await visit.ask((await visit.begin()).href);
      assert.ok(arrivalOf(response).searchParams.get('epos_login'));
      assert.deepEqual(visit.asked('token'), []);
      const failures = visit.events.flatMap((event) => (event.type === 'sign_in_failed' ? [event.code] : []));
      assert.deepEqual(failures, ['unavailable']);
    }
  });

  it('signs in where the store takes the session, and not what the others would be told', async () => {
    const memory = memoryStore();
    const store: SessionStore = {
      ...memory,
      create: (key, value, options) =>
        options.labels.length ? memory.create(key, value, options) : Promise.reject(new Error('no connection')),
    };
    assert.equal(await new HostileVisit({}, { store }).outcome(), 'ready');
  });

  it('shows a page to whoever comes with nothing', async () => {
    const visit = new HostileVisit({});
    for (const query of ['', '?code=x', '?code=x&state=', '?error=access_denied', '?code=x&state=y&state=z']) {
      const response = await visit.ask(`/auth/callback${query}`);
      assert.equal(response.status, 400);
      assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
      assert.equal(response.headers.get('cache-control'), 'no-store');
    }
    assert.deepEqual(visit.run.log, []);
  });
});

describe('two issuers behind one gateway', () => {
  const other = {
    issuer: 'http://other.localhost',
    clientId: 'journal',
    clientAuth: { method: 'client_secret_basic', secret: 'another' },
  } as const;
  const options = { providers: { rsaa: { hint: 'rsaa' }, esia: other } };

  it('each have an address to come back to', async () => {
    const visit = new HostileVisit({}, options);
    const back = await visit.begin('/journal', '&provider=esia');
    assert.equal(back.pathname, '/auth/callback/esia');
    assert.ok((await visit.session(arrivalOf(await visit.ask(back.href)))).session);
    assert.deepEqual(visit.asked('token'), []);
  });

  it('do not get each other’s codes', async () => {
    const visit = new HostileVisit({}, options);
    const back = await visit.begin('/journal', '&provider=esia');
    back.pathname = '/auth/callback';
    const { session, outcome } = await visit.session(arrivalOf(await visit.ask(back.href)));
    assert.equal(session, null);
    assert.equal(outcome?.error, 'response_mismatch');
    assert.deepEqual(visit.asked('token', 'other:token'), []);
  });
});

/** The network of another instance's browser: the same issuer, with its codes. */
function begunFetch(visit: HostileVisit): typeof fetch {
  return (input, init) => visit.fetch(new Request(input, init));
}
