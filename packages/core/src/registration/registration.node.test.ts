import assert from 'node:assert/strict';
import { beforeEach, describe, it, mock } from 'node:test';
import type { EposErrorCode } from '../errors/errors.ts';
import { InvalidFieldsError, registrationApi } from './registration.ts';
import { filled } from '../test/filled-form.ts';
import { failureOf } from '../test/failure.ts';

const url = 'https://portal.example/api';
const form = { ...filled, organization_short_name: '' };
const school = { id: 'org', name: 'Школа № 12', inn: '5900000122', kpp: '590001001' };

let requests: Request[];
let bodies: string[];
let answers: (() => Response | Promise<Response>)[];

const fetcher: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  requests.push(request);
  bodies.push(await request.clone().text());
  return (answers.length > 1 ? answers.shift() : answers[0])?.() ?? Response.json({ id: 'r1' }, { status: 202 });
};

const api = () => registrationApi(url, { fetch: fetcher });
const keys = () => requests.map(({ headers }) => headers.get('idempotency-key'));
const problem =
  (status: number, code: string, more: { errors?: unknown; headers?: Record<string, string> } = {}) =>
  () =>
    Response.json({ title: 'T', status, code, errors: more.errors }, { status, headers: more.headers ?? {} });
const lineBreaks = () => Promise.reject<Response>(new TypeError('fetch failed'));

// Pauses between tries are the portal client's own test.
mock.method(Math, 'random', () => 0);

beforeEach(() => {
  requests = [];
  bodies = [];
  answers = [];
});

async function brokenFieldsOf(work: Promise<unknown>): Promise<InvalidFieldsError['fields']> {
  const error = await failureOf(work);
  assert.ok(error instanceof InvalidFieldsError, error.message);
  assert.deepEqual([error.code, error.phase, error.retryable], ['invalid_fields', 'portal', false]);
  return error.fields;
}

describe('registrationApi', () => {
  for (const bad of ['', 'javascript:alert(1)', 'https:portal.example', undefined]) {
    it(`refuses the address ${String(bad)}`, () => {
      assert.throws(() => registrationApi(bad as string), {
        name: 'EposError',
        code: 'invalid_options',
        phase: 'configure',
        message: /^registrationApi: url/,
      });
    });
  }

  it('asks by the page’s own fetch', async (context) => {
    context.mock.method(globalThis, 'fetch', fetcher);
    assert.deepEqual(await registrationApi(url).register(form), { id: 'r1' });
  });

  it('sends nothing where it could be read on its way, and nothing without a page to be relative to', async () => {
    const insecure = registrationApi('http://portal.example/api', { fetch: fetcher });
    const { code, phase, message } = await failureOf(insecure.register(form));
    assert.deepEqual([code, phase, message], ['insecure_context', 'portal', 'http://portal.example is not https']);
    assert.equal((await failureOf(insecure.organizations('школа'))).code, 'insecure_context');
    const homeless = await failureOf(registrationApi('/api', { fetch: fetcher }).register(form));
    assert.deepEqual([homeless.code, homeless.message], ['invalid_options', 'No page to which /api is relative']);
    assert.equal(requests.length, 0);
    await registrationApi('http://localhost:8080/api/#top', { fetch: fetcher }).register(form);
    assert.equal(requests[0]?.url, 'http://localhost:8080/api/v1/registrations');
  });
});

describe('behind a gateway', () => {
  const marks = () => requests.map(({ headers }) => headers.get('x-epos-gateway'));
  const answersTwice = () => {
    answers = [() => Response.json({ organizations: [] }), () => Response.json({ id: 'r1' }, { status: 202 })];
  };

  it('asks with its header, at the page’s own origin and at the gateway’s', async (context) => {
    Object.assign(globalThis, { document: { baseURI: 'https://school.example/page' } });
    context.after(() => Reflect.deleteProperty(globalThis, 'document'));
    for (const [place, gateway] of [
      ['/api', undefined],
      ['https://sign-in.example/api', 'https://sign-in.example/auth'],
    ] as const) {
      answersTwice();
      const registration = registrationApi(place, { fetch: fetcher, gateway });
      await registration.organizations('школа');
      await registration.register(form);
    }
    assert.deepEqual(marks(), ['1', '1', '1', '1']);
    assert.equal(requests[1]?.headers.get('content-type'), 'application/json');
  });

  it('asks elsewhere without it, which would cost a preflight', async () => {
    answersTwice();
    const registration = registrationApi(url, { fetch: fetcher, gateway: '/auth' });
    await registration.organizations('школа');
    await registration.register(form);
    assert.deepEqual(marks(), [null, null]);
  });
});

describe('organizations', () => {
  it('asks without a session, and reads what the contract says', async () => {
    answers = [() => Response.json({ organizations: [school, { id: 'bad' }, null], next_cursor: 'n', more: 1 })];
    const found = await api().organizations(' школа № 12 ', { limit: 10, cursor: 'c' });
    assert.deepEqual(found, { organizations: [school], next_cursor: 'n' });
    const [request] = requests;
    assert.equal(request?.method, 'GET');
    const { origin, pathname, searchParams } = new URL(request.url);
    assert.equal(origin + pathname, `${url}/v1/organizations`);
    assert.deepEqual(Object.fromEntries(searchParams), { query: 'школа № 12', limit: '10', cursor: 'c' });
    assert.deepEqual(
      [request.credentials, request.referrerPolicy, request.redirect],
      ['omit', 'no-referrer', 'manual'],
    );
    assert.equal(request.headers.get('authorization'), null);
  });

  it('shows what was found, with a bad cursor or without one', async () => {
    for (const end of [{}, { next_cursor: 7 }, { next_cursor: '' }, { next_cursor: null }]) {
      answers = [() => Response.json({ organizations: [school], ...end })];
      assert.deepEqual(await api().organizations('школа'), { organizations: [school] });
    }
  });

  it('wants three letters before it asks anybody', async () => {
    assert.deepEqual(await brokenFieldsOf(api().organizations(' шк ')), [{ field: 'query', rule: 'min_length' }]);
    assert.deepEqual(await brokenFieldsOf(api().organizations('школа', { limit: 51 })), [
      { field: 'limit', rule: 'range' },
    ]);
    assert.equal(requests.length, 0);
  });

  it('can be called off by the next letter typed', async () => {
    const caller = new AbortController();
    answers = [
      () => {
        caller.abort();
        return new Promise<Response>(() => undefined);
      },
    ];
    assert.equal((await failureOf(api().organizations('школа', { signal: caller.signal }))).code, 'aborted');
    assert.equal(requests[0]?.signal.aborted, true);
  });

  it('says bad_response to what is no list', async () => {
    for (const body of [[], { organizations: {} }, null, 'x']) {
      answers = [() => Response.json(body)];
      assert.equal((await failureOf(api().organizations('школа'))).code, 'bad_response', JSON.stringify(body));
    }
  });
});

describe('register', () => {
  it('sends the form in its normal form, without a session', async () => {
    const accepted = await api().register({ ...form, email: ' Anna@mail.example ', inn: '5900000122 ' });
    assert.deepEqual(accepted, { id: 'r1' });
    const [request] = requests;
    assert.equal(request?.method, 'POST');
    assert.equal(request.url, `${url}/v1/registrations`);
    assert.deepEqual(JSON.parse(bodies[0] ?? ''), filled);
    assert.equal(request.headers.get('content-type'), 'application/json');
    assert.match(request.headers.get('idempotency-key') ?? '', /^[\da-f]{32}$/);
    assert.deepEqual([request.credentials, request.redirect, request.cache], ['omit', 'manual', 'no-store']);
  });

  it('names every broken field and sends nothing', async () => {
    const fields = await brokenFieldsOf(
      api().register({ ...form, email: 'anna', organization_id: '', inn: '5900000123', consent_version: undefined }),
    );
    assert.deepEqual(fields, [
      { field: 'email', rule: 'email' },
      { field: 'organization_id', rule: 'required' },
      { field: 'inn', rule: 'inn' },
      { field: 'consent_version', rule: 'required' },
    ]);
    assert.equal(requests.length, 0);
  });

  it('gives what the server finds in the same shape', async () => {
    const errors = [{ field: 'inn', rule: 'mismatch' }, { field: 'x' }, { field: 'kpp', rule: 'newer-rule' }];
    for (const status of [400, 422]) {
      answers = [problem(status, 'invalid_request', { errors })];
      assert.deepEqual(await brokenFieldsOf(api().register(form)), [
        { field: 'inn', rule: 'mismatch' },
        { field: 'kpp', rule: 'newer-rule' },
      ]);
    }
    answers = [problem(400, 'invalid_request', { errors })];
    const error = await failureOf(api().register(form));
    assert.deepEqual([error.status, error.providerCode], [400, 'invalid_request']);
    assert.doesNotMatch(error.message, /inn/);
  });

  it('keeps the key while the line breaks', async () => {
    answers = [lineBreaks, lineBreaks, () => Response.json({ id: 'r1' }, { status: 202 })];
    assert.deepEqual(await api().register(form), { id: 'r1' });
    assert.equal(requests.length, 3);
    assert.equal(new Set(keys()).size, 1);
    assert.equal(new Set(bodies).size, 1);
  });

  it('keeps the key of a form that is sent again, by two clicks or after a failure', async () => {
    const registration = api();
    await Promise.all([registration.register(form), registration.register({ ...form, given_name: 'Анна ' })]);
    answers = [problem(429, 'rate_limited', { headers: { 'retry-after': '60' } })];
    await failureOf(registration.register(form));
    assert.equal(requests.length, 3);
    assert.equal(new Set(keys()).size, 1);
  });

  it('takes a new key for another form, and the old one for the old form', async () => {
    const registration = api();
    await registration.register(form);
    await registration.register({ ...form, position: 'Завуч' });
    await registration.register(form);
    const [first, second, third] = keys();
    assert.notEqual(first, second);
    assert.equal(first, third);
    await api().register(form);
    assert.notEqual(keys()[3], first);
  });

  it('takes the key it is given, if it is one', async () => {
    const registration = api();
    await registration.register(form, { idempotencyKey: 'draft-7' });
    await registration.register(form);
    assert.deepEqual(keys(), ['draft-7', 'draft-7']);
    for (const idempotencyKey of ['', 'а', 'a b', 'x'.repeat(256), 'a\nb', ' a', 'a ']) {
      const { code, phase, message } = await failureOf(registration.register(form, { idempotencyKey }));
      assert.deepEqual([code, phase], ['invalid_options', 'portal']);
      assert.match(message, /idempotencyKey must be/);
    }
    assert.equal(requests.length, 2);
    await registration.register(form, { idempotencyKey: 'x'.repeat(255) });
    assert.equal(keys()[2], 'x'.repeat(255));
  });

  it('sends nothing that was called off before', async () => {
    assert.equal((await failureOf(api().register(form, { signal: AbortSignal.abort() }))).code, 'aborted');
    assert.equal(requests.length, 0);
  });

  it('stops waiting after ten seconds, and keeps the key for the next click', { timeout: 30_000 }, async (context) => {
    const registration = api();
    context.mock.timers.enable({ apis: ['setTimeout'] });
    answers = [() => new Promise<Response>(() => undefined), () => Response.json({ id: 'r1' }, { status: 202 })];
    const asking = failureOf(registration.register(form));
    while (bodies.length < 1) await new Promise(setImmediate);
    context.mock.timers.tick(10_000);
    const error = await asking;
    assert.deepEqual([error.code, error.retryable], ['timeout', true]);
    await registration.register(form);
    assert.equal(new Set(keys()).size, 1);
  });

  const failures: [what: string, answer: () => Response | Promise<Response>, code: EposErrorCode, tries: number][] = [
    ['429', problem(429, 'rate_limited', { headers: { 'retry-after': '60' } }), 'rate_limited', 1],
    ['503', problem(503, 'unavailable', { headers: { 'retry-after': '0' } }), 'unavailable', 3],
    ['500', problem(500, 'server_error'), 'server_error', 3],
    ['another form under this key', problem(409, 'conflict'), 'invalid_options', 1],
    ['400 without fields', problem(400, 'invalid_request'), 'bad_response', 1],
    ['413', problem(413, 'invalid_request', { errors: [{ field: 'a', rule: 'b' }] }), 'bad_response', 1],
    ['401, where nobody is signed in', problem(401, 'invalid_token'), 'forbidden', 1],
    ['403', problem(403, 'insufficient_scope'), 'forbidden', 1],
    ['404', problem(404, 'not_found'), 'bad_response', 1],
    ['HTML', () => new Response('<h1>nginx'), 'bad_response', 1],
    ['acceptance without a number', () => Response.json({}, { status: 202 }), 'bad_response', 1],
    ['a redirect', () => new Response(null, { status: 307, headers: { location: '/' } }), 'bad_response', 1],
    ['the network', lineBreaks, 'network', 3],
  ];
  for (const [what, answer, code, tries] of failures) {
    it(`says ${code} to ${what}, after ${tries}`, async () => {
      answers = [answer];
      const error = await failureOf(api().register(form));
      assert.deepEqual([error.code, error.phase], [code, 'portal']);
      assert.equal(requests.length, tries);
      assert.equal(new Set(keys()).size, 1);
    });
  }

  it('passes on what the server says beside its status', async () => {
    answers = [problem(409, 'conflict')];
    const { status, providerCode, message } = await failureOf(api().register(form));
    assert.deepEqual([status, providerCode, message], [409, 'conflict', 'invalid_options during portal']);
  });

  it('tells how long to wait', async () => {
    answers = [problem(429, 'rate_limited', { headers: { 'retry-after': '60' } })];
    const { retryAfter, status, retryable } = await failureOf(api().register(form));
    assert.deepEqual([retryAfter, status, retryable], [60, 429, true]);
  });
});
