import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStore, type GatewayEvent } from '../gateway.ts';
import { HostileVisit } from '../test/hostile-visit.ts';

const personal = /person-1|Иванова|mail@|access-\d|refresh-\d|code-\d|eyJ|a secret|\/journal|lessons|https?:\/\//;

describe('what the log hears', () => {
  it('is what happened, and nothing of whom', async () => {
    const visit = new HostileVisit(
      { faults: { refreshes: true, claims: { name: 'Иванова', email: 'mail@example.org' } } },
      { store: memoryStore(), claims: ['name', 'email'] },
    );
    await visit.outcome('&provider=esia');
    await visit.call('/api/v1/me?lessons=1');
    await visit.call('/auth/refresh', { method: 'POST' });
    await visit.ask('/auth/session');
    await visit.ask('/auth/callback?code=code-1&state=x', { headers: { accept: 'text/html' } });
    await visit.ask('/nothing');
    await visit.call('/auth/logout', { method: 'POST' });
    const types = (type: GatewayEvent['type']) => visit.events.filter((event) => event.type === type);
    assert.deepEqual(types('signed_in'), [{ type: 'signed_in', provider: 'esia' }]);
    assert.deepEqual(types('signed_out'), [{ type: 'signed_out', everywhere: true }]);
    assert.deepEqual(
      types('request').map((event) => event.type === 'request' && `${event.endpoint} ${event.status}`),
      [
        ...['login 303', 'callback 303', 'session 200', 'proxy 200', 'refresh 200', 'session 403', 'callback 303'],
        ...['unknown 404', 'logout 200'],
      ],
    );
    assert.doesNotMatch(JSON.stringify(visit.events), personal);
  });

  it('is why something failed, and nothing of whom', async () => {
    const refusals = [
      { answer: { code: undefined, error: 'access_denied', error_description: 'Иванова mail@example.org' } },
      { claims: { aud: 'another', name: 'Иванова' } },
      { token: { access_token: 7, email: 'mail@example.org' } },
      { reply: { token: () => ({ status: 400, body: { error: 'invalid_grant', error_description: 'Иванова' } }) } },
      { reply: { token: () => ({ status: 500, body: '<h1>Иванова</h1>' }) } },
      { reply: { discovery: () => ({ line: 'drop' as const }) } },
    ];
    for (const faults of refusals) {
      const visit = new HostileVisit({ faults });
      await visit.outcome();
      const [failed] = visit.events.filter(({ type }) => type === 'sign_in_failed');
      assert.ok(failed?.type === 'sign_in_failed' && failed.reason);
      assert.doesNotMatch(JSON.stringify(visit.events), personal);
    }
  });

  it('may fail itself, and nobody is refused for it', async () => {
    const log = () => {
      throw new Error('The disk is full.');
    };
    const visit = new HostileVisit({}, { log });
    assert.equal((await visit.ask('/auth/login')).status, 303);
  });
});
