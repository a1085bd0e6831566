import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDevelopmentIdentity } from '../development/development.ts';
import { createSoftwareSigner } from './software-signer.ts';

test('Without globalThis.crypto nothing is signed and no key is made', () => {
  const { privateKey } = createDevelopmentIdentity();
  const given = Object.getOwnPropertyDescriptor(globalThis, 'crypto') ?? {};
  for (const crypto of [undefined, {}]) {
    Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true });
    try {
      assert.throws(() => createSoftwareSigner({ privateKey }), /globalThis\.crypto/);
      assert.throws(() => createDevelopmentIdentity(), /globalThis\.crypto/);
    } finally {
      Object.defineProperty(globalThis, 'crypto', given);
    }
  }
});
