import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { EsiaError, readErrorText } from '../errors/errors.ts';
import { readPerson } from '../person/person.ts';
import { parseCallback } from './callback.ts';
import { readTokenAnswer } from './token-response.ts';

const bodies = fc.oneof(fc.jsonValue(), fc.anything());
const names = fc.constantFrom('code', 'state', 'error', 'error_description', 'other');
const said = fc.oneof(
  fc.string(),
  fc.constantFrom('access_denied', 'ESIA-007004: denied', 'ESIA-999999', 'server_error'),
);
const queries = fc.array(fc.tuple(names, said), { maxLength: 5 });

/** What is thrown must be the client's own error, and must not pass on what ESIA, or anybody, has written. */
function readOrRefused<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    assert.ok(error instanceof EsiaError, String(error));
    return undefined;
  }
}

describe('what ESIA answers, whatever it is', () => {
  it('is a callback with one code and one state, an error of a known form, or none', () => {
    fc.assert(
      fc.property(queries, (pairs) => {
        const query = new URLSearchParams(pairs);
        const callback = parseCallback(`https://epos.example/callback?${query}`);
        if (callback.kind === 'none') assert.ok(!query.has('code') && !query.has('error'));
        if (callback.kind === 'code') {
          assert.deepEqual([query.getAll('code'), query.getAll('state')], [[callback.code], [callback.state]]);
          assert.equal(query.has('error'), false);
        }
        if (callback.kind !== 'error') return;
        assert.match(callback.error.esiaCode ?? 'ESIA-000000', /^ESIA-\d{6}$/);
        assert.match(callback.error.oauthError ?? '', /^[a-z_]{0,64}$/);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives an error text of known forms, as JSON or as a page', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.record({ error: said, code: said }).map((o) => JSON.stringify([o])),
        ),
        (body) => {
          const { esiaCode = 'ESIA-000000', oauthError = '' } = readErrorText(body);
          assert.match(esiaCode, /^ESIA-\d{6}$/);
          assert.match(oauthError, /^[a-z_]{0,64}$/);
        },
      ),
    );
  });

  it('gives tokens only to the request that was sent', () => {
    const answers = fc.oneof(
      bodies,
      fc.record(
        {
          access_token: fc.string(),
          id_token: fc.string(),
          state: fc.constantFrom('s', 't'),
          token_type: fc.constantFrom('Bearer', 'bearer', 'mac'),
          expires_in: fc.oneof(fc.integer(), fc.string(), fc.nat().map(String)),
        },
        { requiredKeys: ['access_token', 'state', 'token_type', 'expires_in'] },
      ),
    );
    fc.assert(
      fc.property(answers, (body) => {
        const read = readOrRefused(() => readTokenAnswer(body, 's'));
        if (!read) return;
        assert.equal((body as { state: string }).state, 's');
        assert.ok(read.accessToken.length > 0);
        assert.ok(Number.isFinite(read.expiresIn) && read.expiresIn >= 0);
      }),
      { numRuns: 1000 },
    );
  });

  it('describes a person soundly, and loses none for a child or a contact that cannot be read', () => {
    const contact = fc.oneof(
      fc.record({ type: fc.constantFrom('EML', 'MBT'), value: fc.string(), vrfStu: said }),
      bodies,
    );
    const people = fc.record(
      {
        firstName: fc.oneof(fc.string(), bodies),
        birthDate: fc.oneof(fc.constant('26.05.2000'), fc.string()),
        gender: fc.constantFrom('F', 'M', 'X'),
        snils: fc.oneof(fc.constant('000-000-600 06'), fc.string()),
        contacts: fc.record({ elements: fc.array(contact) }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.oneof(people, bodies),
        fc.oneof(fc.record({ elements: fc.array(fc.oneof(people, bodies)) }), bodies),
        (body, kids) => {
          const person = readOrRefused(() => readPerson('1', body, kids));
          for (const one of person ? [person, ...person.kids] : []) {
            assert.match(one.birthdate ?? '2000-05-26', /^\d{4}-\d\d-\d\d$/);
            assert.match(one.snils ?? '00000060006', /^\d{11}$/);
            assert.match(one.gender ?? 'F', /^[FM]$/);
          }
        },
      ),
    );
  });
});
