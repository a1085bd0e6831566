import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HostileVisit } from '../test/hostile-visit.ts';

describe('an issuer that does not accept clientAuth', () => {
  const answers: [name: string, status: number, error: string][] = [
    ['RFC 6749', 401, 'invalid_client'],
    ['RFC 6749, where the client came by its body', 400, 'invalid_client'],
    ['Keycloak', 401, 'unauthorized_client'],
  ];
  for (const [name, status, error] of answers) {
    it(`is told to the operator, and to the person as an outage: ${name}`, async () => {
      const visit = new HostileVisit({ faults: { reply: { token: () => ({ status, body: { error } }) } } });
      const { outcome } = await visit.signedIn();
      assert.equal(outcome?.error, 'unavailable');
      assert.equal(outcome.provider_code, 'invalid_client');
      const failed = visit.events.find(({ type }) => type === 'sign_in_failed');
      const reason = (failed as { reason?: string } | undefined)?.reason;
      assert.equal(reason, `The issuer does not accept clientAuth (${error}, HTTP ${status})`);
    });
  }

  it('is another thing than a code that is refused', async () => {
    const visit = new HostileVisit({
      faults: { reply: { token: () => ({ status: 400, body: { error: 'invalid_grant' } }) } },
    });
    assert.equal(await visit.outcome(), 'token_refused');
  });
});
