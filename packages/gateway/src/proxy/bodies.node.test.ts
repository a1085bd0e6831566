import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { IncomingMessage } from 'node:http';
import { memoryStore } from '../gateway.ts';
import type { HostileVisit } from '../test/hostile-visit.ts';
import { problemOf } from '../test/stage.ts';
import { Upstream } from '../test/upstream.ts';

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

/** A body that comes by and by, of a length that nobody knows. */
function streamOf(text: string, pieces: number): ReadableStream<Uint8Array> {
  let left = pieces;
  return new ReadableStream({
    pull(controller) {
      if (left-- > 0) controller.enqueue(new TextEncoder().encode(text));
      else controller.close();
    },
  });
}

const streaming = (body: ReadableStream<Uint8Array>) => ({ method: 'POST', body, duplex: 'half' }) as RequestInit;

describe('bodies on their way through the gateway', () => {
  const upstream = new Upstream();
  before(() => upstream.start());
  beforeEach(() => {
    upstream.requests.length = 0;
    upstream.serve = (request, response) => {
      void textOf(request).then(
        (text) => response.end(text),
        () => response.destroy(),
      );
    };
  });
  after(() => {
    upstream.close();
  });

  it('come as they were sent, short or long', async () => {
    const visit = await upstream.visit();
    for (const length of [0, 1, 63_999, 64_001, 3_000_000]) {
      const body = 'я'.repeat(length);
      const headers = { 'content-type': 'text/plain', 'content-length': String(Buffer.byteLength(body)) };
      const response = await visit.call('/api/echo', { method: 'PUT', body, headers });
      assert.equal(await response.text(), body);
      assert.equal(upstream.last.headers['content-type'], 'text/plain');
    }
    const response = await visit.call('/api/echo', streaming(streamOf('12345', 20_000)));
    assert.equal((await response.text()).length, 100_000);
  });

  it('are streamed in both directions: what comes first arrives before the last is sent', async () => {
    const visit = await upstream.visit();
    const heard = Promise.withResolvers<string>();
    upstream.serve = (request, response) => {
      request.once('data', (chunk: Buffer) => {
        heard.resolve(chunk.toString());
        response.write('answer');
      });
      request.on('end', () => response.end());
    };
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const answering = visit.call('/api/echo', streaming(readable));
    await writer.write(new TextEncoder().encode('question'));
    assert.equal(await heard.promise, 'question');
    const reader = (await answering).body!.getReader();
    assert.equal(Buffer.from((await reader.read()).value!).toString(), 'answer');
    await writer.close();
    assert.equal((await reader.read()).done, true);
  });

  it('are refused when they are too long, whether they say so or not', async () => {
    const visit = await upstream.visit({}, { maxBody: 100_000 });
    const said = { method: 'POST', body: 'x'.repeat(100_001), headers: { 'content-length': '100001' } };
    assert.equal(await problemOf(await visit.call('/api/echo', said)), '413 too_large');
    assert.deepEqual(upstream.requests, []);
    const secret = await visit.call('/api/echo', streaming(streamOf('x'.repeat(10_000), 11)));
    assert.equal(await problemOf(secret), '413 too_large');
    const lie = { method: 'POST', body: 'x'.repeat(70_000), headers: { 'content-length': '5' } };
    assert.equal(await problemOf(await visit.call('/api/echo', lie)), '413 too_large');
    assert.equal((await visit.call('/api/echo', streaming(streamOf('x'.repeat(10_000), 10)))).status, 200);
  });
});

describe('a token that the upstream refuses', () => {
  const upstream = new Upstream();
  /** How many requests are refused from now on. */
  let refusals = 0;
  let now = Date.now();
  const clock = () => now;
  before(() => upstream.start());
  beforeEach(() => {
    now = Date.now();
    upstream.requests.length = 0;
    upstream.serve = (request, response) => {
      void textOf(request).then((text) => {
        refusals -= 1;
        response.writeHead(refusals >= 0 ? 401 : 200).end(`heard ${text}`);
      });
    };
  });
  after(() => {
    upstream.close();
  });

  const grants = (visit: HostileVisit) =>
    visit.asked('token').filter(({ body }) => body.grant_type === 'refresh_token').length;
  const post = { method: 'POST', body: 'mark=5', headers: { 'content-length': '6' } };
  const later = async (options: Parameters<Upstream['visit']>[0]) => {
    const visit = await upstream.visit({ clock, ...options });
    now += 60_000;
    return visit;
  };

  it('is renewed once, and the request sent again', async () => {
    const visit = await later({ store: memoryStore({ clock }) });
    refusals = 1;
    const response = await visit.call('/api/x', post);
    assert.equal(await response.text(), 'heard mark=5');
    assert.equal(grants(visit), 1);
    const [first, second] = upstream.requests.map(({ headers }) => headers.authorization);
    assert.notEqual(first, second);
  });

  it('is renewed once and no more: the second refusal is the page’s to know', async () => {
    const visit = await later({ store: memoryStore({ clock }) });
    refusals = 2;
    assert.equal((await visit.call('/api/x')).status, 401);
    assert.equal(grants(visit), 1);
    assert.equal(upstream.requests.length, 2);
    // And a token that is as fresh as that is not renewed again at once.
    refusals = 1;
    assert.equal((await visit.call('/api/x')).status, 401);
    assert.equal(grants(visit), 1);
    assert.ok((await visit.session()).session);
  });

  it('sends the page back to refresh where only that may write', async () => {
    const visit = await later({});
    const silent = async (path: string, init?: RequestInit) => {
      const response = await visit.call(path, init);
      assert.deepEqual(response.headers.getSetCookie(), [], path);
      return response;
    };
    refusals = 1;
    assert.equal(await problemOf(await silent('/api/x', post)), '401 refresh_needed');
    assert.equal((await silent('/auth/session')).status, 200);
    assert.equal(grants(visit), 0);
    const refreshed = await visit.call('/auth/refresh', { method: 'POST' });
    assert.equal(refreshed.status, 200);
    assert.equal(refreshed.headers.getSetCookie().length, 1);
    assert.equal((await silent('/api/x', post)).status, 200);
    assert.equal(grants(visit), 1);
  });

  it('sends the page back where the body was streamed and is gone', async () => {
    const visit = await later({ store: memoryStore({ clock }) });
    refusals = 1;
    const response = await visit.call('/api/x', streaming(streamOf('x', 3)));
    assert.equal(await problemOf(response), '401 refresh_needed');
    // By then it is renewed.
    assert.equal((await visit.call('/api/x', streaming(streamOf('x', 3)))).status, 200);
    assert.equal(grants(visit), 1);
  });

  it('leaves no answer of the upstream open where it cannot be renewed', async () => {
    const visit = await later({ store: memoryStore({ clock }) });
    visit.fetch = () => Promise.resolve(new Response('', { status: 503 }));
    const closed = Promise.withResolvers<undefined>();
    upstream.serve = (_request, response) => {
      response.on('close', () => {
        closed.resolve(undefined);
      });
      response.writeHead(401).write('begun, and never ended');
    };
    assert.equal(await problemOf(await visit.call('/api/x')), '503 unavailable');
    await closed.promise;
    assert.ok((await visit.session()).session);
  });

  it('is used up: the cookie’s page is told so before anything is sent', async () => {
    const visit = await later({});
    now += 240_000;
    refusals = 0;
    assert.equal(await problemOf(await visit.call('/api/x', post)), '401 refresh_needed');
    assert.deepEqual(upstream.requests, []);
  });
});
