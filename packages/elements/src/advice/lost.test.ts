import '../define/epos-advice.ts';
import { EposError, type EposErrorCode } from '@epos-login/core';
import { addAdviceLanguage } from '@epos-login/core/advice';
import { fixtureEpos, stateAfter, stateOf, type FixtureEpos } from '@epos-login/testing';
import { expect } from '@open-wc/testing';
import { framed, unframe, type Framed, type FramedPage } from '../test/framed.ts';
import { all, find, show, textOf, waitUntil } from '../test/shown.ts';
import type { EposAdvice } from './advice.ts';

const texts = '../../core/src/advice/ru.ts';
const support = 'https://portal.example/support';
const [retry, reload] = ['Повторить попытку', 'Обновить страницу'];

interface Lost extends FramedPage {
  readonly advice: EposAdvice;
  readonly epos: FixtureEpos;
}

const failed = (code: EposErrorCode) =>
  stateAfter({ type: 'signed-out', reason: 'never' }, { type: 'fail', error: new EposError(code, 'callback') });

/** An advice in a page that is kept from the texts. */
async function advise(code: EposErrorCode, kept: Partial<Framed>, state = failed(code)): Promise<Lost> {
  const page = await framed({ markup: '<epos-advice></epos-advice>', ...kept });
  const advice = page.document.querySelector('epos-advice')!;
  const epos = fixtureEpos(state);
  advice.epos = epos;
  await waitUntil(() => textOf(advice), 'something is drawn');
  return { ...page, advice, epos };
}

const labels = (advice: EposAdvice) => all(advice, 'button').map(({ textContent }) => textContent.trim());
const press = (advice: EposAdvice, words: string) => {
  all(advice, 'button')
    .find(({ textContent }) => textContent.trim() === words)!
    .click();
};

describe('<epos-advice> without its texts', () => {
  afterEach(unframe);

  for (const code of ['account_mismatch', 'forbidden'] as const) {
    it(`says so of ${code}, and has the page loaded anew by the second press`, async () => {
      const { advice, frame, document } = await advise(code, { lost: [texts] });
      expect(find(advice, '.heading').textContent).to.equal('Не\u00a0удалось загрузить описание ошибки.');
      expect(labels(advice)).to.deep.equal([retry, 'Повторить вход', 'Скопировать сведения для\u00a0заявки']);
      press(advice, retry);
      await waitUntil(() => labels(advice).includes(reload), 'a new page is offered');
      press(advice, reload);
      await waitUntil(() => frame.contentDocument !== document, 'the page is loaded anew');
    });
  }

  it('advises once they have come, or offers a new page', async () => {
    const { advice } = await advise('account_mismatch', { refused: [texts] });
    expect(labels(advice)[0]).to.equal(retry);
    press(advice, retry);
    // Firefox gives the same answer to a second question: there it takes a new page.
    await waitUntil(() => textOf(advice).includes('Кто вы?') || labels(advice).includes(reload));
  });

  it('asks for them by itself once there is a network again', async () => {
    const { advice, window } = await advise('forbidden', { refused: [texts] });
    window.dispatchEvent(new Event('online'));
    await waitUntil(() => textOf(advice).includes('Доступ запрещён') || labels(advice).includes(reload));
  });

  it('keeps the focus in the advice', async () => {
    const { advice } = await advise('forbidden', { refused: [texts] });
    find(advice, 'button').focus();
    press(advice, retry);
    await waitUntil(() => textOf(advice).includes('Доступ запрещён') || labels(advice).includes(reload));
    await waitUntil(() => advice.shadowRoot!.activeElement, 'something has the focus');
    const focused = advice.shadowRoot!.activeElement!;
    if (!labels(advice).includes(reload)) expect(focused.className).to.equal('heading');
    else expect(focused.textContent.trim()).to.equal(reload);
  });

  it('is accessible, and speaks English, light and dark', async () => {
    addAdviceLanguage('en', () => Promise.reject(new TypeError('refused')));
    for (const theme of ['light', 'dark']) {
      const { element } = await show('epos-advice', failed('forbidden'), {
        lang: 'en',
        theme,
        'support-page': support,
      });
      await waitUntil(() => textOf(element).includes('The description of the error could not be loaded.'));
      expect(labels(element)[0]).to.equal('Try again');
      element.parentElement!.style.background = theme === 'dark' ? '#152238' : '#fff';
      await expect(element).to.be.accessible();
    }
  });

  it('leads on as the advice would: to another sign-in, and out', async () => {
    const { advice, epos } = await advise('account_mismatch', { lost: [texts] });
    press(advice, 'Повторить вход');
    expect(epos.calls.at(-1)).to.deep.equal(['dismiss']);
    const other = await advise('no_roles', { lost: [texts] }, stateOf('noRoles'));
    expect(labels(other.advice).filter((label) => label === retry)).to.have.length(1);
    press(other.advice, retry);
    expect(other.epos.calls.at(-1)).to.deep.equal(['refresh']);
    press(other.advice, 'Выйти');
    expect(other.epos.calls.at(-1)).to.deep.equal(['signOut', {}]);
  });

  it('gives the details for a request, and the way to the support', async () => {
    const { advice, window } = await advise('forbidden', {
      markup: `<epos-advice support-page="${support}"></epos-advice>`,
      lost: [texts],
    });
    expect(find<HTMLAnchorElement>(advice, '.support a').href).to.equal(support);
    Object.defineProperty(window.navigator, 'clipboard', { value: undefined });
    press(advice, 'Скопировать сведения для\u00a0заявки');
    await waitUntil(() => all(advice, 'textarea').length > 0);
    expect(find<HTMLTextAreaElement>(advice, 'textarea').value)
      .to.contain('Проблема: (заполните)')
      .and.to.contain('Код ошибки: forbidden · callback');
  });
});
