import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { authorizationResponse } from '../../../core/src/hostile/cases/authorization-response.ts';
import { discovery } from '../../../core/src/hostile/cases/discovery.ts';
import { idToken } from '../../../core/src/hostile/cases/id-token.ts';
import { parts } from '../../../core/src/hostile/cases/parts.ts';
import { keys } from '../../../core/src/hostile/cases/keys.ts';
import { line } from '../../../core/src/hostile/cases/line.ts';
import { signature } from '../../../core/src/hostile/cases/signature.ts';
import { time } from '../../../core/src/hostile/cases/time.ts';
import { tokenEndpoint } from '../../../core/src/hostile/cases/token-endpoint.ts';
import type { Case } from '../../../core/src/hostile/case.ts';
import { HostileVisit } from '../test/hostile-visit.ts';

const themes = { discovery, authorizationResponse, idToken, time, signature, keys, tokenEndpoint, line, parts };

/** What the gateway calls otherwise than the SDK, or sees otherwise. */
const otherwise: Readonly<Partial<Record<string, string>>> = {
  // Here the signature is checked first.
  'oidcc-core-2-sub-empty': 'id_token_invalid',
  // The SDK wants to be told that it may push; the gateway pushes where it is demanded.
  'rfc9126-5-required-and-absent': 'ready',
  // Here who wants bound tokens wants no others.
  'rfc9449-5-bearer-where-bound-is-welcome': 'bad_response',
  // A page's client has no secret that could be wrong; a server's operator has to mend it, and nobody else can.
  'rfc6749-5.2-invalid-client': 'unavailable',
};

/** These are about a page: its options, its clock, what it may read of other origins. */
function isOfPages({ id, play, around, before, options }: Case): boolean {
  if (id.startsWith('popup')) return true;
  const ofServers = typeof options !== 'object' || Object.keys(options).join() === 'trustedAudiences';
  return !!play || !!around || !!before || !ofServers || id.endsWith('without-cors');
}

const tokens = /(access|refresh|code)-\d+-\w{8}-|eyJ[\w-]{20,}\.eyJ/;

/** The hostile servers of the SDK, against the gateway: it must refuse what the SDK refuses, and take what it takes. */
for (const [theme, cases] of Object.entries(themes)) {
  describe(`the SDK's hostile servers: ${theme}`, () => {
    for (const played of cases.filter((one) => !isOfPages(one))) {
      it(`${played.id}: ${played.about}`, async () => {
        const slow = /hang|trickle/.test(played.id);
        const trusted = typeof played.options === 'object' ? played.options.trustedAudiences : undefined;
        const visit = new HostileVisit(played, {
          timeout: slow ? 100 : 5000,
          ...(trusted ? { trustedAudiences: trusted } : {}),
          // The SDK takes what is announced, the gateway what was agreed on.
          ...(played.id.endsWith('sig-es256') ? { signingAlgorithm: 'ES256' } : {}),
          dpop: theme === 'parts' && /dpop|rfc9449/.test(played.id),
          par: played.id.startsWith('rfc9126'),
        });
        const { kind, code = kind, asked } = played.expected;
        const expected = otherwise[played.id] ?? code;
        assert.equal(await visit.outcome(), expected);
        const times = asked.filter((endpoint) => endpoint === 'token').length;
        assert.equal(visit.asked('token').length, expected === 'ready' ? Math.max(1, times) : times);
        if (expected === 'ready') assert.equal((await visit.call('/api/v1/me')).status, 200);
        assert.deepEqual(visit.asked('foreign', 'lost', 'other:token'), []);
        assert.doesNotMatch(visit.seen.join('\n'), tokens);
        for (const { url } of visit.run.log) assert.doesNotMatch(url, tokens);
      });
    }
  });
}
