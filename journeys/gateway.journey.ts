import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { journalServer } from './harness/journal-server.ts';
import { overhearPage, overhearTokens, readableIn } from './harness/overhear.ts';
import { demo, visit } from './harness/stage.ts';
import { people, pressSignIn, signInByRsaa, submitEsia, submitRsaa, tiles, untilSignedOut } from './harness/steps.ts';
import { over } from './harness/transports.ts';
import type { Visitor } from './harness/visitor.ts';

const teacher = people.teacher.rsaa.username;
const name = 'Мария';
const mark = 'Абрамов Тимур';
const signedOut = 'Оценки видят сотрудники школы: выполните вход.';

/** Opens the journal of the example with the gateway. */
async function openJournal(visitor: Visitor): Promise<void> {
  const { origins } = await demo();
  await visitor.open(`${origins.server}/`);
}

/** «Вход» → «Вход для сотрудников» → «ВОЙТИ» → the marks. */
async function signIn(visitor: Visitor): Promise<void> {
  await pressSignIn(visitor);
  await visitor.press('Вход для сотрудников');
  await submitRsaa(visitor, teacher);
  await visitor.seesThe('link', name);
  await visitor.sees(mark);
}

async function signOut(visitor: Visitor): Promise<void> {
  await visitor.follow(name);
  await visitor.press('Выйти');
}

/** The window comes to the front, again and again: within five seconds a page does not ask twice. */
async function comeBack({ page }: Visitor): Promise<void> {
  await page.bringToFront();
  await page.evaluate(() => {
    setInterval(() => window.dispatchEvent(new Event('focus')), 200);
  });
}

over('gateway', 'Подсистема с сервером: токены не попадают в браузер', () => {
  it('вход и оценки: ни токена в ответах, памяти, разметке, хранилищах и адресах; cookie не прочесть', async () => {
    const { origins } = await demo();
    const { tokens, stop } = overhearTokens();
    try {
      const visitor = await visit();
      const heard = overhearPage(visitor);
      await openJournal(visitor);
      await signIn(visitor);
      await visitor.picture('gateway-1-marks');
      await visitor.leavesNoSecrets();

      assert.equal(tokens.size, 3, 'the gateway has an access token, a refresh token and an id_token');
      const readable = [...(await heard()), ...(await readableIn(visitor))];
      assert.ok(readable.some((text) => text.includes(mark)));
      // A snapshot of the memory holds the first kilobyte of each string. That it would be found is shown below.
      for (const token of tokens)
        assert.ok(!readable.some((text) => text.includes(token.slice(0, 500))), 'the page could read a token');

      const cookies = await visitor.page.browserContext().cookies();
      const own = cookies.filter((cookie) => cookie.name.startsWith('epos-server'));
      assert.ok(own.length > 0);
      for (const { httpOnly, sameSite, path, domain } of own)
        assert.deepEqual(
          { httpOnly, sameSite, path, domain },
          { httpOnly: true, sameSite: 'Lax', path: '/', domain: new URL(origins.server).hostname },
        );
    } finally {
      stop();
    }
  });

  it('вход без JavaScript: ссылка ведёт ко входу и обратно; кто вошёл, видно потом', async () => {
    const visitor = await visit();
    await visitor.page.setJavaScriptEnabled(false);
    await openJournal(visitor);
    await visitor.sees('Войти можно и без JavaScript');
    await visitor.follow('Вход');
    await visitor.follow('Вход для сотрудников');
    await submitRsaa(visitor, teacher);
    await visitor.sees('Войти можно и без JavaScript');
    await visitor.doesNotSee('link', name);
    await visitor.page.setJavaScriptEnabled(true);
    await visitor.reload();
    await visitor.seesThe('link', name);
    await visitor.sees(mark);
    await visitor.leavesNoSecrets();
  });

  it('адрес возврата из закладки второй раз ничего не значит, и чужому браузеру тоже', async () => {
    const visitor = await visit();
    const returns = visitor.requestsTo(/[?&]epos_login=/);
    await openJournal(visitor);
    await signIn(visitor);
    const [bookmark] = returns;
    assert.ok(bookmark);
    await visitor.open(bookmark);
    await visitor.seesThe('link', name);
    await visitor.leavesNoSecrets();

    const stranger = await visit();
    await stranger.open(bookmark);
    await untilSignedOut(stranger);
    await stranger.seesThe('link', 'Вход');
    await stranger.sees(signedOut);
    await stranger.leavesNoSecrets();
  });

  it('родитель входит, но оценок класса не видит: решает сервер', async () => {
    const visitor = await visit();
    await openJournal(visitor);
    await pressSignIn(visitor);
    await visitor.press('Вход через ЕСИА');
    await submitEsia(visitor, people.parent);
    await visitor.press('Предоставить');
    await visitor.seesThe('link', people.parent.epos.given_name);
    await visitor.sees('Оценки видят только сотрудники школы.');
  });

  it('две вкладки: вход и выход в одной видны в другой', async () => {
    const visitor = await visit();
    const other = await visitor.anotherTab();
    await openJournal(other);
    await other.seesThe('link', 'Вход');
    await openJournal(visitor);
    await signIn(visitor);
    await comeBack(other);
    await other.seesThe('link', name);
    await other.sees(mark);

    await visitor.page.bringToFront();
    await signOut(visitor);
    await visitor.seesThe('link', 'Вход');
    await other.seesThe('link', 'Вход');
    await other.sees(signedOut);
    await other.leavesNoSecrets();
  });

  it('«Назад» после выхода в другой вкладке: браузер сохранил страницу, но оценок на ней не видно', async () => {
    const visitor = await visit();
    await openJournal(visitor);
    await signIn(visitor);
    await visitor.page.evaluate((secret) => {
      addEventListener('pageshow', ({ persisted }) => {
        requestAnimationFrame(() => {
          document.body.dataset.cameBack = `kept: ${persisted}, secret: ${document.body.innerText.includes(secret)}`;
        });
      });
    }, mark);
    const { origins } = await demo();
    await visitor.open(`${origins.html}/`);
    const other = await visitor.anotherTab();
    await openJournal(other);
    await signOut(other);
    await other.seesThe('link', 'Вход');

    await visitor.page.bringToFront();
    await visitor.back();
    await visitor.seesThe('link', 'Вход');
    await visitor.sees(signedOut);
    const first = await visitor.page.evaluate(() => document.body.dataset.cameBack);
    assert.equal(first, 'kept: true, secret: false');
  });

  it('SSO закончил сеанс (back-channel logout): страница это видит, и оценок больше нет', async () => {
    const { sandbox } = await demo();
    const visitor = await visit();
    await openJournal(visitor);
    await signIn(visitor);
    await sandbox.control.sessions.end({ notify: true });
    await comeBack(visitor);
    await visitor.seesThe('link', 'Вход');
    await visitor.sees(signedOut);
    assert.ok(!(await visitor.texts()).some((text) => text.includes(mark)));
  });
});

/** A server of the journal that this test alone has, and a teacher who is signed in there. */
async function signedInAtOwnServer(test: TestContext) {
  const server = await journalServer(await demo());
  // After the pages are gone, which would complain.
  test.after(() => server.kill());
  await server.start();
  const visitor = await visit();
  await visitor.open(`${server.origin}/`);
  await signIn(visitor);
  return { server, visitor };
}

over('gateway', 'Подсистема с сервером: сеанс в cookie', () => {
  it('сервер убит и запущен снова: вход остаётся', async (test) => {
    const { server, visitor } = await signedInAtOwnServer(test);
    // What loads after the marks would complain that its server is gone.
    await visitor.page.waitForNetworkIdle();
    await server.kill();
    await server.start();
    await visitor.reload();
    await visitor.seesThe('link', name);
    await visitor.sees(mark);
    await visitor.leavesNoSecrets();
  });

  it('портал больше не принимает токен: страница продлевает сеанс сама; выход спрашивает SSO', async (test) => {
    const { sandbox } = await demo();
    const { server, visitor } = await signedInAtOwnServer(test);
    sandbox.control.tokens.expireAccess();
    // A token that is refused within ten seconds would be refused again, were it renewed.
    await visitor.page.waitForFunction(() => performance.now() > 10_500);
    const renewal = visitor.page.waitForResponse(`${server.origin}/auth/refresh`);
    await visitor.reload();
    assert.equal((await renewal).status(), 200);
    await visitor.seesThe('link', name);
    await visitor.sees(mark);

    // No id_token is kept in a cookie, so the SSO cannot know who wishes this.
    await signOut(visitor);
    await visitor.sees('Вы действительно хотите выйти?');
    await visitor.press('Выйти');
    await visitor.arrivesAt(server.origin);
    await visitor.seesThe('link', 'Вход');
    await visitor.sees(signedOut);
  });
});

/** What sees nothing proves something only if it sees what there is. */
over('direct', 'Чем проверено, что токенов нет', () => {
  it('без шлюза токены находятся: в памяти страницы и только в ней', async () => {
    const visitor = await visit();
    const tokens: Promise<string | undefined>[] = [];
    visitor.page.on('response', (response) => {
      if (!response.url().endsWith('/token')) return;
      const read = response.json().then(({ access_token }: { access_token: string }) => access_token);
      // Chromium does not always keep a body until it is asked for; a reload brings another token.
      tokens.push(read.catch(() => undefined));
    });
    await signInByRsaa(visitor, teacher);
    await tiles(visitor);
    let token: string | undefined;
    for (let tries = 0; !token && tries < 5; tries++) {
      if (tries) {
        await visitor.reload();
        await tiles(visitor);
      }
      token = (await Promise.all(tokens)).at(-1);
    }
    assert.ok(token, 'a token was seen on the way');
    const readable = await readableIn(visitor);
    assert.deepEqual(
      readable.map((text) => text.includes(token.slice(0, 500))),
      readable.map((text) => text === readable.at(-1)),
    );
  });
});
