import { EposError } from '@epos-login/core';
import { expect } from '@open-wc/testing';
import type { EposAdvice } from '../advice/advice.ts';
import { framed, unframe, type FramedPage } from '../test/framed.ts';
import { waitUntil } from '../test/shown.ts';
import type { JourneyAccess } from './journey.ts';
import type { EposLogin } from './login.ts';

const link = '<a href="/by-link">Войти</a>';
const layouts = ['button', 'panel', 'page'] as const;
/** What a sign-in over a gateway stands on, file by file: of somebody who has been here, and who has not. */
const filesOf = (layout: string, wasHere: boolean) => [
  'context/over-gateway.ts',
  ...(layout === 'button' || wasHere ? ['login/journey.ts', 'login/sign-in.ts'] : ['login/first-view.ts']),
];

const markupOf = (layout: string, content: string) =>
  `<epos-login layout="${layout}" gateway="/auth" portal="/api">${content}</epos-login>`;

/** The element that stands there now: a page may have been loaded anew. */
const loginIn = ({ frame }: FramedPage) => frame.contentDocument!.querySelector('epos-login') as unknown as EposLogin;

/** What is in sight and can be pressed, by its words. */
function offers(page: FramedPage): Map<string, HTMLElement> {
  const login = loginIn(page) as EposLogin | null;
  const all = [...(login?.querySelectorAll('a') ?? []), ...(login?.shadowRoot?.querySelectorAll('.button') ?? [])];
  const seen = (all as HTMLElement[]).filter((one) => one.checkVisibility({ visibilityProperty: true }));
  return new Map(seen.map((one) => [one.textContent.trim().replaceAll(/\s+/g, ' '), one]));
}

async function press(page: FramedPage, words: string): Promise<void> {
  let offer: HTMLElement | undefined;
  await waitUntil(() => (offer = offers(page).get(words)), words);
  offer!.click();
}

const esia = 'Вход через ЕСИА Госуслуги';

const ways = ['Вход', 'Повторить попытку', 'Обновить страницу', 'Try again', 'Reload page'];

/** Presses what there is to go on by, until it is there. What was pressed. */
async function insistOn(offered: () => Map<string, HTMLElement>, isThere: () => boolean): Promise<string[]> {
  const pressed: string[] = [];
  for (;;) {
    const found: [string, HTMLElement][] = [];
    await waitUntil(
      // What was pressed stands there for a moment.
      () => isThere() || found.push(...[...offered()].filter(([way]) => ways.includes(way) && way !== pressed.at(-1))),
      `a way on after ${pressed.join()}`,
    );
    const [way, offer] = found[0] ?? [];
    if (!way) return pressed;
    pressed.push(way);
    offer?.click();
  }
}

/** The same, until the choice of provider stands there. An open panel is not to be closed. */
const insist = (page: FramedPage): Promise<string[]> =>
  insistOn(
    () => new Map([...offers(page)].filter(([way]) => way !== 'Вход' || !loginIn(page).open)),
    () => offers(page).has(esia),
  );

describe('<epos-login> without one of its files', () => {
  afterEach(unframe);

  const cases = layouts.flatMap((layout) =>
    [false, true].flatMap((wasHere) => filesOf(layout, wasHere).map((file) => ({ layout, wasHere, file }))),
  );
  for (const { layout, wasHere, file } of cases) {
    describe(`${file}, layout ${layout}, on ${wasHere ? 'one’s own' : 'another'} device`, () => {
      it('leaves the page’s link', async () => {
        const page = await framed({ markup: markupOf(layout, link), lost: [file], wasHere });
        const login = loginIn(page);
        const access = login as unknown as JourneyAccess;
        if (layout !== 'button') await waitUntil(() => offers(page).has('Повторить попытку'), 'another try');
        else if (file !== 'context/over-gateway.ts') {
          await waitUntil(() => access.source, 'what signs in');
          await press(page, 'Войти');
          await waitUntil(() => access.isLost, 'the loss is known');
        }
        await waitUntil(() => !login.shadowRoot!.querySelector('.spinner')?.checkVisibility(), 'nothing waits');
        const inside = login.querySelector('a')!;
        if (inside.checkVisibility()) inside.click();
        else await press(page, 'Войти');
        await waitUntil(() => page.window.location.pathname === '/by-link', 'the link is followed');
      });

      it('comes when it is asked for again, without a link', async () => {
        const page = await framed({ markup: markupOf(layout, ''), refused: [file], wasHere });
        const pressed = await insist(page);
        // Firefox gives the same answer to a second question: there it takes a new page.
        expect(pressed[0]).to.equal(layout === 'button' ? 'Вход' : 'Повторить попытку');
      });
    });
  }

  for (const layout of ['panel', 'page']) {
    describe(`login/journey.ts, to which the first view of layout ${layout} leaves another language`, () => {
      const english = (content: string) => markupOf(layout, content).replace('>', ' lang="en">');

      it('leaves the page’s link, and says so in that language', async () => {
        const page = await framed({ markup: english(link), lost: ['login/journey.ts'] });
        // The answer about the session has it asked for again: in Firefox it is a new page then.
        await waitUntil(() => offers(page).size > 1, 'another try');
        const [, retry] = [...offers(page).keys()];
        expect(retry).to.be.oneOf(['Try again', 'Reload page']);
        await press(page, 'Войти');
        await waitUntil(() => page.window.location.pathname === '/by-link', 'the link is followed');
      });

      it('comes when it is asked for again', async () => {
        const page = await framed({ markup: english(''), refused: ['login/journey.ts'] });
        const isThere = () => [...offers(page).keys()].some((words) => words.startsWith('Sign in with ESIA'));
        const pressed = await insistOn(() => offers(page), isThere);
        expect(pressed.join(), 'in English alone').to.not.match(/[а-я]/i);
      });
    });
  }

  it('comes by itself once there is a network again, or has the page loaded anew', async () => {
    const page = await framed({ markup: markupOf('panel', ''), refused: ['login/first-view.ts'] });
    await waitUntil(() => offers(page).has('Повторить попытку'));
    page.window.dispatchEvent(new Event('online'));
    await waitUntil(() => offers(page).has(esia) || offers(page).has('Обновить страницу'));
  });

  it('keeps the focus where another try is offered', async () => {
    const page = await framed({ markup: markupOf('panel', link), lost: ['login/sign-in.ts'], wasHere: true });
    await waitUntil(() => offers(page).has('Повторить попытку'));
    offers(page).get('Повторить попытку')!.focus();
    await press(page, 'Повторить попытку');
    await waitUntil(() => offers(page).has('Обновить страницу'));
    expect(loginIn(page).shadowRoot!.activeElement?.className).to.contain('view');
  });

  it('follows the page’s link from <epos-login-button> where what leaves for a provider has not come', async () => {
    const page = await framed({
      markup: `<epos-context gateway="/auth" portal="/api"><epos-login-button>${link}</epos-login-button></epos-context>`,
      lost: ['context/gateway-epos.ts'],
    });
    const host = page.document.querySelector('epos-login-button')!;
    // What is protected from the page is not from this test.
    const context = page.document.querySelector('epos-context') as unknown as JourneyAccess;
    await waitUntil(() => context.source?.state.kind === 'signed-out');
    host.shadowRoot!.querySelector<HTMLElement>('.button')!.click();
    await waitUntil(() => page.window.location.pathname === '/by-link', 'the link is followed');
  });

  it('says so by <epos-providers> alone, and has the page loaded anew the second time', async () => {
    const { document, frame } = await framed({
      markup: '<epos-context gateway="/auth" portal="/api"><epos-providers></epos-providers></epos-context>',
      lost: ['context/gateway-epos.ts'],
    });
    const choice = document.querySelector('epos-providers')!;
    const button = (words: string) =>
      [...(choice.shadowRoot?.querySelectorAll<HTMLElement>('button') ?? [])].find(({ textContent }) =>
        textContent.trim().startsWith(words),
      );
    // What is protected from the page is not from this test.
    const context = document.querySelector('epos-context') as unknown as JourneyAccess;
    await waitUntil(() => context.source?.state.kind === 'signed-out');
    for (const words of ['Повторить попытку', 'Обновить страницу']) {
      button('Вход через ЕСИА')!.click();
      await waitUntil(() => button(words), words);
      expect(button(words)!.closest('[role=alert]'), 'is heard').to.exist;
      button(words)!.focus();
      button(words)!.click();
      await waitUntil(() => frame.contentDocument !== document || !button(words), 'the answer');
    }
    await waitUntil(() => frame.contentDocument !== document, 'the page is loaded anew');
  });

  it('says so where a provider was chosen and what leaves for it has not come', async () => {
    const page = await framed({ markup: markupOf('panel', link), lost: ['context/gateway-epos.ts'] });
    await press(page, esia);
    await waitUntil(() => offers(page).has('Повторить попытку') && offers(page).has('Войти'));
    await press(page, 'Повторить попытку');
    await press(page, esia);
    await waitUntil(() => offers(page).has('Обновить страницу'));
  });

  for (const layout of ['panel', 'page']) {
    it(`leaves the page’s link in layout ${layout} until something better is there`, async () => {
      const page = await framed({ markup: markupOf(layout, link), held: ['login/first-view.ts'] });
      await waitUntil(() => loginIn(page).shadowRoot?.querySelector('.wait'));
      expect([...offers(page).keys()]).to.deep.equal(['Войти']);
      page.release();
      await waitUntil(() => offers(page).has(esia));
      expect([...offers(page).keys()]).not.to.include('Войти');
    });
  }
});

describe('what is told without its texts', () => {
  afterEach(unframe);

  it('comes to <epos-help> when it is asked for again', async () => {
    const page = await framed({ markup: '<epos-help></epos-help>', refused: ['../../core/src/help/ru.ts'] });
    const buttons = () => [
      ...(page.frame.contentDocument!.querySelector('epos-help')?.shadowRoot?.querySelectorAll('button') ?? []),
    ];
    const pressed = await insistOn(
      () => new Map(buttons().map((one) => [one.textContent.trim(), one])),
      () => buttons().some(({ classList }) => classList.contains('toggle')),
    );
    expect(pressed[0]).to.equal('Повторить попытку');
  });

  it('has the page loaded anew by <epos-advice> where a file of the SDK has not come twice', async () => {
    const page = await framed({ markup: '<epos-advice></epos-advice>' });
    const advice = page.document.querySelector('epos-advice') as unknown as EposAdvice;
    const label = () => advice.shadowRoot?.querySelector('[data-action=retry]')?.textContent.trim();
    for (const words of ['Повторить попытку', 'Обновить страницу']) {
      const cause = (await page.window.eval(`import('/nowhere.js').catch((error) => error)`)) as unknown;
      advice.error = new EposError('network', 'portal', { cause });
      await waitUntil(() => label() === words, words);
    }
    advice.shadowRoot!.querySelector<HTMLElement>('[data-action=retry]')!.click();
    await waitUntil(() => page.frame.contentDocument !== page.document, 'the page is loaded anew');
  });
});
