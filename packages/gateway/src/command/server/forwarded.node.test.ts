import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { test } from 'node:test';
import { forwardedFor } from './forwarded.ts';

function said(trusted: readonly string[], remoteAddress: string, header?: string): string {
  const headers = header === undefined ? {} : { 'x-forwarded-for': header };
  return forwardedFor(trusted)({ headers, socket: { remoteAddress } } as unknown as IncomingMessage);
}

for (const [name, trusted, peer, header, expected] of [
  ['a stranger says for whom it asks', [], '192.0.2.1', '10.0.0.1', '192.0.2.1'],
  ['a stranger is not of the network', ['10.0.0.0/8'], '192.0.2.1', '203.0.113.5', '192.0.2.1'],
  ['a trusted proxy says nothing', ['10.0.0.0/8'], '10.1.1.1', undefined, '10.1.1.1'],
  ['a trusted proxy says who came', ['10.0.0.0/8'], '10.1.1.1', '203.0.113.5', '203.0.113.5, 10.1.1.1'],
  ['who came told a tale', ['10.0.0.0/8'], '10.1.1.1', '127.0.0.1, 203.0.113.5', '203.0.113.5, 10.1.1.1'],
  ['two proxies', ['10.0.0.0/8'], '10.1.1.1', 'tale, 203.0.113.5, 10.2.2.2', '203.0.113.5, 10.2.2.2, 10.1.1.1'],
  ['no address at all', ['10.0.0.0/8'], '10.1.1.1', '<script>', '10.1.1.1'],
  [
    'IPv4 as a socket of both families shows it',
    ['10.0.0.0/8'],
    '::ffff:10.1.1.1',
    '203.0.113.5',
    '203.0.113.5, 10.1.1.1',
  ],
  ['IPv6', ['fd00::/8'], 'fd00::1', '2001:db8::7', '2001:db8::7, fd00::1'],
] as const) {
  test(name, () => {
    assert.equal(said(trusted, peer, header), expected);
  });
}
