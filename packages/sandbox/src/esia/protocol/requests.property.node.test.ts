import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { createDevelopmentIdentity } from '@epos-login/gateway/esia';
import { readCertificate } from '../gost/certificate.ts';
import type { InformationSystem } from '../options.ts';
import { parametersOf } from './parameters.ts';
import { readPermissions } from './permissions.ts';
import { readChallenge } from './pkce.ts';
import { Refusal } from './refusal.ts';
import { checkSigned } from './signed-request.ts';

const { certificate, certificateHash } = createDevelopmentIdentity();
const system: InformationSystem = {
  mnemonic: 'EPOS',
  displayName: 'ЭПОС',
  redirectUris: ['https://epos.example/callback'],
  domains: [],
  certificates: [certificate],
  scopes: ['openid'],
  consents: [{ sysname: 'C', actions: ['A'], purposes: ['P'], scopes: ['fullname'] }],
};

/** What is thrown must be one of ESIA's refusals: anything else would be a fault of the sandbox. */
function readOrRefused<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error));
    return undefined;
  }
}

describe('what systems ask of the sandbox’s ESIA, whatever it is', () => {
  it('is never taken for signed', () => {
    const values = {
      client_id: fc.constantFrom('EPOS', 'OTHER'),
      client_certificate_hash: fc.constantFrom(certificateHash, 'AB'.repeat(32)),
      client_secret: fc.oneof(
        fc.uint8Array({ minLength: 64, maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
        fc.string(),
      ),
      scope: fc.constantFrom('openid', 'openid openid', ''),
      timestamp: fc.oneof(fc.constant('2026.01.25 10:36:11 +0000'), fc.string()),
      state: fc.oneof(fc.uuid(), fc.string()),
      redirect_uri: fc.oneof(fc.constant('https://epos.example/callback'), fc.webUrl()),
    };
    fc.assert(
      fc.property(fc.record(values, { requiredKeys: [] }), (given) => {
        const parameters = parametersOf(new URLSearchParams(given));
        const context = { systems: () => [system], clock: () => Date.UTC(2026, 0, 25, 10, 36, 11) };
        assert.equal(
          readOrRefused(() => checkSigned(parameters, context, '')),
          undefined,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('is a consent of the register, or refused', () => {
    const names = fc.array(fc.record({ sysname: fc.constantFrom('A', 'P', 'fullname', 'x') }), { maxLength: 2 });
    const permission = fc.record(
      {
        sysname: fc.constantFrom('C', 'D', ''),
        expire: fc.oneof(fc.integer(), fc.double()),
        actions: names,
        purposes: names,
        scopes: names,
      },
      { requiredKeys: [] },
    );
    const written = fc
      .oneof(fc.array(fc.oneof(permission, fc.jsonValue())), fc.jsonValue())
      .map((value) => Buffer.from(JSON.stringify(value)).toString('base64url'));
    fc.assert(
      fc.property(fc.oneof(written, fc.string()), (given) => {
        for (const consent of readOrRefused(() => readPermissions(given, system, 'openid')) ?? []) {
          assert.equal(consent.sysname, 'C');
          assert.deepEqual(consent.purposes, [{ sysname: 'P' }]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is a challenge of 43 signs, none, or refused', () => {
    const given = fc.record(
      {
        code_challenge: fc.oneof(fc.string(), fc.constant('x'.repeat(43))),
        code_challenge_method: fc.constantFrom('S256', 'plain'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(given, (query) => {
        const challenge = readOrRefused(() => readChallenge(parametersOf(new URLSearchParams(query))));
        if (challenge) assert.match(challenge.value, /^[\w-]{43}$/);
      }),
    );
  });

  it('is a certificate with a point of its curve, or refused by a RangeError', () => {
    const changed = fc.tuple(fc.nat(certificate.length - 1), fc.nat(255)).map(([at, byte]) => {
      const bytes = Uint8Array.from(certificate);
      bytes[at] = byte;
      return bytes;
    });
    fc.assert(
      fc.property(fc.oneof(changed, fc.uint8Array({ maxLength: 100 }), fc.string()), (written) => {
        try {
          assert.match(readCertificate(written).hash, /^[\dA-F]{64}$/);
        } catch (error) {
          assert.ok(error instanceof RangeError, String(error));
        }
      }),
      { numRuns: 300 },
    );
  });
});
