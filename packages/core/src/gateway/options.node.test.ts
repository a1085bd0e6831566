import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failure } from '../test/failure.ts';
import { gateway, type GatewayOptions } from './gateway.ts';

describe('gateway()', () => {
  for (const url of ['/auth', 'auth', './auth/', 'https://portal.example/auth', '/', '//portal.example/auth']) {
    it(`takes ${url}`, () => {
      assert.equal(gateway({ url }).kind, 'gateway');
      assert.ok(!gateway({ url }).persistent);
    });
  }

  for (const url of [
    '',
    ' ',
    'javascript:alert(1)',
    'data:text/html,x',
    '/auth?a=b',
    '/auth#a',
    '/au th',
    undefined,
    7,
  ]) {
    it(`refuses ${String(url)}`, () => {
      const refused = failure('invalid_options', {
        phase: 'configure',
        message: 'gateway: url must be an http(s) address',
      });
      assert.throws(() => gateway({ url } as GatewayOptions), refused);
    });
  }

  for (const [from, to] of [
    ['https://portal.example/api', '/api/'],
    ['https://portal.example/api/', '/api'],
    ['https://portal.example/api/', 'https://evil.example/'],
    ['https://portal.example/api/', '/\\evil.example/'],
    ['https://portal.example/api/', '/\tevil.example/'],
    ['/api/', '/api/'],
    ['', '/'],
    ['https://portal.example/', undefined],
  ]) {
    it(`refuses to map ${JSON.stringify([from, to])}`, () => {
      assert.throws(() => gateway({ url: '/auth', proxy: { [from!]: to! } }), failure('invalid_options'));
    });
  }

  it('does nothing by itself, on a server too', () => {
    const connection = gateway({ url: '/auth' }).connect({
      storage: { getItem: () => assert.fail(), setItem: () => assert.fail(), removeItem: () => assert.fail() },
      clock: { now: () => assert.fail(), monotonic: () => assert.fail() },
      fetch: () => assert.fail(),
      origins: [],
      emit: () => assert.fail(),
    });
    connection.forget();
    connection.close();
    assert.equal(connection.issuer, undefined);
  });
});
