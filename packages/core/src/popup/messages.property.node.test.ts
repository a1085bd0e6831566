import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { lent } from '../direct/lent.ts';
import { addresses } from '../test/arbitraries.ts';
import { answerMessage, isTaken, readAnswer, takenMessage } from './messages.ts';

const redirectUri = 'https://journal.example/callback?from=epos';
const states = fc.constantFrom('popup.a', 'popup.b', 'b', '');
const queries = fc
  .array(
    fc.tuple(fc.constantFrom('state', 'code', 'error', 'from'), fc.oneof(states, fc.string(), fc.constant('epos'))),
  )
  .map((pairs) => new URLSearchParams(pairs).toString());
const places = fc.oneof(
  addresses,
  fc
    .tuple(fc.constantFrom(redirectUri, 'https://journal.example/other?', 'https://evil.example/callback?'), queries)
    .map(([place, query]) => `${place}&${query}`),
);
/** What any page of the origin, or any window that has a handle, may say. */
const messages = fc.oneof(
  fc.anything(),
  fc.record(
    {
      type: fc.constantFrom('epos-login:answer', 'epos-login:taken', 'other'),
      state: states,
      href: fc.oneof(places, fc.anything()),
    },
    { requiredKeys: [] },
  ),
);

describe('what a window says', () => {
  it('is an answer only at the redirect address and to the state that was asked, whoever says it', () => {
    fc.assert(
      fc.property(messages, states, (message, state) => {
        const answer = readAnswer(message, state, redirectUri, lent);
        if (!answer) return;
        const { href, state: named } = message as { href: string; state: string };
        const url = new URL(href);
        assert.equal(url.origin + url.pathname, 'https://journal.example/callback');
        assert.ok(url.searchParams.getAll('from').includes('epos'));
        assert.equal(named, state);
        assert.equal(answer.get('state'), state);
      }),
      { numRuns: 2000 },
    );
  });

  it('is understood by the page that waits', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (state, code) => {
        const url = new URL(redirectUri);
        url.searchParams.set('state', state);
        url.searchParams.set('code', code);
        const kept = url.searchParams.get('state')!;
        const heard: unknown = structuredClone(answerMessage(url.href, kept));
        assert.equal(readAnswer(heard, kept, redirectUri, lent)?.get('code'), url.searchParams.get('code'));
        assert.equal(readAnswer(heard, `${kept}x`, redirectUri, lent), undefined);
        assert.equal(isTaken(heard), false);
      }),
    );
  });

  it('is that the answer was taken only if it says so', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const { type } = Object(message) as { type?: unknown };
        assert.equal(isTaken(message), type === takenMessage.type);
      }),
    );
    assert.equal(isTaken(structuredClone(takenMessage)), true);
  });
});
