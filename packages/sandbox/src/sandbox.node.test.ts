import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { spawn } from 'node:child_process';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createDevelopmentIdentity } from '@epos-login/gateway/esia';
import { startSandbox, type Sandbox } from './index.ts';
import { Browser } from './test/browser.ts';
import { answer, authorizationRequest, claimsOf, isCallback, refresh, tokensByRsaa } from './test/client.ts';

describe('sandbox', () => {
  let sandbox: Sandbox;
  let browser: Browser;
  before(async () => {
    sandbox = await startSandbox({
      port: 0,
      quiet: true,
      demo: [{ title: 'Демонстрация', url: 'http://localhost:9/' }],
    });
  });
  beforeEach(() => {
    sandbox.control.reset();
    browser = new Browser();
  });
  after(() => sandbox.close());

  it('gives every part an origin of its own; ESIA and the foreign page another site', async () => {
    assert.equal(new Set(Object.values(sandbox.origins)).size, 10);
    assert.deepEqual(
      Object.values(sandbox.origins).map((origin) => new URL(origin).hostname),
      [...Array<string>(7).fill('localhost'), ...Array<string>(3).fill('127.0.0.1')],
    );
    for (const origin of Object.values(sandbox.origins)) assert.ok((await browser.open(origin)).status < 500, origin);
    const { port } = new URL(sandbox.origins.portal);
    for (const host of ['127.0.0.1', '[::1]']) assert.equal((await fetch(`http://${host}:${port}/`)).status, 200);
  });

  it('says which port is taken and how to go on, and leaves none open', async () => {
    const { port } = new URL(sandbox.origins.portal);
    const base = Number(port) - 3;
    await assert.rejects(startSandbox({ port: base, quiet: true }), (error: Error) =>
      /^Port \d+ is taken: the sandbox needs it for «\w+».*--port \d+/.test(error.message),
    );
    await assert.rejects(startSandbox({ port: -1, quiet: true }), RangeError);
  });

  it('keeps every page free of anything inline', async () => {
    const pages = ['start', 'rsaa', 'portal', 'contingent', 'mail', 'control', 'foreign'] as const;
    for (const part of pages) {
      const page = await browser.open(sandbox.origins[part]);
      assert.match(page.headers.get('Content-Security-Policy') ?? '', /default-src 'none'/, part);
      assert.match(page.text, /<html lang="ru">/, part);
      assert.doesNotMatch(page.text, /<script>|<style|style="|\son[a-z]+="/, part);
    }
  });

  it('introduces its people in two languages', async () => {
    const russian = await browser.open(sandbox.url);
    assert.match(russian.text, /Демонстрация/);
    assert.match(russian.text, /ivanova\.mp/);
    assert.match(russian.text, /Есть на Госуслугах, нет в ЭПОС/);
    const english = await browser.open(`${sandbox.url}/?lang=en`);
    assert.match(english.text, /<html lang="en">/);
    assert.match(english.text, /Known to Gosuslugi, unknown to EPOS/);
  });

  it('answers to no host of another name', async () => {
    const { port } = new URL(sandbox.url);
    const status = await new Promise((resolve, reject) => {
      httpRequest({ host: '127.0.0.1', port, headers: { Host: 'evil.example' } }, (response) => {
        resolve(response.statusCode);
        response.resume();
      })
        .on('error', reject)
        .end();
    });
    assert.equal(status, 421);
  });

  it('turns the token clock: tokens, Date header, sessions; cookies stay session cookies', async () => {
    const { tokens, browser: signedIn } = await tokensByRsaa(sandbox);
    await browser.submit(await browser.open(sandbox.origins.control), { minutes: '120' }, { button: /Переставить/ });
    assert.equal(sandbox.control.clock.offset, 7200);
    const portal = await fetch(`${sandbox.portalUrl}/v1/me`, {
      headers: { Authorization: `Bearer ${tokens.access_token}` },
    });
    assert.equal(portal.status, 401);
    const ahead = (headers: Headers) => Date.parse(headers.get('Date') ?? '') - Date.now();
    assert.ok(Math.abs(ahead(portal.headers) - 7_200_000) < 5000);
    assert.equal((await refresh(sandbox, tokens.refresh_token)).body.error, 'invalid_grant');
    const silent = answer(
      await signedIn.open(authorizationRequest(sandbox, { prompt: 'none' }).url, { until: isCallback }),
    );
    assert.ok(silent.code, 'the session lives ten hours');

    sandbox.control.clock.set(-7200);
    const response = await fetch(authorizationRequest(sandbox).url, { redirect: 'manual' });
    assert.ok(Math.abs(ahead(response.headers) + 7_200_000) < 5000);
    for (const cookie of response.headers.getSetCookie()) assert.doesNotMatch(cookie, /expires|max-age/i);
    const behind = await tokensByRsaa(sandbox);
    assert.ok(Math.abs(Number(claimsOf(behind.tokens.id_token).iat) * 1000 - Date.now() + 7_200_000) < 5000);
    assert.equal(
      (
        await fetch(`${sandbox.portalUrl}/v1/me`, {
          headers: { Authorization: `Bearer ${behind.tokens.access_token}` },
        })
      ).status,
      200,
    );
    // The other dial has not moved, nor has the machine's own clock.
    const [letter] = sandbox.control.mail.letters();
    assert.equal(letter, undefined);
    assert.ok(Math.abs(Date.now() - new Date().getTime()) < 1000);
  });

  it('turns the calendar: a change of Контингент acts the next day, and its page says so', async () => {
    const edit = await browser.open(`${sandbox.origins.contingent}/people/epos-person-8`);
    const saved = await browser.submit(edit, { email: 'elena.new@gosmail.example' });
    assert.match(saved.text, /начнут действовать на следующий день/);
    assert.match(saved.text, /Ждут следующего дня/);
    assert.match(saved.text, /value="elena.new@gosmail.example"/);
    assert.match((await browser.open(sandbox.origins.contingent)).text, /person8@mail.example/);
    const wrong = await browser.submit(edit, { family_name: '', email: 'x' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Введите фамилию/);
    const today = sandbox.control.calendar.today();
    const control = await browser.submit(await browser.open(sandbox.origins.control), {}, { button: /Следующий день/ });
    assert.match(control.text, /Наступил следующий день/);
    assert.ok(sandbox.control.calendar.today() > today);
    assert.doesNotMatch((await browser.open(sandbox.origins.contingent)).text, /person8@mail.example/);
  });

  it('sets faults, lifetimes, notices and resets from the control page', async () => {
    const press = async (button: RegExp, fields: Record<string, string> = {}) =>
      browser.submit(await browser.open(sandbox.origins.control), fields, { button });
    await press(/Установить/, { part: 'portal', outage: 'unavailable', delay: '10' });
    assert.deepEqual(sandbox.control.faults.of('portal'), { outage: 'unavailable', delay: 10, coop: false });
    assert.equal((await press(/Установить/, { part: 'portal', delay: 'x' })).status, 422);
    await press(/Изменить/, { seconds: '2' });
    assert.equal((await tokensByRsaa(sandbox)).tokens.expires_in, 2);
    await press(/Просрочить/);
    await press(/Отозвать/);
    await press(/Завершить/);
    await press(/Сохранить/, { client: 'epos-demo', uri: 'http://localhost:9/logout' });
    assert.match((await browser.open(sandbox.origins.control)).text, /epos-demo: http:\/\/localhost:9\/logout/);
    assert.equal((await press(/Сохранить/, { client: 'epos-demo', uri: 'https://example.org/' })).status, 422);
    const state = (await (await fetch(`${sandbox.origins.control}/state.json`)).json()) as { token_lifetime: number };
    assert.equal(state.token_lifetime, 2);
    assert.equal((await press(/Зарегистрировать/, { mnemonic: 'EPOS', redirect_uri: 'x' })).status, 422);
    const redirect_uri = 'http://localhost:9/esia';
    const wrong = { mnemonic: 'EPOS_DEV', redirect_uri, certificate: 'AB'.repeat(32) };
    assert.equal((await press(/Зарегистрировать/, wrong)).status, 422);
    const base64 = Buffer.from(createDevelopmentIdentity().certificate).toString('base64');
    const certificate = `-----BEGIN CERTIFICATE-----${base64}-----END CERTIFICATE-----`;
    await press(/Зарегистрировать/, { mnemonic: 'EPOS_DEV', redirect_uri, certificate });
    assert.match((await browser.open(sandbox.origins.control)).text, /Зарегистрированы: EPOS_DEV/);
    await press(/Вернуть всё к началу/);
    assert.equal(sandbox.control.faults.of('portal').outage, 'none');
    assert.doesNotMatch((await browser.open(sandbox.origins.control)).text, /localhost:9\/logout/);
    const foreign = await fetch(`${sandbox.origins.control}/reset`, {
      method: 'POST',
      headers: { Origin: sandbox.origins.foreign },
    });
    assert.equal(foreign.status, 403);
  });

  it('breaks the SSO in a way that pages can read', async () => {
    sandbox.control.faults.set('sso', { outage: 'unavailable' });
    const response = await fetch(`${sandbox.origins.sso}/token`, {
      method: 'POST',
      headers: { Origin: 'http://localhost:1' },
    });
    assert.equal(response.status, 503);
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), 'http://localhost:1');
    assert.ok(response.headers.get('Retry-After'));
  });

  it('cuts the windows of the SSO off from who has opened them, when told to', async () => {
    const policy = async () =>
      (await fetch(sandbox.origins.sso, { redirect: 'manual' })).headers.get('Cross-Origin-Opener-Policy');
    assert.equal(await policy(), null);
    sandbox.control.faults.set('sso', { coop: true });
    assert.equal(await policy(), 'same-origin');
    sandbox.control.faults.set('sso', { coop: false });
    assert.equal(await policy(), null);
  });

  it('starts from the command line and ends at Ctrl-C', async () => {
    const cli = spawn(process.execPath, [
      '--conditions=epos-source',
      fileURLToPath(new URL('cli.ts', import.meta.url)),
      '--port',
      '0',
    ]);
    const [line] = (await Promise.race([once(cli.stdout, 'data'), once(cli, 'exit')])) as [Buffer];
    assert.match(line.toString(), /http:\/\/localhost:\d+/);
    cli.kill('SIGINT');
    const [code] = await once(cli, 'exit');
    assert.equal(code, 0);
  });
});

function once(emitter: NodeJS.EventEmitter, event: string): Promise<unknown[]> {
  return new Promise((resolve) => {
    emitter.once(event, (...values: unknown[]) => {
      resolve(values);
    });
  });
}
