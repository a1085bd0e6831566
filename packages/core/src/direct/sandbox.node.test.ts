import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { portalApi } from '../portal/portal-api.ts';
import { VeryPlainBrowser } from '../test/plain-browser.ts';
import { redirectUri, SandboxTab, startSandbox, type Sandbox } from '../test/sandbox-tab.ts';

/** Against a certified OpenID Provider: what we take for the protocol is the protocol. */
describe('direct and the sandbox', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  it('sign an employee in, show who it is, and renew', async () => {
    const tab = new SandboxTab(sandbox);
    const { client } = await tab.signIn(new VeryPlainBrowser(redirectUri));
    const portal = portalApi(sandbox.portalUrl);
    const { person, roles } = await portal.me({ fetch: client.fetch });
    assert.equal(person.name, 'Иванова Мария Петровна');
    assert.ok(roles.length);
    assert.ok((await portal.subsystems({ fetch: client.fetch })).length);
    const before = await client.getToken();
    tab.elapsed = 299_000;
    assert.notEqual(await client.getToken(), before);
    assert.equal((await portal.me({ fetch: client.fetch })).person.sub, person.sub);
  });

  it('find the session again without the person, and see its end', async () => {
    const tab = new SandboxTab(sandbox);
    const browser = new VeryPlainBrowser(redirectUri);
    await tab.signIn(browser);
    const again = tab.load(redirectUri);
    again.page.frame = async (url) => (await browser.open(url)).url;
    assert.deepEqual(await again.client.restore(), { kind: 'session', interactive: false });

    await again.client.signOut({});
    const [form] = again.page.posted;
    assert.ok(form);
    let page = await browser.post(form.action, form.fields, new URL(redirectUri).origin);
    for (let count = 0; count < 3 && !page.url.startsWith(redirectUri); count += 1) {
      page = await browser.submit(page, {});
    }
    assert.ok(page.url.startsWith(redirectUri), page.text);
    const signedOut = tab.load(page.url);
    assert.deepEqual(await signedOut.client.restore(), { kind: 'none', reason: 'never' });
    assert.equal(signedOut.page.url.href, redirectUri);

    const asked = tab.load(redirectUri);
    await asked.client.signIn({ prompt: 'none' });
    const back = (await browser.open(asked.page.lastWent)).url;
    await assert.rejects(tab.load(back).client.restore(), { code: 'login_required', providerCode: 'login_required' });
  });

  it('hear of a person who cancelled', async () => {
    const tab = new SandboxTab(sandbox);
    const browser = new VeryPlainBrowser(redirectUri);
    const { page, client } = tab.load(redirectUri);
    await client.signIn({});
    const back = await browser.submit(await browser.open(page.lastWent), {}, /Отменить вход/);
    await assert.rejects(tab.load(back.url).client.restore(), { code: 'access_denied', phase: 'callback' });
  });
});
