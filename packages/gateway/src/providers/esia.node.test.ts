import assert from 'node:assert/strict';
import { test } from 'node:test';
import { esia as esiaCertificate, identity, now, redirectUri, tokens } from '../test/esia-client.ts';
import type { EsiaClientOptions } from '../esia/client/options.ts';
import { SignerError } from '../esia/signers/signers.ts';
import { esia, everybody, type EsiaProviderOptions } from './esia.ts';
import { ProviderError } from './provider-error.ts';

const person = {
  firstName: 'Ольга',
  lastName: 'Кузнецова',
  birthDate: '21.07.1988',
  gender: 'F',
  snils: '101-000-003 34',
  contacts: { elements: [{ type: 'EML', vrfStu: 'VERIFIED', value: 'olga@mail.example' }] },
};

const claims = { iss: 'http://esia.gosuslugi.ru/', aud: 'EPOS', sub: 7, iat: now / 1000, exp: now / 1000 + 60 };
const sbj = { 'urn:esia:sbj:oid': 7, 'urn:esia:sbj:is_tru': true, 'urn:esia:sbj:lvl': 'PR' };
const confirmed = {
  ...claims,
  amr: 'PWD',
  auth_time: now / 1000 - 600,
  'urn:esia:sid': 'esia-sid',
  'urn:esia:sbj': sbj,
};

/** The module at an ESIA whose id_token says so, and whose REST service knows one person. */
function moduleWith(changes: Partial<EsiaProviderOptions> = {}, token: object = confirmed, answer?: () => Response) {
  return esia({
    host: 'https://esia.gosuslugi.ru',
    clientId: 'EPOS',
    redirectUri,
    scope: ['openid', 'fullname', 'snils', 'email'],
    certificateHash: identity.certificateHash,
    signer: identity.signer,
    certificates: [esiaCertificate.der],
    clock: () => now,
    identify: everybody,
    fetch: (input: RequestInfo | URL, init?: RequestInit) => {
      const request = new Request(input, init);
      if (answer) return Promise.resolve(answer());
      return request.url.includes('/rs/')
        ? Promise.resolve(Response.json(person))
        : tokens(request, { id_token: esiaCertificate.sign(token), refresh_token: 'rt' });
    },
    ...changes,
  } as EsiaProviderOptions);
}

const back = (query: string) => new URL(`${redirectUri}?${query}`);
const answer = { callback: back('code=c&state=S'), state: 'S', keep: {} };

function refused(code: string, providerCode?: string) {
  return (error: unknown) => {
    assert.ok(error instanceof ProviderError, String(error));
    assert.deepEqual([error.code, error.providerCode], [code, providerCode]);
    return true;
  };
}

test('A sign-in leaves for ESIA, and what comes back has the names of OpenID Connect', async () => {
  const module = moduleWith();
  const begun = await module.begin({});
  assert.ok(begun.kind === 'leave');
  assert.equal(new URL(begun.url).searchParams.get('state'), begun.state);
  assert.deepEqual(begun.keep, {});
  assert.deepEqual(await module.finish(answer), {
    claims: {
      sub: '7',
      family_name: 'Кузнецова',
      given_name: 'Ольга',
      birthdate: '1988-07-21',
      gender: 'female',
      snils: '10100000334',
      email: 'olga@mail.example',
      esia_oid: '7',
      esia_level: 'PR',
      esia_trusted: true,
      auth_time: now / 1000 - 600,
      amr: ['PWD'],
    },
    tokens: { accessToken: 'at', refreshToken: 'rt', expiresIn: 3600 },
    sid: 'esia-sid',
  });
});

test('Who the person is in EPOS, the operator says; whoever is not enrolled is told so', async () => {
  const module = moduleWith({
    identify: ({ snils }, { oid }) =>
      Promise.resolve(snils === '10100000334' ? { sub: `epos-${oid}`, claims: { school: 7, email: 'x' } } : never()),
  });
  const { claims: found } = await module.finish(answer);
  assert.deepEqual([found.sub, found.school, found.email], ['epos-7', 7, 'x']);
  for (const [code, providerCode] of [
    ['account_unknown', 'EPOS-ACCOUNT-UNKNOWN'],
    ['account_mismatch', 'EPOS-ACCOUNT-MISMATCH'],
    ['contact_shared', 'EPOS-CONTACT-SHARED'],
  ] as const) {
    await assert.rejects(
      moduleWith({ identify: () => ({ refused: code }) }).finish(answer),
      refused(code, providerCode),
    );
  }
});

function never(): never {
  throw new Error('nobody asks for this');
}

test('A register that is away is no verdict', async () => {
  const module = moduleWith({ identify: () => Promise.reject(new Error('СНИЛС 101-000-003 34: no connection')) });
  await assert.rejects(module.finish(answer), (error: unknown) => {
    assert.ok(error instanceof ProviderError && error.retryable);
    assert.doesNotMatch(error.message, /СНИЛС/);
    return refused('unavailable')(error);
  });
});

test('A register that never answers keeps nobody waiting for ever, and is told when to stop', async (t) => {
  const timer = setInterval(() => undefined, 60_000);
  t.after(() => {
    clearInterval(timer);
  });
  const given: AbortSignal[] = [];
  const module = moduleWith({
    timeout: 20,
    identify: (_person, _identity, { signal }) => {
      given.push(signal);
      return new Promise(() => undefined);
    },
  });
  // On a busy machine that may be too short a time for ESIA: then once more.
  do await assert.rejects(module.finish(answer), refused('unavailable'));
  while (given.length === 0);
  assert.ok(given[0]?.aborted);
});

test('The age of a sign-in counts from when it began, however long the person takes over the consent', async () => {
  let at = now;
  const signedIn = { ...confirmed, iat: now / 1000 + 110, exp: now / 1000 + 170, auth_time: now / 1000 + 20 };
  const module = moduleWith({ clock: () => at }, signedIn);
  const begun = await module.begin({ maxAge: 0 });
  assert.ok(begun.kind === 'leave');
  at += 110_000;
  assert.equal((await module.finish({ ...answer, keep: begun.keep })).claims.sub, '7');
});

test('An account that is not confirmed is kept out, a child’s is not', async () => {
  const at = (level: string) => ({
    ...confirmed,
    'urn:esia:sbj': { 'urn:esia:sbj:oid': 7, 'urn:esia:sbj:lvl': level },
  });
  await assert.rejects(moduleWith({}, at('P')).finish(answer), refused('account_unconfirmed', 'ESIA-007055'));
  await assert.rejects(moduleWith({}, claims).finish(answer), refused('account_unconfirmed', 'ESIA-007055'));
  assert.equal((await moduleWith({}, at('KD')).finish(answer)).claims.esia_trusted, false);
  assert.equal((await moduleWith({ admitsUnconfirmed: true }, at('P')).finish(answer)).claims.sub, '7');
});

test('PKCE’s verifier goes the way of the transaction', async () => {
  const sent: (string | null)[] = [];
  const module = moduleWith({
    pkce: 'S256',
    fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
      const request = new Request(input, init);
      if (request.url.includes('/rs/')) return Response.json(person);
      sent.push(new URLSearchParams(await request.clone().text()).get('code_verifier'));
      return tokens(request, { id_token: esiaCertificate.sign(confirmed) });
    },
  });
  const begun = await module.begin({});
  assert.ok(begun.kind === 'leave');
  await module.finish({ ...answer, keep: begun.keep });
  assert.deepEqual(sent, [begun.keep.codeVerifier]);
  assert.match(sent[0] ?? '', /^[\w-]{43}$/);
});

test('What ESIA does not know of OpenID Connect is made up for', async () => {
  const module = moduleWith();
  await assert.rejects(module.begin({ prompt: 'none' }), refused('login_required'));
  const beginAnew = 'https://journal.example/auth/login?provider=esia';
  for (const prompt of ['login', 'select_account'] as const) {
    const detour = await module.begin({ prompt, beginAnew });
    assert.ok(detour.kind === 'detour');
    assert.equal(new URL(detour.url).searchParams.get('redirect_url'), beginAnew);
    // With no way back, the age of the sign-in is all that can be looked at: this one is ten minutes old.
    const begun = await module.begin({ prompt });
    assert.ok(begun.kind === 'leave');
    await assert.rejects(module.finish({ ...answer, keep: begun.keep }), refused('login_required'));
  }
  for (const [maxAge, fits] of [
    [601, true],
    [500, false],
  ] as const) {
    const begun = await module.begin({ maxAge });
    assert.ok(begun.kind === 'leave');
    const finished = module.finish({ ...answer, keep: begun.keep });
    if (fits) assert.equal((await finished).claims.sub, '7');
    else await assert.rejects(finished, refused('login_required'));
  }
});

test('An answer that is none, of another sign-in, or a refusal, is told as it is', async () => {
  const finish = (query: string) => moduleWith().finish({ ...answer, callback: back(query) });
  await assert.rejects(finish(''), refused('response_mismatch'));
  await assert.rejects(finish('code=c&state=other'), refused('response_mismatch'));
  await assert.rejects(finish('code=c&code=d&state=S'), refused('response_mismatch'));
  const refusal = (code: string) => finish(`error=access_denied&error_description=${code}: text&state=S`);
  await assert.rejects(refusal('ESIA-007004'), refused('access_denied', 'ESIA-007004'));
  await assert.rejects(refusal('ESIA-007055'), refused('account_unconfirmed', 'ESIA-007055'));
  await assert.rejects(refusal('ESIA-007053'), refused('provider_error', 'ESIA-007053'));
  await assert.rejects(finish('error=server_error&state=S'), refused('server_error', 'server_error'));
});

test('A failure of ESIA or of the signer is the handler’s own kind of error', async () => {
  const broken = (response: () => Response) => moduleWith({}, confirmed, response).finish(answer);
  await assert.rejects(
    broken(() => new Response('ESIA-007008', { status: 503, headers: { 'retry-after': '30' } })),
    (error: ProviderError) => refused('unavailable', 'ESIA-007008')(error) && error.retryAfter === 30,
  );
  await assert.rejects(
    broken(() => Response.json([])),
    refused('bad_response'),
  );
  const signer = { sign: () => Promise.reject(new SignerError('timeout', 'x')) };
  const silent = moduleWith({ signer });
  for (const call of [() => silent.check(), () => silent.begin({}), () => silent.finish(answer)]) {
    await assert.rejects(call, (error: unknown) => {
      assert.ok(error instanceof ProviderError && error.retryable);
      return refused('unavailable')(error);
    });
  }
});

test('Readiness does not sign a probe each time, and a failure is not remembered', async () => {
  let [at, signed, isAway] = [now, 0, true];
  const signer = {
    sign: (data: Uint8Array) => {
      signed++;
      return isAway ? Promise.reject(new SignerError('unavailable', 'x')) : identity.signer.sign(data);
    },
  };
  const module = moduleWith({ signer, clock: () => at });
  await assert.rejects(module.check(), refused('unavailable'));
  isAway = false;
  await module.check();
  await module.check();
  assert.equal(signed, 2);
  at += 60_000;
  await module.check();
  assert.equal(signed, 3);
});

test('Tokens are renewed where ESIA gives refresh tokens, and a spent one ends the session', async () => {
  assert.equal('refresh' in moduleWith(), false);
  const offline = { accessType: 'offline' } as Partial<EsiaClientOptions>;
  const renewed = await moduleWith(offline).refresh?.('rt');
  assert.deepEqual(renewed, { accessToken: 'at', refreshToken: 'rt', expiresIn: 3600 });
  const spent = () => Response.json({ error: 'x', error_description: 'ESIA-007011: …' }, { status: 400 });
  const refreshed = moduleWith(offline, confirmed, spent).refresh?.('rt');
  await assert.rejects(refreshed ?? Promise.resolve(), refused('session_ended', 'ESIA-007011'));
});

test('The sign-out is an address and fields', () => {
  assert.deepEqual(moduleWith().signOut('https://journal.example/auth/logged-out'), {
    action: 'https://esia.gosuslugi.ru/idp/ext/Logout',
    fields: { client_id: 'EPOS', redirect_url: 'https://journal.example/auth/logged-out' },
  });
  assert.deepEqual(moduleWith().signOut().fields, { client_id: 'EPOS' });
});

test('Wrong options are refused at once', () => {
  assert.throws(() => moduleWith({ scope: ['fullname'] }), { code: 'invalid_options' });
  // To forget it would let the whole country in.
  assert.throws(() => moduleWith({ identify: undefined as never }), { code: 'invalid_options', message: /identify/ });
});
