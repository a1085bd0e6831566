import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EsiaError } from '@epos-login/gateway/esia';
import { people } from '@epos-login/testing/people';
import { requestOf } from '../test/browser.ts';
import { decide, epos, openSignIn, redirectUri, signIn, start, typePassword, type Kit } from '../test/kit.ts';

const { email } = people.teacher.esia;

function outcome(kit: Kit, url: URL) {
  const callback = kit.client.parseCallback(url);
  assert.equal(callback.kind, 'error', url.href);
  return { code: callback.error.code, esiaCode: callback.error.esiaCode, state: callback.state };
}

test('A person signs in, grants access, and the system learns who it is', async (t) => {
  const kit = await start(t);
  const { page, state } = await openSignIn(kit);
  assert.equal(page.status, 200);
  assert.match(page.text, /<label for="login">Телефон, почта или СНИЛС<\/label>/);
  assert.match(page.text, /Песочница: это не настоящий портал Госуслуг/);
  assert.match(page.text, /Куда: ЭПОС/);

  const consent = await typePassword(kit, page, email);
  assert.match(consent.text, /Предоставление прав доступа/);
  assert.match(consent.text, /<strong>ЭПОС<\/strong>/);
  assert.match(consent.text, /Иванова Мария Петровна/);
  for (const asked of [
    'Фамилия, имя, отчество',
    'СНИЛС',
    'Номер мобильного телефона',
    'Фамилии, имена, отчества детей',
  ]) {
    assert.ok(consent.text.includes(`<li>${asked}</li>`), asked);
  }

  const end = await decide(kit, consent, 'grant');
  assert.equal(end.url.origin + end.url.pathname, redirectUri);
  const callback = kit.client.parseCallback(end.url);
  assert.ok(callback.kind === 'code');
  assert.equal(callback.state, state);
  assert.equal(callback.code.split('.').length, 3, 'the code is a JWT');

  const { identity, accessToken, expiresIn, refreshToken } = await kit.client.exchange({ code: callback.code });
  const { oid, trusted, level, methods, secondFactor } = identity;
  assert.deepEqual(
    { oid, trusted, level, methods, secondFactor, expiresIn, refreshToken },
    {
      oid: '1000000001',
      trusted: true,
      level: 'PR',
      methods: ['PWD'],
      secondFactor: undefined,
      expiresIn: 3600,
      refreshToken: undefined,
    },
  );
  const person = await kit.client.person(oid, accessToken);
  assert.equal(person.family_name, 'Иванова');
  assert.equal(person.birthdate, '1984-03-14');
  assert.equal(person.snils, people.teacher.esia.snils.replace(/\D/g, ''));
  assert.equal(person.email, email);
  assert.equal(person.phone, people.teacher.esia.phone);
});

const writings = ['+7 902 000-00-01', '8(902)0000001', '9020000001', '79020000001', ' PERSON1@mail.example '];
for (const login of [...writings, people.teacher.esia.snils, people.teacher.esia.snils.replace(/\D/g, '')]) {
  test(`The login may be written as «${login}»`, async (t) => {
    const kit = await start(t);
    const { page } = await openSignIn(kit);
    assert.match((await typePassword(kit, page, login)).text, /Иванова/);
  });
}

test('A wrong password keeps the login, says so, and locks after the fifth until the wait is over', async (t) => {
  const kit = await start(t);
  const { page } = await openSignIn(kit);
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    const again = await typePassword(kit, page, email, 'wrong');
    assert.equal(again.status, 422);
    assert.ok(again.text.includes(`value="${email}"`));
    assert.match(again.text, /role="alert" tabindex="-1" autofocus>\s*<a href="#password">Неверный логин или пароль/);
    assert.match(again.text, /<title>Ошибка: Авторизация/);
    assert.match(again.text, /aria-invalid="true" aria-describedby="password-error"/);
    assert.doesNotMatch(again.text, /value="wrong"/);
  }
  const locked = await typePassword(kit, page, email, 'wrong');
  assert.equal(locked.status, 429);
  assert.equal(locked.headers.get('retry-after'), '60');
  assert.equal((await typePassword(kit, page, email)).status, 429, 'the right password does not open a locked login');
  kit.dials.offset = 61_000;
  assert.match((await typePassword(kit, page, email)).text, /Предоставление прав доступа/);
});

test('An unknown login looks like a wrong password', async (t) => {
  const kit = await start(t);
  const { page } = await openSignIn(kit);
  const mask = (text: string, login: string) => text.replaceAll(login, '…');
  const known = await typePassword(kit, page, email, 'wrong');
  const unknown = await typePassword(kit, page, 'nobody@mail.example', 'wrong');
  assert.equal(mask(unknown.text, 'nobody@mail.example'), mask(known.text, email));
});

test('What is left empty is asked for', async (t) => {
  const kit = await start(t);
  const { page } = await openSignIn(kit);
  assert.match((await typePassword(kit, page, ' ')).text, /<a href="#login">Введите телефон, почту или СНИЛС/);
  assert.match((await typePassword(kit, page, email, '')).text, /<a href="#password">Введите пароль/);
});

test('What is typed is never taken for markup', async (t) => {
  const kit = await start(t);
  const { page } = await openSignIn(kit);
  const again = await typePassword(kit, page, '"><script>alert(1)</script>', 'wrong');
  assert.doesNotMatch(again.text, /<script/);
});

test('The second sign-in needs no password, until the logout', async (t) => {
  const kit = await start(t);
  await signIn(kit, email);
  assert.equal(kit.browser.setCookies.length, 1);
  assert.match(kit.browser.setCookies[0] ?? '', /^esia_sandbox_session=[\w-]{36}; Path=\/; HttpOnly; SameSite=Lax$/);

  const again = await openSignIn(kit);
  assert.ok(again.page.url.searchParams.has('code'), 'neither password nor consent is asked for again');

  const out = await kit.browser.get(kit.client.logoutUrl('https://epos.permkrai.example/'));
  assert.equal(out.url.href, 'https://epos.permkrai.example/');
  assert.match((await openSignIn(kit)).page.text, /id="password"/);
});

test('A system that wants more is granted anew', async (t) => {
  const kit = await start(t);
  await signIn(kit, email);
  kit.dials.systems = [{ ...epos, scopes: [...epos.scopes, 'kid_snils'] }];
  const more = kit.clientWith({ scope: ['openid', 'kid_snils'] });
  const { url } = await more.authorizationUrl();
  assert.match((await kit.browser.get(url)).text, /СНИЛС детей/);
});

test('Reset forgets sessions and consents', async (t) => {
  const kit = await start(t);
  await signIn(kit, email);
  kit.esia.reset();
  assert.match((await openSignIn(kit)).page.text, /id="password"/);
});

test('Logout leads only to registered domains, and ends the session anyway', async (t) => {
  const kit = await start(t);
  await signIn(kit, email);
  const out = await kit.browser.get(kit.client.logoutUrl('https://evil.example/'));
  assert.match(out.text, /Адрес для возврата не зарегистрирован/);
  assert.match((await openSignIn(kit)).page.text, /id="password"/);
  assert.match((await kit.browser.get(kit.client.logoutUrl())).text, /Вы вышли/);
  assert.equal((await kit.browser.get('/idp/ext/Logout?client_id=NOBODY')).status, 400);
});

test('Denial leads back with ESIA-007004, and is not remembered', async (t) => {
  const kit = await start(t);
  const { page, state } = await openSignIn(kit);
  const consent = await typePassword(kit, page, email);
  const end = await decide(kit, consent, 'deny');
  assert.deepEqual(outcome(kit, end.url), { code: 'access_denied', esiaCode: 'ESIA-007004', state });
  assert.match((await openSignIn(kit)).page.text, /Предоставление прав доступа/);
});

test('Another person may take over at the consent', async (t) => {
  const kit = await start(t);
  const { page } = await openSignIn(kit);
  const consent = await typePassword(kit, page, email);
  const form = await decide(kit, consent, 'switch');
  assert.match(form.text, /id="password"/);
  assert.match((await typePassword(kit, form, people.student.esia.email)).text, /Попов Никита/);
});

test('An account that is not confirmed is led back with ESIA-007055', async (t) => {
  const kit = await start(t);
  const { page, state } = await openSignIn(kit);
  const end = await typePassword(kit, page, people.unconfirmed.esia.email);
  assert.deepEqual(outcome(kit, end.url), { code: 'account_unconfirmed', esiaCode: 'ESIA-007055', state });
  assert.match(end.url.searchParams.get('error_description') ?? '', /^ESIA-007055: /);
});

test('A system that admits such accounts gets them, without the mark', async (t) => {
  const kit = await start(t);
  kit.dials.systems = [{ ...epos, admitsUnconfirmed: true }];
  const { code } = await signIn(kit, people.unconfirmed.esia.email);
  const { identity } = await kit.client.exchange({ code });
  assert.equal(identity.level, 'P');
  assert.equal(identity.trusted, false);
});

test('A child’s account passes', async (t) => {
  const kit = await start(t);
  const { code } = await signIn(kit, people.child.esia.email);
  assert.equal((await kit.client.exchange({ code })).identity.level, 'KD');
});

test('A code from an SMS: wrong, sent again, right', async (t) => {
  const kit = await start(t);
  const { phone } = people.head.esia;
  const { page } = await openSignIn(kit);
  const ask = await typePassword(kit, page, phone);
  assert.match(ask.text, /Введите код из СМС/);
  assert.doesNotMatch(ask.text, /902/);
  assert.equal(kit.messages[0]?.channel, 'sms');
  assert.equal(kit.messages[0].to, phone);
  const codeOf = (index: number) => /\d{6}/.exec(kit.messages[index]?.text ?? '')?.[0] ?? '';
  const type = (code: string) => kit.browser.post('/login/code', { request: requestOf(ask), code });

  assert.match((await type('')).text, /<a href="#code">Введите код из СМС/);
  const wrong = codeOf(0) === '000000' ? '000001' : '000000';
  assert.match((await type(wrong)).text, /<a href="#code">Код неверный/);
  await type(wrong);
  assert.match((await type(wrong)).text, /Попыток больше нет/);
  assert.match((await type(codeOf(0))).text, /Попыток больше нет/, 'the right code comes too late');

  const again = await kit.browser.post('/login/code', { request: requestOf(ask), again: 'yes' });
  assert.match(again.text, /Новый код отправлен/);
  kit.dials.offset = 5 * 60_000;
  assert.match((await type(codeOf(1))).text, /Код устарел/);

  await kit.browser.post('/login/code', { request: requestOf(ask), again: 'yes' });
  const fresh = codeOf(2);
  const consent = await type(`${fresh.slice(0, 3)} ${fresh.slice(3)}`);
  const end = await decide(kit, consent, 'grant');
  const { identity } = await kit.client.exchange({ code: end.url.searchParams.get('code') ?? '' });
  assert.equal(identity.secondFactor, 'otp');
});

test('Without the SMS there is no session', async (t) => {
  const kit = await start(t);
  const { page } = await openSignIn(kit);
  const ask = await typePassword(kit, page, people.head.esia.email);
  const consent = await kit.browser.get(`/consent?request=${requestOf(ask)}`);
  assert.match(consent.text, /id="password"/);
  assert.match((await decide(kit, ask, 'grant')).text, /id="password"/);
});

test('A sign-in that is over says so', async (t) => {
  const kit = await start(t);
  const { page } = await openSignIn(kit);
  const consent = await typePassword(kit, page, email);
  await decide(kit, consent, 'grant');
  assert.equal((await decide(kit, consent, 'grant')).status, 410);
  assert.equal((await typePassword(kit, page, email)).status, 410);
  for (const path of ['/login', '/login/code', '/consent?request=x']) {
    assert.equal((await kit.browser.get(path)).status, 410, path);
  }
  const late = await openSignIn({ ...kit, browser: kit.browser });
  assert.ok(late.page.url.searchParams.has('code'));
  kit.esia.reset();
  const { page: slow } = await openSignIn(kit);
  kit.dials.offset = 31 * 60_000;
  assert.equal((await typePassword(kit, slow, email)).status, 410);
});

test('The pages beside the sign-in quote the manuals and lead back', async (t) => {
  const kit = await start(t);
  const { page } = await openSignIn(kit);
  const request = requestOf(page);
  assert.ok(page.text.includes(`<a href="/registration?request=${request}">Зарегистрироваться</a>`));
  assert.ok(page.text.includes(`<a href="/recovery?request=${request}">Не удаётся войти?</a>`));
  const registration = await kit.browser.get(`/registration?request=${request}`);
  assert.match(
    registration.text,
    /Для ребёнка, не достигшего 14 лет, учётная запись должна быть создана из профиля родителя/,
  );
  assert.match(registration.text, /Для ребёнка старше 14 лет учётная запись должна быть подтверждена/);
  assert.match(registration.text, new RegExp(`href="/login\\?request=${request}"`));
  assert.doesNotMatch((await kit.browser.get('/recovery')).text, /Вернуться ко входу/);
});

test('Every page holds to a strict policy: nothing inline', async (t) => {
  const kit = await start(t);
  const { page } = await openSignIn(kit);
  const pages = [
    page,
    await typePassword(kit, page, email, 'wrong'),
    await kit.browser.get('/registration'),
    await kit.browser.get('/login'),
    await typePassword(kit, page, people.head.esia.email),
    await typePassword(kit, page, email),
  ];
  for (const { headers, text } of pages) {
    assert.match(
      headers.get('content-security-policy') ?? '',
      /^default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'/,
    );
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.match(text, /<html lang="ru">/);
    assert.doesNotMatch(text, /<script|<style|\sstyle=|\son\w+=/);
  }
  const sheet = await kit.browser.get('/style.css');
  assert.match(sheet.headers.get('content-type') ?? '', /text\/css/);
});

test('An outage: back to the system with ESIA-007008; HTML to a client; the clock and the delay hold', async (t) => {
  const kit = await start(t);
  const { code } = await signIn(kit, email);
  kit.dials.faults = { outage: true };
  const { page, state } = await openSignIn(kit);
  assert.deepEqual(outcome(kit, page.url), { code: 'unavailable', esiaCode: 'ESIA-007008', state });
  assert.equal((await kit.browser.get('/login')).status, 503);
  const isOutage = (error: unknown) => {
    assert.ok(error instanceof EsiaError);
    assert.deepEqual([error.code, error.esiaCode, error.status], ['unavailable', 'ESIA-007008', 503]);
    return true;
  };
  await assert.rejects(kit.client.exchange({ code }), isOutage);
  await assert.rejects(kit.client.person('1', 'at'), isOutage);

  kit.dials.faults = { delay: 50 };
  const before = performance.now();
  await kit.client.exchange({ code });
  assert.ok(performance.now() - before >= 45);

  kit.dials.faults = {};
  kit.dials.offset = 3_600_000;
  const asked = Date.now();
  const date = Date.parse((await kit.browser.get('/registration')).headers.get('date') ?? '') - 3_600_000;
  // Its seconds are whole.
  assert.ok(date > asked - 1000 && date <= Date.now(), `${date - asked}`);
});
