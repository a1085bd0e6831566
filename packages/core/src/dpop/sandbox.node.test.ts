import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Client } from '../direct/client.ts';
import { par } from '../par/par.ts';
import { portalApi } from '../portal/portal-api.ts';
import { MemoryKeys } from '../test/bound-stage.ts';
import { VeryPlainBrowser } from '../test/plain-browser.ts';
import { redirectUri, SandboxTab, startSandbox, type Sandbox } from '../test/sandbox-tab.ts';
import { KeyBinding } from './key-binding.ts';
import { makeKey, prove } from './proof.ts';

const twoHours = 2 * 60 * 60 * 1000;

/** Against a certified OpenID Provider, which takes pushed requests and wants a nonce of its own in each proof. */
describe('bound tokens and the sandbox', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  /** @param clock what the page's own server writes into its answers */
  const openTab = (use: 'auto' | 'require', clock: Record<string, string> = { date: new Date().toUTCString() }) => {
    const keys = new MemoryKeys();
    const tab = new SandboxTab(sandbox, () => ({ dpop: new KeyBinding(use === 'require', keys), par: par() }));
    tab.fetch = async (input, init) =>
      init?.method === 'HEAD' ? new Response(null, { headers: clock }) : fetch(input, init);
    return tab;
  };

  const check = async (client: Client) => {
    const portal = portalApi(sandbox.portalUrl);
    const { person } = await portal.me({ fetch: client.fetch });
    assert.equal(person.name, 'Иванова Мария Петровна');
    assert.ok((await portal.subsystems({ fetch: client.fetch })).length);
    const { cnf } = client.claims('access') as { cnf?: { jkt?: string } };
    return cnf?.jkt;
  };

  it('sign in by a reference, ask the portal, renew and find the session again', async () => {
    const tab = openTab('auto');
    const browser = new VeryPlainBrowser(redirectUri);
    const { client, left } = await tab.signIn(browser);
    assert.deepEqual([...new URL(left).searchParams.keys()].sort(), ['client_id', 'request_uri']);
    const jkt = await check(client);
    assert.ok(jkt);

    const before = await client.getToken();
    tab.elapsed = 299_000;
    assert.notEqual(await client.getToken(), before);
    assert.equal(await check(client), jkt);

    const again = tab.load(redirectUri);
    again.page.frame = async (url) => (await browser.open(url)).url;
    assert.deepEqual(await again.client.restore(), { kind: 'session', interactive: false });
    assert.equal(await check(again.client), jkt);

    await again.client.signOut({});
    const { client: next } = await tab.signIn(browser);
    assert.notEqual(await check(next), jkt);
  });

  it('are of no use to a thief', async () => {
    const { client } = await openTab('require').signIn(new VeryPlainBrowser(redirectUri));
    const me = new URL(`${sandbox.portalUrl}/v1/me`);
    assert.equal((await client.fetch(me)).status, 200);
    const token = await client.getToken();
    const bearer = await fetch(me, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(bearer.status, 401);

    const ask = async (nonce: string | undefined) => {
      const deed = { method: 'GET', url: me, time: Date.now() / 1000, nonce, token };
      const dpop = await prove(await makeKey(), deed);
      return fetch(me, { headers: { authorization: `DPoP ${token}`, dpop } });
    };
    const nonce = (await ask(undefined)).headers.get('dpop-nonce') ?? undefined;
    assert.ok(nonce);
    const refused = await ask(nonce);
    assert.equal(refused.status, 401);
    assert.match(refused.headers.get('www-authenticate') ?? '', /invalid_dpop_proof/);
  });

  for (const offset of [twoHours, -twoHours]) {
    for (const use of ['auto', 'require'] as const) {
      it(`${use}: sign in and renew on a device that is off by ${offset / 3_600_000} hours`, async () => {
        // Where nobody tells the time, the nonce stands for it.
        const tab = use === 'auto' ? openTab(use) : openTab(use, {});
        tab.elapsed = offset;
        const { client } = await tab.signIn(new VeryPlainBrowser(redirectUri));
        assert.ok(await check(client));
        await client.getToken({ renew: true });
        assert.ok(await check(client));
      });
    }
  }
});
