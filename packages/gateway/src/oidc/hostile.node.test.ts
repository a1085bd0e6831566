import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { authorizationResponse } from '../../../core/src/hostile/cases/authorization-response.ts';
import { discovery } from '../../../core/src/hostile/cases/discovery.ts';
import { idToken } from '../../../core/src/hostile/cases/id-token.ts';
import { keys } from '../../../core/src/hostile/cases/keys.ts';
import { line } from '../../../core/src/hostile/cases/line.ts';
import { signature } from '../../../core/src/hostile/cases/signature.ts';
import { time } from '../../../core/src/hostile/cases/time.ts';
import { tokenEndpoint } from '../../../core/src/hostile/cases/token-endpoint.ts';
import type { Case } from '../../../core/src/hostile/case.ts';
import { HostileVisit } from '../test/hostile-visit.ts';

const themes = { discovery, authorizationResponse, idToken, time, signature, keys, tokenEndpoint, line };

/** What the gateway calls otherwise than the SDK, or sees otherwise. */
const otherwise: Readonly<Partial<Record<string, string>>> = {
  // Here the signature is checked first.
  'oidcc-core-2-sub-empty': 'id_token_invalid',
};

/** These are about a page: its options, its clock, what it may read of other origins. */
function isOfPages({ id, play, around, before, options }: Case): boolean {
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
        });
        const { kind, code = kind, asked } = played.expected;
        assert.equal(await visit.outcome(), otherwise[played.id] ?? code);
        assert.equal(visit.asked('token').length, asked.includes('token') ? 1 : 0, 'the code is sent once, or never');
        assert.deepEqual(visit.asked('foreign', 'lost', 'other:token'), []);
        assert.doesNotMatch(visit.seen.join('\n'), tokens);
        for (const { url } of visit.run.log) assert.doesNotMatch(url, tokens);
      });
    }
  });
}
