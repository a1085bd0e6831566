import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gatewayLoggedOut, gatewaySession } from '@epos-login/core/contract';
import { setupServer } from 'msw/node';
import { meOf } from '../answers/answers.ts';
import { gatewayHandlers, type GatewayHandlersOptions } from './gateway-handlers.ts';

const url = 'https://journal.example/auth';
const server = setupServer();

before(() => {
  server.listen({ onUnhandledFrame: 'error' });
});
after(() => {
  server.close();
});

function use(options: GatewayHandlersOptions): void {
  server.resetHandlers(...gatewayHandlers({ url, ...options }));
}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${url}/${path}`, { ...init, headers: { 'x-epos-gateway': '1' } });
}

test('the answers fit the contract', async () => {
  use({
    person: 'parent',
    issuer: 'https://sso.example',
    endSession: { action: 'https://sso.example/out', fields: {} },
  });
  const found = gatewaySession.parse(await (await ask('session')).json());
  assert.equal(found.session?.claims.sub, meOf('parent').person.sub);
  assert.deepEqual(gatewaySession.parse(await (await ask('refresh', { method: 'POST' })).json()), found);
  const out = await ask('logout', { method: 'POST', body: '{}' });
  assert.equal(gatewayLoggedOut.parse(await out.json()).end_session?.action, 'https://sso.example/out');
  assert.equal(gatewaySession.parse(await (await ask('session')).json()).session, null);
  assert.equal((await ask('refresh', { method: 'POST' })).status, 401);
});

test('a session can be replaced, and a sign-out kept here', async () => {
  use({ session: { expires_in: 60, refresh_in: 0 } });
  const { session } = gatewaySession.parse(await (await ask('session')).json());
  assert.deepEqual([session?.expires_in, session?.refresh_in], [60, 0]);
  const out = await ask('logout', { method: 'POST', body: '{"everywhere":false}' });
  assert.deepEqual(await out.json(), {});
});

test('an outcome is told once, to whoever brings its name', async () => {
  use({ outcome: { id: 'o1', error: 'access_denied' } });
  const told = async (path: string) => gatewaySession.parse(await (await ask(path)).json()).outcome;
  assert.equal(await told('session'), undefined);
  assert.equal(await told('session?epos_login=o2'), undefined);
  assert.deepEqual(await told('session?epos_login=o1'), { id: 'o1', error: 'access_denied' });
  assert.equal(await told('session?epos_login=o1'), undefined);
});

test('what another site could send is refused', async () => {
  use({});
  for (const [path, method] of [
    ['session', 'GET'],
    ['refresh', 'POST'],
    ['logout', 'POST'],
  ] as const) {
    assert.equal((await fetch(`${url}/${path}`, { method })).status, 403);
  }
  assert.equal((await ask('logout', { method: 'POST', body: '[' })).status, 400);
});
