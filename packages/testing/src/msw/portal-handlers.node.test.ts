import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { organizationList, problem, readMe, readSubsystems } from '@epos-login/core/contract';
import { setupServer } from 'msw/node';
import { portalFaults } from './faults.ts';
import { portalHandlers, type PortalHandlersOptions } from './portal-handlers.ts';

const url = 'https://portal.example/api';
const server = setupServer();

before(() => {
  server.listen({ onUnhandledFrame: 'error' });
});
after(() => {
  server.close();
});

async function get(path: string, options: PortalHandlersOptions = {}, headers: HeadersInit = {}): Promise<Response> {
  server.resetHandlers(...portalHandlers({ url, ...options }));
  return fetch(`${url}/${path}`, { headers });
}

const application = {
  family_name: 'Иванова',
  given_name: 'Мария',
  middle_name: 'Петровна',
  email: 'ivanova@mail.example',
  position: 'Учитель',
  organization_id: 'org-school-12',
  inn: '5900000122',
  kpp: '590001001',
  consent_version: '2026-09',
};

function register(form: object, key = 'key-1'): Promise<Response> {
  return fetch(`${url}/v1/registrations`, {
    method: 'POST',
    headers: { 'idempotency-key': key, 'content-type': 'application/json' },
    body: JSON.stringify(form),
  });
}

test('me and subsystems fit the contract', async () => {
  const me = readMe(await (await get('v1/me', { person: 'teacherAndParent' })).json());
  assert.equal(me.person.name, 'Смирнов Алексей Игоревич');
  assert.equal(me.roles.length, 3);
  const answer = await get('v1/me/subsystems', { person: 'head' });
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.equal(readSubsystems(await answer.json()).length, 40);
});

test('an ETag spares the second answer', async () => {
  const etag = (await get('v1/me/subsystems')).headers.get('etag');
  assert.ok(etag);
  const again = await get('v1/me/subsystems', {}, { 'if-none-match': etag });
  assert.equal(again.status, 304);
  assert.equal(again.headers.get('etag'), etag);
  assert.equal((await get('v1/me/subsystems', { person: 'parent' }, { 'if-none-match': etag })).status, 200);
});

test('launch addresses are the caller’s', async () => {
  const answer = await get('v1/me/subsystems', { launch: (id) => ({ url: `https://epos.example/${id}` }) });
  assert.equal(readSubsystems(await answer.json())[0]?.url, 'https://epos.example/journal');
});

test('whatever a hostile portal may send can be sent', async () => {
  const answer = await get('v1/me/subsystems', { subsystems: [{ id: 1 }, 'x'] });
  assert.deepEqual(await answer.json(), { subsystems: [{ id: 1 }, 'x'] });
});

test('without a session the portal says so', async () => {
  for (const path of ['v1/me', 'v1/me/subsystems']) {
    const answer = await get(path, { person: null });
    assert.equal(answer.status, 401);
    assert.match(answer.headers.get('www-authenticate') ?? '', /invalid_token/);
    assert.equal(problem.parse(await answer.json()).code, 'invalid_token');
  }
});

test('organizations are found by name and tax number, page by page', async () => {
  const first = organizationList.parse(await (await get('v1/organizations?query=муницип&limit=2')).json());
  assert.equal(first.organizations.length, 2);
  const cursor = first.next_cursor ?? '';
  const last = organizationList.parse(
    await (await get(`v1/organizations?query=муницип&limit=2&cursor=${cursor}`)).json(),
  );
  assert.deepEqual([last.organizations.length, last.next_cursor], [1, undefined]);
  const byInn = organizationList.parse(await (await get('v1/organizations?query=5900000034')).json());
  assert.equal(byInn.organizations[0]?.id, 'org-gymnasium-3');
  assert.equal((await get('v1/organizations?query=шк')).status, 400);
});

test('a registration is accepted once, however often it is sent', async () => {
  server.resetHandlers(...portalHandlers({ url }));
  const accepted = await register(application);
  assert.equal(accepted.status, 202);
  assert.deepEqual(await (await register(application)).json(), await accepted.json());
  assert.equal((await register({ ...application, position: 'Завуч' })).status, 409);
  assert.equal((await register(application, '')).status, 400);
});

test('a bad registration names each field and its rule', async () => {
  server.resetHandlers(...portalHandlers({ url }));
  const answer = await register({
    ...application,
    inn: '5900000123',
    email: 'nobody',
    position: ' ',
    given_name: undefined,
  });
  assert.equal(answer.headers.get('content-type'), 'application/problem+json');
  assert.deepEqual(problem.parse(await answer.json()).errors, [
    { field: 'given_name', rule: 'required' },
    { field: 'email', rule: 'email' },
    { field: 'position', rule: 'required' },
    { field: 'inn', rule: 'inn' },
  ]);
});

test('every fault arrives as it is named', async () => {
  for (const fault of portalFaults) {
    const answer = get('v1/me', { faults: { me: fault } });
    if (fault.kind === 'network') await assert.rejects(answer);
    else if (fault.kind === 'problem') assert.equal(problem.parse(await (await answer).json()).code, fault.code);
    else if (fault.kind === 'answer') assert.equal(await (await answer).text(), fault.body);
  }
  const limited = await get('v1/me', { faults: { me: { kind: 'problem', code: 'rate_limited', retryAfter: 30 } } });
  assert.equal(limited.headers.get('retry-after'), '30');
  assert.equal((await get('v1/me', { faults: { me: { kind: 'slow', delay: 5 } } })).status, 200);
});
