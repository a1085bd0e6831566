import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as fc from 'fast-check';
import { errorMessages } from '../errors/errors.ts';
import { providerError } from './provider-errors.ts';

const known = ['access_denied', 'server_error', 'login_required', 'consent_required', 'EPOS-ACCOUNT-MISMATCH'];
const said = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .tuple(fc.constantFrom(...known, 'ESIA-007055', 'ESIA-00705', 'EPOS-', ''), fc.string())
    .map((parts) => parts.join('')),
);
const answers = fc.array(fc.tuple(fc.constantFrom('error', 'error_description', 'error_uri'), said), { maxLength: 4 });

it('an error answer passes on a code of a known form and nothing of its text, whatever it says', () => {
  fc.assert(
    fc.property(answers, (pairs) => {
      const answer = new URLSearchParams(pairs);
      const found = providerError(answer, 'callback');
      assert.ok(Object.hasOwn(errorMessages, found.code));
      const { providerCode = '' } = found;
      assert.match(providerCode, /^(EPOS-[A-Z-]{1,40}|ESIA-\d{6}|[a-z_]{1,64}|)$/);
      assert.equal(found.message, `${found.code} during callback`);
      assert.equal(found.cause, undefined);
      const shown = JSON.stringify(found).replaceAll(providerCode || /(?!)/g, '');
      for (const text of answer.values()) if (text.length > 20) assert.equal(shown.includes(text), false);
    }),
    { numRuns: 1000 },
  );
});

it('what follows the code changes nothing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...known, 'ESIA-007055'), fc.string(), (code, text) => {
      const meaning = (error_description: string) => {
        const error = providerError(new URLSearchParams({ error: 'access_denied', error_description }), 'callback');
        return [error.code, error.providerCode];
      };
      assert.deepEqual(meaning(`${code}: ${text}`), meaning(code));
    }),
  );
});
