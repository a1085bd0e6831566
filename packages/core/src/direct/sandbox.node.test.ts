import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { portalApi } from '../portal/portal-api.ts';
import { FakePage, MemoryTabStorage } from '../test/fake-page.ts';
import { VeryPlainBrowser } from '../test/plain-browser.ts';
import { Client } from './client.ts';
import { settle } from './options.ts';

interface Sandbox {
  readonly origins: Record<'sso' | 'portal', string>;
  readonly portalUrl: string;
  close(): Promise<void>;
}

// By a variable: the sandbox depends on this package, and its sources are checked with Node's types, not the DOM's.
const sandboxPackage = ['@epos-login', 'sandbox'].join('/');
const { startSandbox } = (await import(sandboxPackage)) as {
  startSandbox: (options: { port: number; quiet: boolean }) => Promise<Sandbox>;
};

const redirectUri = 'http://localhost:9/lessons';

/** Against a certified OpenID Provider: what we take for the protocol is the protocol. */
describe('direct and the sandbox', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ port: 0, quiet: true });
  });
  after(() => sandbox.close());

  const tabOf = (storage = new MemoryTabStorage()) => {
    const settings = settle({ issuer: sandbox.origins.sso, clientId: 'epos-demo', redirectUri });
    const device = new MemoryTabStorage();
    let elapsed = 0;
    return {
      wait: (milliseconds: number) => (elapsed += milliseconds),
      load(href: string) {
        const page = new FakePage(href, storage);
        const environment = {
          storage: device,
          clock: { now: () => Date.now() + elapsed, monotonic: () => performance.now() + elapsed },
          fetch,
          origins: [sandbox.origins.portal],
          emit: () => undefined,
        };
        return { page, client: new Client(settings, environment, page) };
      },
    };
  };

  const signIn = async (tab: ReturnType<typeof tabOf>, browser: VeryPlainBrowser) => {
    const away = tab.load(redirectUri);
    await away.client.signIn({ provider: 'rsaa' });
    const form = await browser.open(away.page.lastWent);
    const back = await browser.submit(form, { username: 'ivanova.mp', password: 'Perm-2026' });
    const home = tab.load(back.url);
    assert.deepEqual(await home.client.restore(), { kind: 'session', interactive: true });
    assert.equal(home.page.url.href, redirectUri);
    return home;
  };

  it('sign an employee in, show who it is, and renew', async () => {
    const tab = tabOf();
    const { client } = await signIn(tab, new VeryPlainBrowser(redirectUri));
    const portal = portalApi(sandbox.portalUrl);
    const { person, roles } = await portal.me({ fetch: client.fetch });
    assert.equal(person.name, 'Иванова Мария Петровна');
    assert.ok(roles.length);
    assert.ok((await portal.subsystems({ fetch: client.fetch })).length);
    const before = await client.getToken();
    tab.wait(299_000);
    assert.notEqual(await client.getToken(), before);
    assert.equal((await portal.me({ fetch: client.fetch })).person.sub, person.sub);
  });

  it('find the session again without the person, and see its end', async () => {
    const tab = tabOf();
    const browser = new VeryPlainBrowser(redirectUri);
    await signIn(tab, browser);
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
    const tab = tabOf();
    const browser = new VeryPlainBrowser(redirectUri);
    const { page, client } = tab.load(redirectUri);
    await client.signIn({});
    const back = await browser.submit(await browser.open(page.lastWent), {}, /Отменить вход/);
    await assert.rejects(tab.load(back.url).client.restore(), { code: 'access_denied', phase: 'callback' });
  });
});
