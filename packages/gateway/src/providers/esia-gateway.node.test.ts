import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { describe, it } from 'node:test';
import { createDevelopmentIdentity, type EsiaVerdict } from '../esia/esia.ts';
import { EsiaVisit } from '../test/esia-visit.ts';
import { until } from '../test/session-store.ts';

const day = 24 * 60 * 60 * 1000;

/** The module of ESIA where it is used: behind the gateway's handler. */
describe('the certificate of a system at ESIA, through the gateway', () => {
  const identity = createDevelopmentIdentity('Journal');
  const { certificate, signer } = identity;
  const end = Date.parse(new X509Certificate(certificate).validTo);

  it('is told of ahead, once a day, and its end takes no instance from those who came before or come another way', async () => {
    const visit = new EsiaVisit({ at: end - 40 * day, certificate, signer, onCertificateExpiry: () => undefined });
    const told = () => visit.events.flatMap((event) => (event.type === 'certificate_expires' ? [event.days] : []));
    assert.equal((await visit.gateway.check()).providers, true);
    assert.deepEqual(told(), []);
    visit.at = end - 20 * day;
    assert.equal((await visit.gateway.check()).providers, true);
    visit.at += 3_600_000;
    await visit.gateway.check();
    assert.deepEqual(told(), [20]);
    visit.at = end - 19 * day;
    await visit.leave('/auth/login?provider=esia&return_to=/journal');
    assert.deepEqual(told(), [20, 19]);
    visit.at = end + day / 2;
    for (const _ of [1, 2]) assert.equal((await visit.gateway.check()).providers, true);
    const unusable = visit.events.filter((event) => event.type === 'provider_unusable');
    assert.equal(unusable.length, 1);
    assert.match(JSON.stringify(unusable), /"provider":"esia","code":"invalid_options".*certificate ended on/);
    assert.deepEqual(told(), [20, 19, -1]);
  });

  it('has ended before the start: nobody is to be sent there', async () => {
    const options = { at: end + day / 2, certificate, signer, onCertificateExpiry: () => undefined };
    const visit = new EsiaVisit(options);
    for (const _ of [1, 2]) assert.equal((await visit.gateway.check()).providers, false);
    visit.at = end - day;
    assert.equal((await visit.gateway.check()).providers, true);
  });

  it('is compared with the key at the start, before anybody comes', async () => {
    const { signer: another } = createDevelopmentIdentity('Another');
    const visit = new EsiaVisit({ at: Date.now(), certificate, signer: another });
    await until(() => visit.events.length > 0);
    assert.match(JSON.stringify(visit.events), /provider_unusable.*does not sign by the key of the certificate/);
    await visit.gateway.close();
  });
});

describe('somebody whom `identify` names by nothing', () => {
  for (const sub of [undefined, null, '', 42]) {
    it(`(${JSON.stringify(sub)}) gets no session`, async () => {
      const visit = new EsiaVisit({ identify: () => ({ sub }) as EsiaVerdict });
      const { session, outcome } = await visit.signIn();
      assert.equal(session, null);
      assert.equal(outcome?.error, 'server_error');
      assert.match(JSON.stringify(visit.events), /sign_in_failed.*`sub` must be a text/);
    });
  }
});

describe('a session that ESIA renews no more', () => {
  const refusals: [what: string, status: number, body: object, code: string][] = [
    ['spent', 400, { error: 'x', error_description: 'ESIA-007011: …' }, '401 session_ended'],
    [
      'its consent withdrawn',
      400,
      { error: 'access_denied', error_description: 'ESIA-007004: …' },
      '401 session_ended',
    ],
    ['by OAuth’s own word', 400, { error: 'invalid_grant' }, '401 session_ended'],
    ['too often', 429, { error: 'invalid_grant' }, '503 unavailable'],
    ['wrongly signed', 400, { error: 'invalid_grant', error_description: 'ESIA-007053: …' }, '503 unavailable'],
    ['down', 503, {}, '503 unavailable'],
  ];
  for (const [what, status, body, expected] of refusals) {
    it(`is ${expected.slice(4)}: ${what}`, async () => {
      const visit = new EsiaVisit({}, { session: { idle: 7200 } });
      assert.ok((await visit.signIn()).session);
      visit.refreshed = () => Response.json(body, { status });
      visit.at += 3_600_000;
      const response = await visit.call('/auth/refresh', { method: 'POST' });
      const { code } = (await response.json()) as { code: string };
      assert.equal(`${response.status} ${code}`, expected);
      assert.equal((await visit.session()).session === null, expected.startsWith('401'));
    });
  }
});

describe('prompt=login at ESIA, which knows none', () => {
  /** Leaves for ESIA's sign-out, and gives the address to which it is to lead back. */
  async function detour(visit: EsiaVisit): Promise<string> {
    const out = await visit.leave('/auth/login?provider=esia&return_to=/journal&prompt=login');
    assert.equal(out.pathname, '/idp/ext/Logout');
    const anew = new URL(out.searchParams.get('redirect_url') ?? '');
    return `${anew.pathname}${anew.search}`;
  }

  it('lets nobody pass whom ESIA has not signed out after all', async () => {
    const visit = new EsiaVisit();
    visit.signedInAt -= 600_000;
    const { session, outcome } = await visit.comeBack(await visit.leave(await detour(visit)));
    assert.deepEqual([session, outcome?.error], [null, 'login_required']);
  });

  it('takes whoever has typed the password since', async () => {
    const visit = new EsiaVisit();
    const there = await visit.leave(await detour(visit));
    visit.at += 300_000;
    visit.signedInAt = visit.at - 200_000;
    assert.ok((await visit.comeBack(there)).session);
  });
});
