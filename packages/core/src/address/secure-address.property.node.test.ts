import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as fc from 'fast-check';
import { addresses } from '../test/arbitraries.ts';
import { isSecureAddress } from './secure-address.ts';

it('tokens travel by https, or by http that stays on the device', () => {
  fc.assert(
    fc.property(fc.oneof(addresses, fc.anything()), (address) => {
      if (!isSecureAddress(address)) return;
      const { protocol, hostname } = new URL(address);
      if (protocol === 'https:') return;
      assert.equal(protocol, 'http:');
      assert.ok(hostname === 'localhost' || hostname === '[::1]' || /\.localhost$|^127(\.\d{1,3}){3}$/.test(hostname));
    }),
    { numRuns: 1000 },
  );
});

it('every https address is one, and no http address of another device', () => {
  fc.assert(
    fc.property(fc.webUrl({ validSchemes: ['https'] }), fc.ipV4(), (address, ip) => {
      assert.equal(isSecureAddress(address), true);
      assert.equal(isSecureAddress(address.replace('https:', 'http:')), false);
      assert.equal(isSecureAddress(`http://${ip}/`), ip.startsWith('127.'));
    }),
  );
});
