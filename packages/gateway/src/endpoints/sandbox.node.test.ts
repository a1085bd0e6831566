import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { gatewaySession, type GatewaySession } from '@epos-login/core/contract';
import { memoryStore } from '../gateway.ts';
import {
  Browser,
  call,
  sessionOf,
  signIn,
  startGateway,
  startSandbox,
  type Sandbox,
  type Stage,
} from '../test/stage.ts';

/** Against a certified OpenID Provider: what the gateway takes for the protocol is the protocol. */
for (const [name, store] of [
  ['cookies', undefined],
  ['a store', memoryStore()],
] as const) {
  describe(`the gateway with sessions in ${name}, at the sandbox`, () => {
    let sandbox: Sandbox;
    let stage: Stage;
    before(async () => {
      sandbox = await startSandbox({ port: 0, quiet: true });
      stage = await startGateway(sandbox, { claims: ['acr'], ...(store ? { store } : {}) });
    });
    beforeEach(() => {
      sandbox.control.reset();
    });
    after(async () => {
      await stage.close();
      await sandbox.close();
    });

    it('signs a teacher in, tells the page how it ended, and proxies with the token', async () => {
      const browser = new Browser();
      assert.deepEqual(await sessionOf(stage, browser), { session: null, reason: 'never' });
      const page = new URL((await signIn(stage, browser)).url);
      assert.equal(page.pathname + page.hash, '/journal#marks');
      assert.equal(page.searchParams.get('day'), '1');
      const id = page.searchParams.get('epos_login') ?? '';
      const first = await sessionOf(stage, browser, `?epos_login=${id}`);
      assert.deepEqual(gatewaySession.parse(first), first);
      assert.deepEqual(first.outcome, { id });
      assert.equal(first.session?.claims.acr, '1');
      assert.equal((await sessionOf(stage, browser, `?epos_login=${id}`)).outcome, undefined);

      const me = await call(stage, browser, '/api/v1/me');
      assert.equal(me.status, 200);
      assert.match(await me.text(), /Иванова Мария Петровна/);
    });

    it('names the SSO, by which pages know whose wish to sign in they may follow', async () => {
      const browser = new Browser();
      const told = async () => ((await (await call(stage, browser, 'session')).json()) as GatewaySession).issuer;
      assert.equal(await told(), sandbox.origins.sso);
      await signIn(stage, browser);
      assert.equal(await told(), sandbox.origins.sso);
      const renewed = await call(stage, browser, 'refresh', { method: 'POST' });
      assert.equal(((await renewed.json()) as GatewaySession).issuer, sandbox.origins.sso);
    });

    it('renews when the token is used up', async () => {
      const browser = new Browser();
      await signIn(stage, browser);
      const { session } = await sessionOf(stage, browser);
      const response = await call(stage, browser, 'refresh', { method: 'POST' });
      assert.equal(response.status, 200);
      const renewed = gatewaySession.parse(await response.json());
      assert.equal(renewed.session?.id, session?.id);
      assert.equal((await call(stage, browser, '/api/v1/me')).status, 200);
    });

    it('signs out here and at the SSO, and leads back', async () => {
      const browser = new Browser();
      await signIn(stage, browser);
      const response = await call(stage, browser, 'logout', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ return_to: '/farewell' }),
      });
      assert.equal(response.status, 200);
      const { end_session } = (await response.json()) as {
        end_session: { action: string; fields: Record<string, string> };
      };
      assert.equal('id_token_hint' in end_session.fields, store !== undefined);
      assert.deepEqual(await sessionOf(stage, browser), { session: null, reason: 'never' });

      const until = (url: URL) => url.origin === stage.origin && !url.pathname.startsWith('/auth/');
      const asked = await browser.open(end_session.action, {
        method: 'POST',
        body: new URLSearchParams(end_session.fields),
        until,
      });
      const end = await browser.submit(asked, { logout: 'yes' }, { until });
      assert.equal(end.url, `${stage.origin}/farewell`);
      const again = await signIn(stage, browser, { query: { prompt: 'none' } });
      const id = new URL(again.url).searchParams.get('epos_login') ?? '';
      const { outcome } = await sessionOf(stage, browser, `?epos_login=${id}`);
      assert.deepEqual(outcome, { id, error: 'login_required', provider_code: 'login_required' });
    });
  });
}
