import assert from 'node:assert/strict';
import { beforeEach, describe, it, mock, type TestContext } from 'node:test';
import { EposError, type EposErrorCode } from '../errors/errors.ts';
import { portalApi } from './portal-api.ts';
import { failureOf } from '../test/failure.ts';

const url = 'https://portal.example/api';
const me = {
  person: { sub: 'p1', name: 'Смирнов Алексей', family_name: 'Смирнов', given_name: 'Алексей' },
  roles: [{ id: 'r1', category: 'employee', title: 'Учитель' }],
};

let requests: Request[];
let answers: (() => Response | Promise<Response>)[];
let session: typeof fetch;
let chunksMade: number;

const sessionOf = (): typeof fetch => async (input, init) => {
  const request = new Request(input, init);
  requests.push(request);
  request.signal.throwIfAborted();
  return (answers.length > 1 ? answers.shift() : answers[0])?.() ?? Response.json(me);
};

/** Where in its bounds a pause falls, from 0 to 1. */
let chance: number;
mock.method(Math, 'random', () => chance);

beforeEach(() => {
  requests = [];
  answers = [];
  session = sessionOf();
  chance = 0;
});

const problem =
  (status: number, code: string, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify({ title: 'T', status, code, detail: 'Смирнов Алексей' }), {
      status,
      headers: { 'content-type': 'application/problem+json', ...headers },
    });

/** A body of so many chunks of 100 kB; each is made when it is read, so that what is not read costs nothing. */
function chunks(count: number, end: 'ends' | 'breaks off' = 'ends'): ReadableStream<Uint8Array> {
  let made = 0;
  return new ReadableStream({
    pull(controller) {
      if (made < count) controller.enqueue(new Uint8Array(100_000).fill(32));
      else if (end === 'ends') controller.close();
      else controller.error(new TypeError('terminated'));
      made += 1;
      chunksMade = made;
    },
  });
}

describe('portalApi', () => {
  it('asks below its address, and reads what the contract says', async () => {
    assert.deepEqual(await portalApi(url).me({ fetch: session }), me);
    assert.equal(requests[0]?.url, `${url}/v1/me`);
    answers = [
      () =>
        Response.json({
          subsystems: [{ id: 'j' }, { id: 'j', name: 'Ж', categories: ['parent'], status: { kind: 'available' } }],
        }),
    ];
    const list = await portalApi(`${url}/`).subsystems({ fetch: session });
    assert.deepEqual(
      list.map(({ id }) => id),
      ['j'],
    );
    assert.equal(requests[1]?.url, `${url}/v1/me/subsystems`);
    answers = [];
    await portalApi(`${url}?a=b#c`).me({ fetch: session });
    assert.equal(requests[2]?.url, `${url}/v1/me`);
  });

  it('tells its origin, and none where the page is not known', () => {
    assert.deepEqual(portalApi(url).origins, ['https://portal.example']);
    assert.deepEqual(portalApi('/api').origins, []);
  });

  it('asks nothing where the page is not known', async () => {
    const { code, phase } = await failureOf(portalApi('/api').me({ fetch: session }));
    assert.deepEqual([code, phase], ['invalid_options', 'portal']);
  });

  for (const bad of ['', 'javascript:alert(1)', 'data:,x', 'https:portal.example', undefined]) {
    it(`refuses the address ${String(bad)}`, () => {
      assert.throws(
        () => portalApi(bad as string),
        (error) => error instanceof EposError && error.code === 'invalid_options' && error.phase === 'configure',
      );
    });
  }

  const failures: [what: string, answer: () => Response | Promise<Response>, code: EposErrorCode, tries: number][] = [
    ['401', problem(401, 'invalid_token'), 'session_ended', 1],
    ['403', problem(403, 'insufficient_scope'), 'forbidden', 1],
    ['404', problem(404, 'not_found'), 'bad_response', 1],
    ['429 for a minute', problem(429, 'rate_limited', { 'retry-after': '60' }), 'rate_limited', 1],
    ['503 for a minute', problem(503, 'unavailable', { 'retry-after': '60' }), 'unavailable', 1],
    ['503', problem(503, 'unavailable', { 'retry-after': '0' }), 'unavailable', 3],
    [
      '502 in HTML',
      () => new Response('<h1>nginx', { status: 502, headers: { 'content-type': 'text/html' } }),
      'server_error',
      3,
    ],
    ['200 in HTML', () => new Response('<h1>Вход', { headers: { 'content-type': 'text/html' } }), 'bad_response', 1],
    ['200 in HTML that is called JSON', () => new Response('<h1>Вход'), 'bad_response', 1],
    ['200 and a number', () => Response.json(7), 'bad_response', 1],
    ['200 and a pit of brackets', () => new Response('['.repeat(1_000_000)), 'bad_response', 1],
    ['200 that breaks off', () => new Response(chunks(1, 'breaks off')), 'network', 3],
    ['502 that breaks off', () => new Response(chunks(1, 'breaks off'), { status: 502 }), 'network', 3],
    ['200 without end', () => new Response(chunks(Infinity)), 'bad_response', 1],
    ['403 without end', () => new Response(chunks(Infinity), { status: 403 }), 'bad_response', 1],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: '/login' } }), 'bad_response', 1],
    ['304 to what was never asked', () => new Response(null, { status: 304 }), 'bad_response', 1],
    ['200 without a person', () => Response.json({ roles: [] }), 'bad_response', 1],
    ['200 and nothing', () => new Response(''), 'bad_response', 1],
    ['the network', () => Promise.reject(new TypeError('fetch failed')), 'network', 3],
    ['the connection, which found no network', () => Promise.reject(new EposError('network', 'session')), 'network', 3],
    [
      'the connection, which knows that it is offline',
      () => Promise.reject(new EposError('offline', 'session')),
      'offline',
      1,
    ],
    [
      'the connection, whose session is over',
      () => Promise.reject(new EposError('session_ended', 'session')),
      'session_ended',
      1,
    ],
  ];
  for (const [what, answer, code, tries] of failures) {
    it(`says ${code} to ${what}, after ${tries}`, async () => {
      answers = [answer];
      const error = await failureOf(portalApi(url).me({ fetch: session }));
      assert.equal(error.code, code);
      assert.ok(error.phase === 'portal' || error.phase === 'session');
      assert.equal(requests.length, tries);
    });
  }

  it('stops reading what would fill the memory, and lets go of it', async () => {
    answers = [() => new Response(chunks(Infinity))];
    const { message, status } = await failureOf(portalApi(url).me({ fetch: session }));
    assert.deepEqual([message, status], ['The answer is too long', 200]);
    assert.ok(chunksMade >= 20 && chunksMade < 25, String(chunksMade));
  });

  it('takes 2 MB, however they are cut', async () => {
    const long = new TextEncoder().encode(JSON.stringify({ ...me, pad: 'я'.repeat(900_000) }));
    const bytes = new ReadableStream<Uint8Array>({
      start(controller) {
        // 999 cuts letters of two bytes in half.
        for (let at = 0; at < long.length; at += 999) controller.enqueue(long.subarray(at, at + 999));
        controller.close();
      },
    });
    answers = [() => new Response(bytes)];
    assert.deepEqual(await portalApi(url).me({ fetch: session }), me);
  });

  it('never lets a redirect be followed', async () => {
    await portalApi(url).me({ fetch: session });
    assert.equal(requests[0]?.redirect, 'manual');
  });

  it('passes on code, status and the time to wait, and no word that the portal wrote', async () => {
    answers = [problem(429, 'rate_limited', { 'retry-after': '60' })];
    const error = await failureOf(portalApi(url).me({ fetch: session }));
    assert.deepEqual([error.status, error.providerCode, error.retryAfter], [429, 'rate_limited', 60]);
    assert.doesNotMatch(error.message, /Смирнов/);
  });

  it('measures a date by the server’s own clock', async () => {
    answers = [
      problem(503, 'unavailable', {
        'retry-after': 'Wed, 01 Jan 2020 00:02:00 GMT',
        date: 'Wed, 01 Jan 2020 00:00:00 GMT',
      }),
    ];
    assert.equal((await failureOf(portalApi(url).me({ fetch: session }))).retryAfter, 120);
  });

  /** The error of a question, and when each try was made, in milliseconds from the first, by a clock of the test's. */
  async function triesOf({ mock: { timers } }: TestContext): Promise<[EposError, times: number[]]> {
    const portal = portalApi(url);
    await portal.me({ fetch: session });
    await import('../http/try-again.ts');
    requests = [];
    timers.enable({ apis: ['setTimeout'] });
    const failures: EposError[] = [];
    void failureOf(portal.me({ fetch: session })).then((error) => failures.push(error));
    const times: number[] = [];
    for (let time = 0; ; time += 50) {
      // Whatever is under way comes to its end in one turn: nothing here waits for a real line.
      await new Promise(setImmediate);
      while (times.length < requests.length) times.push(time);
      const [failure] = failures;
      if (failure) return [failure, times];
      timers.tick(50);
    }
  }

  it('spreads its further tries out, each after a longer pause', { timeout: 30_000 }, async (context) => {
    chance = 1;
    answers = [() => Response.json(me), problem(502, 'server_error')];
    const [{ code }, times] = await triesOf(context);
    assert.equal(code, 'server_error');
    assert.deepEqual(times, [0, 300, 900]);
  });

  it('waits as long as the server asks for, up to five seconds', { timeout: 30_000 }, async (context) => {
    const limited = (seconds: string) => problem(429, 'rate_limited', { 'retry-after': seconds });
    answers = [() => Response.json(me), limited('5'), limited('6')];
    const [{ code, retryAfter }, times] = await triesOf(context);
    assert.deepEqual([code, retryAfter], ['rate_limited', 6]);
    assert.deepEqual(times, [0, 5000]);
  });

  it('stops asking again after thirty seconds, whatever each try took', { timeout: 30_000 }, async (context) => {
    const slow = () =>
      new Promise<Response>((resolve) => {
        setTimeout(() => {
          resolve(problem(503, 'unavailable', { 'retry-after': '5' })());
        }, 9_000);
      });
    answers = [() => Response.json(me), slow];
    const [{ code }, times] = await triesOf(context);
    assert.equal(code, 'timeout');
    assert.deepEqual(times, [0, 14_000, 28_000]);
  });

  it('recovers within one question', async () => {
    answers = [
      problem(503, 'unavailable', { 'retry-after': '0' }),
      () => Promise.reject(new TypeError('fetch failed')),
      () => Response.json(me),
    ];
    assert.deepEqual(await portalApi(url).me({ fetch: session }), me);
  });

  it('stops when the caller has had enough', async () => {
    const caller = new AbortController();
    const untilAborted = () =>
      new Promise<Response>((_, reject) => {
        requests[0]?.signal.addEventListener('abort', () => {
          reject(new DOMException('', 'AbortError'));
        });
        caller.abort();
      });
    answers = [untilAborted];
    const asking = failureOf(portalApi(url).me({ fetch: session, signal: caller.signal }));
    assert.equal((await asking).code, 'aborted');
  });

  it('stops in the pause before the next try', { timeout: 30_000 }, async () => {
    const caller = new AbortController();
    answers = [problem(503, 'unavailable', { 'retry-after': '5' })];
    const asking = failureOf(portalApi(url).me({ fetch: session, signal: caller.signal }));
    while (requests.length < 1) await new Promise(setImmediate);
    setImmediate(() => {
      caller.abort();
    });
    assert.equal((await asking).code, 'aborted');
    assert.equal(requests.length, 1);
  });

  it('stops waiting for the rest of a body after ten seconds', { timeout: 30_000 }, async (context) => {
    const portal = portalApi(url);
    await portal.me({ fetch: session });
    context.mock.timers.enable({ apis: ['setTimeout'] });
    answers = [() => new Response(new ReadableStream())];
    const asking = failureOf(portal.me({ fetch: session }));
    while (requests.length < 2) await new Promise(setImmediate);
    context.mock.timers.tick(10_000);
    assert.equal((await asking).code, 'timeout');
    assert.equal(requests.length, 2);
  });

  it('stops waiting after ten seconds', { timeout: 30_000 }, async (context) => {
    const portal = portalApi(url);
    await portal.me({ fetch: session });
    context.mock.timers.enable({ apis: ['setTimeout'] });
    answers = [() => new Promise<Response>(() => undefined)];
    const asking = failureOf(portal.me({ fetch: session }));
    while (requests.length < 2) await new Promise(setImmediate);
    context.mock.timers.tick(10_000);
    assert.equal((await asking).code, 'timeout');
  });
});

describe('what was answered before', () => {
  const tagged = () => Response.json(me, { headers: { etag: '"1"' } });
  const unchanged = () => new Response(null, { status: 304 });

  it('is not sent again', async () => {
    const portal = portalApi(url);
    answers = [tagged, unchanged];
    await portal.me({ fetch: session });
    assert.deepEqual(await portal.me({ fetch: session }), me);
    assert.equal(requests[1]?.headers.get('if-none-match'), '"1"');
  });

  it('is never shown to another session', async () => {
    const portal = portalApi(url);
    answers = [tagged, unchanged];
    await portal.me({ fetch: session });
    assert.equal((await failureOf(portal.me({ fetch: sessionOf() }))).code, 'bad_response');
    assert.equal(requests[1]?.headers.get('if-none-match'), null);
  });

  it('is forgotten with the session', async () => {
    const portal = portalApi(url);
    answers = [tagged, problem(401, 'invalid_token'), tagged];
    await portal.me({ fetch: session });
    await failureOf(portal.me({ fetch: session }));
    await portal.me({ fetch: session });
    assert.equal(requests[2]?.headers.get('if-none-match'), null);
  });
});
