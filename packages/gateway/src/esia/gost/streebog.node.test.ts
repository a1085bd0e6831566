import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certificateHash, streebog256 } from './streebog.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('Streebog-256 gives the digests of RFC 6986', () => {
  const first = Buffer.from('012345678901234567890123456789012345678901234567890123456789012');
  // «Се ветри, Стрибожи внуци, веютъ с моря стрелами на храбрыя плъкы Игоревы», in Windows-1251.
  const second = Buffer.from(
    'd1e520e2e5f2f0e82c20d1f2f0e8e1eee6e820e2edf3f6e82c20e2e5fef2fa20f120eceef0ff20f1f2f0e5ebe0ece820' +
      'ede020f5f0e0e1f0fbff20efebfaeafb20c8e3eef0e5e2fb',
    'hex',
  );
  assert.equal(hex(streebog256(first)), '9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500');
  assert.equal(hex(streebog256(second)), '9dd2fe4e90409e5da87f53976d7405b0c0cac628fc669a741d50063c557e8f50');
});

test('A view into a larger buffer is hashed by itself', () => {
  const larger = Buffer.from('xxabcxx');
  assert.equal(hex(streebog256(larger.subarray(2, 5))), hex(streebog256(Buffer.from('abc'))));
});

test('The hash of a certificate is 64 upper-case digits over its DER', () => {
  assert.match(certificateHash(Buffer.from('30820122', 'hex')), /^[\dA-F]{64}$/);
  // As OpenSSL's gost engine computes it: `openssl x509 -outform der | openssl dgst -md_gost12_256`.
  const der = Buffer.from(
    'MIIBIjCBzgIUIqhfsbUoPM0HxGxCYoj+hzZG6eMwDAYIKoUDBwEBAwIFADAPMQ0wCwYDVQQDDARUZXN0MB4XDTI2MTEyMjA2MDYzNloXDTM2' +
      'MTExOTA2MDYzNlowDzENMAsGA1UEAwwEVGVzdDBmMB8GCCqFAwcBAQEBMBMGByqFAwICIwEGCCqFAwcBAQICA0MABEB0qoTYqu0oglxLssCk' +
      'HaZ2E3vNhcoEF9BOhM9KzmhiLfBEnYxuIINKcYDZdsCJHtIocvC7/nl5hMnah67gVrWoMAwGCCqFAwcBAQMCBQADQQDOEDns7TnjiJPVuNrk' +
      'npoNtxQK/7YWnckvEOXQjRyn6eq+4rmM4n3xl2RezXWxA/yhwFw4hHDZqztTRbWcYZv/',
    'base64',
  );
  assert.equal(certificateHash(der), '47FBFAFAB9E2FF5D35FD2180ECAD5CEC96EAAB14C6200D976FB38A8BE6C6ADEC');
});
