import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { after, before, beforeEach, describe, it } from 'node:test';
import { gatewayHeader } from '@epos-login/core/contract';
import { memoryStore, type GatewayEvent } from '../gateway.ts';
import { nodeListener } from '../node/node.ts';
import { HostileVisit, origin } from '../test/hostile-visit.ts';
import { problemOf } from '../test/stage.ts';
import { Upstream } from '../test/upstream.ts';

function heard(event: GatewayEvent): string {
  const said = event.type === 'request' ? event.status : event.type === 'refused' ? event.code : '';
  return `${event.type} ${'endpoint' in event ? event.endpoint : ''} ${said}`;
}

describe('the proxy', () => {
  const upstream = new Upstream();
  before(() => upstream.start());
  beforeEach(() => {
    upstream.requests.length = 0;
    upstream.serve = (_request, response) => response.end('ok');
  });
  after(() => {
    upstream.close();
  });

  it('passes a request on with the token, and nothing that is the browser’s', async () => {
    const visit = await upstream.visit({}, { headers: ['X-School'] });
    const response = await visit.call('/api/v1/marks?day=1&day=2&q=%D1%8F', {
      headers: {
        authorization: 'Bearer of-the-page',
        dpop: 'x',
        'x-school': '12',
        'x-forwarded-for': '10.0.0.1',
        'x-remote-user': 'admin',
        forwarded: 'for=10.0.0.1',
        'x-http-method-override': 'DELETE',
        accept: 'application/json',
        'if-none-match': '"1"',
        traceparent: '00-x',
      },
    });
    assert.equal(await response.text(), 'ok');
    const { url, headers, method } = upstream.last;
    assert.equal(method, 'GET');
    assert.equal(url, '/base/v1/marks?day=1&day=2&q=%D1%8F');
    assert.match(headers.authorization ?? '', /^Bearer access-/);
    assert.equal(headers['x-school'], '12');
    assert.equal(headers.accept, 'application/json');
    assert.equal(headers['if-none-match'], '"1"');
    assert.equal(headers.traceparent, '00-x');
    for (const name of ['cookie', 'origin', 'referer', 'dpop', 'x-forwarded-for', 'x-remote-user', 'forwarded']) {
      assert.equal(name in headers, false, name);
    }
    assert.equal('x-http-method-override' in headers, false);
    assert.equal(gatewayHeader in headers, false);
  });

  it('gives the answer back, and nothing that would act on the gateway’s origin', async () => {
    upstream.serve = (_request, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        etag: '"2"',
        'cache-control': 'public, max-age=600',
        'set-cookie': ['__Host-epos-session=evil', 'a=b'],
        'www-authenticate': 'Basic realm="portal"',
        'access-control-allow-origin': '*',
        'clear-site-data': '"*"',
        'service-worker-allowed': '/',
        'strict-transport-security': 'max-age=0',
        refresh: '0;url=https://evil.example/',
        connection: 'x-hop',
        'x-hop': '1',
        'x-own': '1',
        server: 'secret/1.0',
        'content-encoding': 'gzip',
      });
      response.end(gzipSync('{"mark":5}'));
    };
    const response = await (await upstream.visit()).call('/api/v1/marks');
    assert.deepEqual(await response.json(), { mark: 5 });
    const names = [...response.headers.keys()];
    for (const name of [
      'set-cookie',
      'www-authenticate',
      'clear-site-data',
      'service-worker-allowed',
      'x-hop',
      'server',
    ]) {
      assert.equal(names.includes(name), false, name);
    }
    for (const name of ['refresh', 'strict-transport-security', 'content-encoding', 'connection']) {
      assert.equal(names.includes(name), false, name);
    }
    assert.equal(response.headers.get('etag'), '"2"');
    assert.equal(response.headers.get('x-own'), '1');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(response.headers.get('access-control-allow-origin'), origin);
  });

  it('lets no cache keep what one person is answered: the next one may sit at the same browser', async () => {
    upstream.serve = (_request, response) => {
      response.setHeader('cache-control', 'private, max-age=60').setHeader('expires', 'Fri, 01 Jan 2100 00:00:00 GMT');
      response.setHeader('cdn-cache-control', 'max-age=60').setHeader('surrogate-control', 'max-age=60');
      response.setHeader('x-accel-expires', '60').setHeader('etag', '"1"').end();
    };
    const { headers } = await (await upstream.visit()).call('/api/x');
    assert.equal(headers.get('cache-control'), 'no-store');
    for (const name of ['expires', 'cdn-cache-control', 'surrogate-control', 'x-accel-expires']) {
      assert.equal(headers.get(name), null, name);
    }
    assert.equal(headers.get('etag'), '"1"');
  });

  it('says that nothing has changed to a page that keeps an answer in its memory', async () => {
    upstream.serve = (request, response) => {
      const status = request.headers['if-none-match'] === '"1"' ? 304 : 200;
      response.writeHead(status, { etag: '"1"', 'cache-control': 'private, max-age=60' }).end();
    };
    const visit = await upstream.visit();
    const first = await visit.call('/api/x');
    const again = await visit.call('/api/x', { headers: { 'if-none-match': first.headers.get('etag')! } });
    assert.equal(again.status, 304);
    assert.equal(again.headers.get('cache-control'), 'no-store');
  });

  it('leaves to the upstream what caches keep of what is anybody’s', async () => {
    const visit = await upstream.visit({}, { anonymous: ['v1/organizations'] });
    for (const [said, told] of [
      ['public, max-age=600', 'public, max-age=600'],
      ['private, max-age=60', 'private, max-age=60'],
      [undefined, 'no-store'],
    ] as const) {
      upstream.serve = (_request, response) => response.writeHead(200, said && { 'cache-control': said }).end();
      const { headers } = await visit.call('/api/v1/organizations');
      assert.equal(headers.get('cache-control'), told);
      assert.match(headers.get('vary') ?? '', /origin/i);
    }
  });

  for (const [path, url] of [
    ['/api/', '/base/'],
    ['/api/a/b%20c', '/base/a/b%20c'],
    ['/api/a/./b', '/base/a/b'],
    ['/api/a/../b', '/base/b'],
    ['/api/%D1%8F', '/base/%D1%8F'],
    ['/api/b=c@d:8080', '/base/b=c@d:8080'],
    ['/api/a?b=;/..;/', '/base/a?b=;/..;/'],
    ['/api/http:a', '/base/http:a'],
  ] as const) {
    it(`takes ${path} to ${url}`, async () => {
      assert.equal((await (await upstream.visit()).call(path)).status, 200);
      assert.equal(upstream.last.url, url);
    });
  }

  for (const [path, status] of [
    ['/api/../secret', 404],
    ['/api/%2e%2e/secret', 404],
    ['/api/a/%2e%2e/%2e%2e/secret', 404],
    ['/api', 404],
    ['/apix', 404],
    ['/API/', 404],
    ['/api/a%2f..%2f..%2fsecret', 400],
    ['/api/..%2fsecret', 400],
    ['/api/..%5csecret', 400],
    ['/api/%2Fevil.example/', 400],
    ['/api//evil.example/', 400],
    ['/api/a//b', 400],
    ['/api/%252e%252e/secret', 400],
    ['/api/%252fsecret', 400],
    ['/api/a%00b', 400],
    ['/api/\\evil.example', 400],
    // Servers that know parameters of segments (Tomcat) drop them before they take out `..`.
    ['/api/..;/admin', 400],
    ['/api/..%3b/admin', 400],
    ['/api/.%2E%3Bx/admin', 400],
    ['/api/..%253b/admin', 400],
    ['/api/v1/..;x=1/..;/..;/admin', 400],
    ['/api/a;b=c', 400],
    // Ends of lines, and what else is no letter.
    ['/api/a%0d%0ab', 400],
    ['/api/a%7f', 400],
    ['/api/a%250ab', 400],
    ['/api/a%C2%85b', 400],
    // A dot and a slash as lenient decoders have them, and what is no encoding.
    ['/api/%c0%ae%c0%ae/secret', 400],
    ['/api/..%c0%afsecret', 400],
    ['/api/%u002e%u002e/secret', 400],
    ['/api/100%', 400],
    // What some servers take for a dot, and for a slash.
    ['/api/\uff0e\uff0e/secret', 400],
    ['/api/\u2025/secret', 400],
    ['/api/..\uff0fsecret', 400],
    // Servers on Windows drop spaces and dots at the end of a name, and what is left leads up, or is nothing.
    ['/api/..%20/secret', 400],
    ['/api/a/.%20./..%20.%20/secret', 400],
    ['/api/\uff0e\uff0e%20/secret', 400],
    ['/api/..\u00a0/secret', 400],
    ['/api/.../secret', 400],
    ['/api/%20/secret', 400],
  ] as const) {
    it(`takes ${path} nowhere`, async () => {
      assert.equal((await (await upstream.visit()).call(path)).status, status);
      assert.deepEqual(upstream.requests, []);
    });
  }

  it('knows the methods that it is told', async () => {
    const visit = await upstream.visit({}, { methods: ['GET'] });
    const response = await visit.call('/api/x', { method: 'POST', body: 'x' });
    assert.equal(response.headers.get('allow'), 'GET');
    assert.equal(await problemOf(response), '405 method_not_allowed');
    assert.deepEqual(upstream.requests, []);
  });

  it('takes an address by the narrowest rule, however it is written', async () => {
    const visit = await upstream.visit({
      proxy: [
        { path: '/api/', upstream: upstream.url },
        { path: '/api/admin/', upstream: `${upstream.url}admin/`, methods: ['GET'] },
      ],
    });
    const post = async (path: string) => problemOf(await visit.call(path, { method: 'POST', body: 'x' }));
    assert.equal(await post('/api/admin/x'), '405 method_not_allowed');
    for (const path of [
      ...['%61dmin/x', '%61%64%6D%69%6e/x', 'admi%6E/x', '%2561dmin/x', 'a/../%61dmin/x', 'admin;/x'],
      // Servers on Windows know no case, and no dots and spaces at the end of a name.
      ...['ADMIN/x', 'Admin/', 'aDMIN/a/b', 'admin./x', 'admin.../x', 'admin%20/x', 'Admin%20./x'],
      // Letters that others make of these.
      ...['\uff41dmin/x', 'adm\u2170n/x', 'ADM\u0131N/x'],
    ]) {
      assert.equal(await post(`/api/${path}`), '400 invalid_request', path);
    }
    assert.deepEqual(upstream.requests, []);
    assert.equal((await visit.call('/api/admin/x')).status, 200);
    for (const path of ['a%20b%25%D1%8F', 'ADMIN', 'administrators/x', 'ADMINS/x', 'a/ADMIN/x', 'admin.x/', '№1/½…']) {
      assert.equal((await visit.call(`/api/${path}`, { method: 'POST', body: 'x' })).status, 200, path);
    }
  });

  for (const where of ['a cookie', 'a store']) {
    it(`shows a token that nobody can renew to its very end, in ${where}`, async () => {
      const time = { now: Date.now() };
      const clock = () => time.now;
      const store = where === 'a store' ? { store: memoryStore({ clock }) } : {};
      const visit = new HostileVisit({ faults: {} }, { clock, ...store });
      assert.equal(await visit.outcome(), 'ready');
      const { expires_in = 0 } = (await visit.session()).session ?? {};
      time.now += (expires_in - 1) * 1000;
      assert.equal((await visit.call('/api/v1/me')).status, 200);
      assert.equal((await visit.session()).session?.expires_in, 1);
      time.now += 1000;
      assert.equal(await problemOf(await visit.call('/api/v1/me')), '401 session_ended');
    });
  }

  it('needs a session, and the one that the page means', async () => {
    const visit = await upstream.visit();
    const { session } = await visit.session();
    const as = (id: string) => visit.call('/api/x', { headers: { [gatewayHeader]: id } });
    assert.equal((await as(session!.id)).status, 200);
    assert.equal(await problemOf(await as('A'.repeat(22))), '401 session_ended');
    visit.cookies.clear();
    assert.equal(await problemOf(await as(session!.id)), '401 session_ended');
    assert.equal(upstream.requests.length, 1);
  });

  it('lets through without a session, and without a token, what is anybody’s', async () => {
    const visit = await upstream.visit({}, { anonymous: ['v1/organizations'] });
    assert.equal((await visit.call('/api/v1/organizations?query=лицей')).status, 200);
    assert.equal('authorization' in upstream.last.headers, false);
    visit.cookies.clear();
    assert.equal((await visit.call('/api/v1/organizations?query=лицей')).status, 200);
    assert.equal((await visit.call('/api/v1/organizations/1')).status, 401);
    assert.equal((await visit.call('/api/v1/./organizations/')).status, 401);
    assert.equal((await visit.ask('/api/v1/organizations', { headers: { origin } })).status, 403);
  });

  it('follows no redirect, and hands none on', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      upstream.serve = (_request, response) => response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end();
      const response = await (await upstream.visit()).call('/api/x');
      assert.equal(response.headers.get('location'), null);
      assert.equal(await problemOf(response), '502 upstream_error');
    }
  });

  it('says where something new is, where pages can reach it', async () => {
    const visit = await upstream.visit();
    for (const [location, own] of [
      ['/base/v1/marks/7?x=1', '/api/v1/marks/7?x=1'],
      [`${upstream.url}v1/marks/7`, '/api/v1/marks/7'],
      ['7', '/api/v1/7'],
      ['/other/7', null],
      ['https://evil.example/', null],
      ['javascript:alert(1)', null],
    ] as const) {
      upstream.serve = (_request, response) => response.writeHead(201, { location }).end();
      const response = await visit.call('/api/v1/marks', { method: 'POST', body: '{}' });
      assert.equal(response.status, 201);
      assert.equal(response.headers.get('location'), own);
    }
  });

  it('hands on what the upstream says of itself', async () => {
    const visit = await upstream.visit();
    for (const status of [204, 304, 400, 403, 404, 409, 422, 429, 500, 503]) {
      upstream.serve = (_request, response) => response.writeHead(status, { 'retry-after': '9' }).end();
      const response = await visit.call('/api/x');
      assert.equal(response.status, status);
      assert.equal(response.headers.get('retry-after'), '9');
    }
    upstream.serve = (_request, response) => response.writeHead(200, { 'content-length': '5' }).end();
    const head = await visit.call('/api/x', { method: 'HEAD' });
    assert.equal(head.headers.get('content-length'), '5');
  });

  it('says that the upstream is away, or silent, and hangs never', async () => {
    const hasty = await upstream.visit({}, { timeout: 100 });
    upstream.serve = () => undefined;
    assert.equal(await problemOf(await hasty.call('/api/x')), '503 upstream_timeout');
    const patient = await upstream.visit();
    upstream.serve = (request) => request.socket.destroy();
    assert.equal(await problemOf(await patient.call('/api/x')), '503 unavailable');
    const nowhere = await upstream.visit({ proxy: [{ path: '/api/', upstream: 'http://127.0.0.1:1/' }] });
    assert.equal(await problemOf(await nowhere.call('/api/x')), '503 unavailable');
    for (const visit of [hasty, patient, nowhere]) assert.ok((await visit.session()).session);
  });

  it('waits no longer for an answer or its end where a `fetch` of the operator’s own listens to no signal', async () => {
    const left = Promise.withResolvers<unknown>();
    const visit: HostileVisit = new HostileVisit(
      {},
      {
        proxy: [{ path: '/api/', upstream: upstream.url, timeout: 100 }],
        fetch: (input, init) => {
          const request = new Request(input, init);
          if (!request.url.startsWith(upstream.url)) return visit.fetch(request);
          if (request.url.endsWith('/silent')) return new Promise(() => undefined);
          // The first words at once, however busy the machine is, and no more.
          const body = new ReadableStream<Uint8Array>({
            start(controller) {
              controller.enqueue(Buffer.from('first'));
            },
            cancel: left.resolve,
          });
          return Promise.resolve(new Response(body));
        },
      },
    );
    await visit.signIn();
    assert.equal(await problemOf(await visit.call('/api/silent')), '503 upstream_timeout');
    const cut = await visit.call('/api/x');
    assert.equal(cut.status, 200);
    await assert.rejects(cut.text(), /silent for too long/);
    await left.promise;
  });

  it('does not wait for the upstream when nobody waits for it, and calls nobody away', async () => {
    const closed = Promise.withResolvers<undefined>();
    upstream.serve = (request) => {
      request.socket.on('close', () => {
        closed.resolve(undefined);
      });
      page.abort();
    };
    const page = new AbortController();
    const visit = await upstream.visit();
    visit.events.length = 0;
    await visit.call('/api/x', { signal: page.signal });
    await closed.promise;
    assert.deepEqual(visit.events.map(heard), ['request proxy 499']);
  });

  it('counts a silent upstream though the page has left meanwhile', async () => {
    upstream.serve = () => undefined;
    const page = new AbortController();
    const visit: HostileVisit = new HostileVisit(
      {},
      {
        proxy: [{ path: '/api/', upstream: upstream.url, timeout: 100 }],
        fetch: async (input, init) => {
          const request = new Request(input, init);
          if (!request.url.startsWith(upstream.url)) return visit.fetch(request);
          return fetch(request).finally(() => {
            page.abort();
          });
        },
      },
    );
    await visit.signIn();
    visit.events.length = 0;
    await visit.call('/api/x', { signal: page.signal });
    assert.deepEqual(visit.events.map(heard), ['refused proxy upstream_timeout', 'request proxy 503']);
  });

  for (const [what, head, body] of [
    ['waits for an answer', 'GET /api/x HTTP/1.1', ''],
    ['sends a long body', 'POST /api/x HTTP/1.1\r\ntransfer-encoding: chunked', '5\r\nfirst\r\n'],
    ['sends a short body', 'POST /api/x HTTP/1.1\r\ncontent-length: 10', 'first'],
  ] as const) {
    it(`takes a connection that ends while a page ${what} for no outage`, async () => {
      const told = Promise.withResolvers<undefined>();
      const visit = await upstream.visit({
        log: (event) => {
          visit.events.push(event);
          if (event.type === 'request' && event.endpoint === 'proxy') told.resolve(undefined);
        },
      });
      visit.events.length = 0;
      const arrived = Promise.withResolvers<undefined>();
      upstream.serve = () => {
        arrived.resolve(undefined);
      };
      const server = createServer((request, response) => {
        // A short body is held until it is whole: it never reaches the upstream.
        if (request.headers['content-length']) {
          request.once('data', () => {
            arrived.resolve(undefined);
          });
        }
        nodeListener(visit.gateway)(request, response);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
      const cookie = [...visit.cookies].map((pair) => pair.join('=')).join('; ');
      socket.write(
        `${head}\r\nhost: x\r\n${gatewayHeader}: 1\r\norigin: ${origin}\r\ncookie: ${cookie}\r\n\r\n${body}`,
      );
      await arrived.promise;
      socket.destroy();
      await told.promise;
      server.close();
      assert.deepEqual(visit.events.map(heard), ['request proxy 499']);
    });
  }

  it('stops the upstream when the answer is read no further', async () => {
    const closed = Promise.withResolvers<undefined>();
    upstream.serve = (request, response) => {
      response.write('first');
      request.socket.on('close', () => {
        closed.resolve(undefined);
      });
    };
    const response = await (await upstream.visit()).call('/api/x');
    const reader = response.body!.getReader();
    await reader.read();
    await reader.cancel();
    await closed.promise;
  });
});
