import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { lmsSessions } from '@epos-login/core/lms';
import { startSandbox, type Sandbox } from '../../index.ts';
import { Browser } from '../../test/browser.ts';

describe('the session of the journal', () => {
  let sandbox: Sandbox;
  let browser: Browser;
  before(async () => {
    sandbox = await startSandbox({ port: 0, quiet: true });
  });
  beforeEach(() => {
    sandbox.control.reset();
    browser = new Browser();
  });
  after(() => sandbox.close());

  const page = 'http://localhost:9';
  const elsewhere: typeof fetch = () => assert.fail('the session of the transport went to the journal');
  /** The portal as a page of this browser has it. */
  const journal = (of: Browser, from = page) =>
    lmsSessions(sandbox.origins.portal, { fetch: of.fetchFrom(from), authToken: () => of.cookie('auth_token') });
  const signIn = async (username: string) => {
    const form = await browser.open(`${sandbox.origins.portal}/authenticate/oauth?mode=rsaa`);
    return browser.submit(form, { username, password: 'Perm-2026' }, { button: /ВОЙТИ/ });
  };
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'no error',
      (error: unknown) => (error as { code?: string }).code,
    );

  it('is begun by its own sign-in, and read by lmsSessions', async () => {
    const home = await signIn('smirnov.ai');
    assert.equal(home.url, `${sandbox.origins.portal}/`);
    const portal = journal(browser);
    const [{ person, roles }, subsystems] = await Promise.all([
      portal.me({ fetch: elsewhere }),
      portal.subsystems({ fetch: elsewhere }),
    ]);
    assert.equal(person.name, 'Смирнов Алексей Игоревич');
    assert.match(person.sub, /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    assert.deepEqual(
      roles.map(({ category, title, organization }) => [category, title, organization?.name]),
      [
        ['employee', 'Учитель', 'МАОУ «Гимназия № 3»'],
        ['parent', 'Родитель', 'МАОУ «СОШ № 12»'],
        ['parent', 'Родитель', 'МАОУ «СОШ № 12»'],
      ],
    );
    assert.equal(new Set(roles.map(({ id }) => id)).size, 3);
    assert.deepEqual(
      subsystems.map(({ name, url }) => [name, url]),
      [['ЭПОС.Школа', `${sandbox.origins.portal}/`]],
    );
  });

  it('goes by the cookie alone where the page cannot read it', async () => {
    await signIn('ivanova.mp');
    const portal = lmsSessions(sandbox.origins.portal, { fetch: browser.fetchFrom(page), authToken: () => undefined });
    assert.equal((await portal.me({ fetch: elsewhere })).person.name, 'Иванова Мария Петровна');
  });

  it('is nobody’s without a sign-in, for an unknown token, and after its end', async () => {
    assert.equal(await codeOf(journal(new Browser()).me({ fetch: elsewhere })), 'session_ended');
    const unknown = lmsSessions(sandbox.origins.portal, { authToken: () => crypto.randomUUID() });
    assert.equal(await codeOf(unknown.me({ fetch: elsewhere })), 'session_ended');

    await signIn('ivanova.mp');
    const token = browser.cookie('auth_token') ?? '';
    await fetch(`${sandbox.origins.portal}/lms/api/sessions?authentication_token=${token}`, { method: 'DELETE' });
    assert.equal(await codeOf(journal(browser).me({ fetch: elsewhere })), 'session_ended');
  });

  it('is begun once, and in the browser that asked for it', async () => {
    const form = await browser.open(`${sandbox.origins.portal}/authenticate/oauth?mode=rsaa`);
    const isCallback = (url: URL) => url.pathname === '/authenticate/callback';
    const back = await browser.submit(
      form,
      { username: 'ivanova.mp', password: 'Perm-2026' },
      { button: /ВОЙТИ/, until: isCallback },
    );
    const other = new Browser();
    assert.match((await other.open(back.url)).url, /\/login\/error$/);
    assert.equal(other.cookie('auth_token'), undefined);
    assert.equal((await browser.open(back.url)).url, `${sandbox.origins.portal}/`);
    const token = browser.cookie('auth_token');
    assert.ok(token);
    assert.match((await browser.open(back.url)).url, /\/login\/error$/);
    assert.equal(browser.cookie('auth_token'), token);
  });

  it('ends in its error page when the person cancels', async () => {
    const form = await browser.open(`${sandbox.origins.portal}/authenticate/oauth?mode=rsaa`);
    const { url, status } = await browser.submit(form, {}, { button: /Отменить вход/ });
    assert.deepEqual([url, status], [`${sandbox.origins.portal}/login/error`, 403]);
  });

  it('is open with cookies to pages of this machine, and to JSON alone', async () => {
    const url = `${sandbox.origins.portal}/lms/api/sessions`;
    const ask = (origin: string) => fetch(url, { method: 'OPTIONS', headers: { Origin: origin } });
    const near = await ask(page);
    assert.equal(near.headers.get('Access-Control-Allow-Origin'), page);
    assert.equal(near.headers.get('Access-Control-Allow-Credentials'), 'true');
    assert.equal((await ask('https://example.org')).headers.get('Access-Control-Allow-Origin'), null);

    await signIn('ivanova.mp');
    const send = (type: string) =>
      browser.fetchFrom(page)(url, { method: 'POST', headers: { 'Content-Type': type }, body: '{}' });
    const answer = await send('application/json');
    assert.deepEqual([answer.status, answer.headers.get('Access-Control-Allow-Origin')], [200, page]);
    assert.equal(answer.headers.get('Cache-Control'), 'no-store');
    assert.equal((await send('text/plain')).status, 401);
  });
});
