import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { me } from '@epos-login/core/contract';
import { startSandbox, type Sandbox } from '../index.ts';
import { Browser, type Page } from '../test/browser.ts';
import { answer, authorizationRequest, exchange, signInByRsaa, tokensByRsaa } from '../test/client.ts';

const filled = {
  family_name: 'Щукина',
  given_name: 'Юлия',
  middle_name: 'Ёлкиновна',
  email: 'Schukina@mail.example',
  position: 'Педагог-библиотекарь',
  organization_id: 'org-library',
  inn: '5900000316',
  kpp: '590001004',
  consent: 'yes',
};

describe('RSAA', () => {
  let sandbox: Sandbox;
  let browser: Browser;
  const open = (path: string) => browser.open(`${sandbox.origins.rsaa}${path}`);
  const send = (page: Page, fields: Record<string, string>, button = /Зарегистрироваться/) =>
    browser.submit(page, fields, { button });
  before(async () => {
    sandbox = await startSandbox({ port: 0, quiet: true });
  });
  beforeEach(() => {
    sandbox.control.reset();
    browser = new Browser();
  });
  after(() => sandbox.close());

  it('shows the fields of the manual in its order', async () => {
    const { text } = await open('/register');
    const labels = [
      'Фамилия',
      'Имя',
      'Отчество',
      'Email',
      'Должность',
      'Выберите организацию',
      'Краткое наименование организации',
      'ИНН организации (10 цифр)',
      'КПП организации (9 цифр)',
      'Зарегистрироваться',
    ];
    const positions = labels.map((label) => text.indexOf(`>${label}<`));
    assert.ok(
      positions.every((position) => position > 0),
      String(positions),
    );
    assert.deepEqual(
      positions,
      [...positions].sort((a, b) => a - b),
    );
    assert.equal(text.match(/class="star"/g)?.length, 10);
  });

  it('registers: the letter comes, its credentials sign in, the role is there', async () => {
    const done = await send(await open('/register'), filled);
    assert.match(done.text, /Заявка принята/);
    const [letter] = sandbox.control.mail.letters('schukina@mail.example');
    const username = /Имя пользователя: (\S+)/.exec(letter?.text ?? '')?.[1] ?? '';
    const password = /Пароль: (\S+)/.exec(letter?.text ?? '')?.[1] ?? '';
    assert.equal(username, 'shchukina.ye');
    const request = authorizationRequest(sandbox, { kc_idp_hint: 'rsaa' });
    const { code = '' } = answer(await signInByRsaa(sandbox, new Browser(), request, username, password));
    const { body } = await exchange(sandbox, code, request);
    const headers = { Authorization: `Bearer ${body.access_token}` };
    const { person, roles } = me.parse(await (await fetch(`${sandbox.portalUrl}/v1/me`, { headers })).json());
    assert.equal(person.name, 'Щукина Юлия Ёлкиновна');
    assert.deepEqual(
      roles.map(({ category, title, organization }) => [category, title, organization?.id]),
      [['employee', 'Педагог-библиотекарь', 'org-library']],
    );
  });

  it('lists the errors, keeps what was typed and brings the focus to the list', async () => {
    const page = await send(await open('/register'), {
      ...filled,
      family_name: '',
      email: 'x',
      inn: '5900000122',
      consent: '',
    });
    assert.equal(page.status, 422);
    assert.match(page.text, /data-focus/);
    assert.match(page.text, /<a href="#family_name">Введите фамилию<\/a>/);
    assert.match(page.text, /<a href="#email">Введите email в формате/);
    assert.match(page.text, /<a href="#consent">Подтвердите согласие/);
    assert.match(page.text, /value="Педагог-библиотекарь"/);
    assert.match(page.text, /<option value="org-library" selected>/);
    assert.equal(sandbox.control.mail.letters().length, 0);
    const numbers = await send(page, { ...filled, inn: '5900000122' });
    assert.match(numbers.text, /ИНН не совпадает с ИНН выбранной организации/);
  });

  it('finds organizations without JavaScript and fills in the only one', async () => {
    const page = await send(await open('/register'), {
      family_name: 'Щукина',
      organization_query: 'библиотека',
      action: 'search',
    });
    assert.match(page.text, /Найдено организаций: 1/);
    assert.match(page.text, /<option value="org-library" selected>/);
    assert.match(page.text, /value="5900000316"/);
    assert.match(page.text, /value="Щукина"/);
    const none = await send(page, { organization_query: 'абвгд', action: 'search' });
    assert.match(none.text, /Ничего не найдено/);
  });

  it('tells nobody that an address has an account already, but its owner', async () => {
    const done = await send(await open('/register'), { ...filled, email: 'person1@mail.example' });
    assert.match(done.text, /Заявка принята/);
    const [letter] = sandbox.control.mail.letters('person1@mail.example');
    assert.match(letter?.text ?? '', /уже зарегистрирована/);
    assert.match(letter?.text ?? '', /ivanova\.mp/);
    assert.doesNotMatch(letter?.text ?? '', /Пароль:/);
  });

  it('sends a new password, which then works', async () => {
    const sent = await send(await open('/forgot'), { login: 'ivanova.mp' }, /Получить новый пароль/);
    const password =
      /Новый пароль: (\S+)/.exec(sandbox.control.mail.letters('person1@mail.example')[0]?.text ?? '')?.[1] ?? '';
    const request = authorizationRequest(sandbox, { kc_idp_hint: 'rsaa' });
    assert.equal((await signInByRsaa(sandbox, new Browser(), request)).status, 422);
    assert.ok(answer(await signInByRsaa(sandbox, new Browser(), request, 'ivanova.mp', password)).code);
    const unknown = await send(await open('/forgot'), { login: 'nobody' }, /Получить новый пароль/);
    assert.equal(unknown.text, sent.text);
    assert.equal(sandbox.control.mail.letters().length, 1);
  });

  it('leads back to the sign-in page it came from, and nowhere else', async () => {
    const page = await browser.open(authorizationRequest(sandbox, { kc_idp_hint: 'rsaa' }).url);
    const back = /href="([^"]*\/forgot\?back=[^"]*)"/.exec(page.text)?.[1] ?? '';
    const forgot = await browser.open(back);
    const sent = await send(forgot, { login: 'ivanova.mp' }, /Получить новый пароль/);
    assert.match(sent.text, new RegExp(`href="${sandbox.origins.sso}/sign-in/[^"]+/rsaa">Ко входу`));
    const foreign = await open(`/forgot?back=${encodeURIComponent('https://example.org/')}`);
    assert.doesNotMatch(foreign.text, /example\.org/);
  });

  it('takes questions, shows the manual and the documents', async () => {
    const empty = await send(await open('/feedback'), {}, /Задать вопрос/);
    assert.match(empty.text, /Напишите вопрос/);
    await send(empty, { email: 'a@b.example', message: 'Не могу войти' }, /Задать вопрос/);
    assert.equal(sandbox.control.mail.letters('helpdesk@permkrai.example')[0]?.text, 'Не могу войти');
    assert.match((await open('/manual')).text, /Руководство пользователя/);
    for (const name of ['sdo', 'connection', 'administrator'])
      assert.equal((await open(`/documents/${name}`)).status, 200);
    assert.equal((await open('/documents/toString')).status, 404);
  });

  it('refuses forms of other pages and hosts of other names', async () => {
    const response = await fetch(`${sandbox.origins.rsaa}/forgot`, {
      method: 'POST',
      headers: { Origin: sandbox.origins.foreign, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'login=ivanova.mp',
    });
    assert.equal(response.status, 403);
    assert.equal(sandbox.control.mail.letters().length, 0);
  });

  it('answers temporarily_unavailable at the sign-in while RSAA is out of order', async () => {
    sandbox.control.faults.set('rsaa', { outage: 'unavailable' });
    const request = authorizationRequest(sandbox, { kc_idp_hint: 'rsaa' });
    const back = answer(await signInByRsaa(sandbox, new Browser(), request));
    assert.equal(back.error, 'temporarily_unavailable');
    const page = await open('/register');
    assert.equal(page.status, 503);
    assert.match(page.text, /Сервис временно недоступен/);
    sandbox.control.faults.reset();
    assert.ok((await tokensByRsaa(sandbox)).tokens.access_token);
  });
});
