import '../define/epos-advice.ts';
import { EposError, type EposErrorCode } from '@epos-login/core';
import { people, stateAfter, stateOf } from '@epos-login/testing';
import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { all, drawn, find, focused, settled, show, textOf, waitUntil, type Shown } from '../test/shown.ts';
import type { EposAdvice } from './advice.ts';

const failed = (code: EposErrorCode, details = {}) =>
  stateAfter(
    { type: 'signed-out', reason: 'never' },
    { type: 'fail', error: new EposError(code, 'callback', details) },
  );

/** The texts of the advice come in a file of their own. */
async function advise(
  ...[state, attributes]: [Parameters<typeof show>[1], Record<string, string>?]
): Promise<Shown<EposAdvice>> {
  const shown = await show('epos-advice', state, attributes);
  await waitUntil(() => textOf(shown.element));
  return shown;
}

describe('<epos-advice>', () => {
  it('is accessible, asking and advising, light and dark', async () => {
    for (const theme of ['light', 'dark']) {
      const { element } = await advise(failed('account_mismatch'), { theme });
      element.parentElement!.style.background = theme === 'dark' ? '#152238' : '#fff';
      await expect(element).to.be.accessible();
      all(element, 'input')[0]!.click();
      await element.updateComplete;
      await expect(element).to.be.accessible();
    }
  });

  it('draws nothing without a failure', async () => {
    for (const state of [stateAfter(), stateOf('teacher')]) {
      const { element } = await show('epos-advice', state);
      await settled(element);
      expect(all(element, '*')).to.be.empty;
    }
  });

  it('asks «Кто вы?» before it says whom to ask, for that differs', async () => {
    const { element } = await advise(failed('account_mismatch'));
    expect(textOf(element)).to.contain('Кто вы?').and.not.to.contain('К кому обратиться');
    all(element, 'input')[0]!.focus();
    await sendKeys({ press: ' ' });
    await element.updateComplete;
    expect(textOf(element))
      .to.contain('Обратитесь к администратору подсистемы Контингент')
      .and.to.contain('на следующий день');
    await sendKeys({ press: 'ArrowDown' });
    await element.updateComplete;
    expect((focused() as HTMLInputElement).value).to.equal('parent');
    expect(textOf(element)).to.contain('Обратитесь к классному руководителю').and.not.to.contain('следующий день');
  });

  it('brings the manuals’ instructions when they are asked for, for whom they are', async () => {
    const { element } = await advise(failed('account_mismatch'), { category: 'parent' });
    expect(all(element, 'details'), 'with nothing to bring them').to.be.empty;
    element.loadHelp = async () => ({ 'epos-help': (await import('../help/help.ts')).EposHelp });
    await element.updateComplete;
    expect(all(element, 'epos-help')).to.be.empty;
    find(element, 'summary').click();
    const help = await drawn(element, 'epos-help');
    expect(help.getAttribute('category')).to.equal('parent');
    expect(textOf(help)).to.include('Госуслуг');
    await expect(element).to.be.accessible();
  });

  it('does not speak of instructions where signing in is not what went wrong', async () => {
    const { element } = await advise(failed('network'));
    element.loadHelp = () => Promise.reject(new Error('not asked for'));
    await element.updateComplete;
    expect(all(element, 'details')).to.be.empty;
  });

  it('asks nobody whose category is known', async () => {
    expect(textOf((await advise(failed('account_mismatch'), { category: 'employee' })).element)).not.to.contain(
      'Кто вы?',
    );
    const leaving = stateAfter(
      { type: 'redirect', to: 'sign-in', provider: 'rsaa' },
      { type: 'fail', error: new EposError('account_unknown', 'sign-in') },
    );
    expect(textOf((await advise(leaving)).element))
      .to.contain('администратору подсистемы Контингент')
      .and.not.to.contain('Кто вы?');
    expect(textOf((await advise(failed('timeout'))).element)).not.to.contain('Кто вы?');
  });

  it('leads back to the choice of provider by «Повторить вход»', async () => {
    const { element, epos } = await advise(failed('account_mismatch'));
    const button = find(element, '[data-action=sign-in]');
    expect(button.textContent.trim()).to.equal('Повторить вход');
    button.click();
    expect(epos.calls.at(-1)).to.deep.equal(['dismiss']);
    expect(epos.state.kind).to.equal('signed-out');
  });

  it('asks again, and signs out', async () => {
    const { element, epos } = await advise(stateOf('noRoles'));
    expect(textOf(element)).to.contain('не открыта ни одна подсистема');
    find(element, '[data-action=retry]').click();
    expect(epos.calls.at(-1)).to.deep.equal(['refresh']);
    setTimeout(() => {
      find(element, '[data-action=sign-out]').click();
    });
    await oneEvent(document, 'epos-sign-out');
    expect(epos.calls.at(-1)).to.deep.equal(['signOut', {}]);
  });

  it('begins a new sign-in where a signed-in person needs one', async () => {
    const { element, epos } = await advise(stateOf('teacher', { error: 'login_required' }));
    element.addEventListener(
      'epos-sign-in',
      (event) => {
        event.preventDefault();
      },
      { once: true },
    );
    find(element, '[data-action=sign-in]').click();
    expect(epos.state.kind).to.equal('failed');
    find(element, '[data-action=sign-in]').click();
    expect(epos.calls.at(-1)).to.deep.equal(['signIn', {}]);
  });

  it('has the icon beside the first line of «Скопировать…» on a telephone', async () => {
    const { element } = await advise(failed('account_mismatch'), { category: 'employee' });
    element.parentElement!.style.inlineSize = '20em';
    const button = find(element, '.actions .plain');
    const label = document.createRange();
    label.selectNodeContents(button);
    const [first, second] = [...label.getClientRects()].filter(({ width, height }) => width > 40 && height < 40);
    const icon = button.querySelector('svg')!.getBoundingClientRect();
    expect(second!.top, 'two lines').to.be.greaterThan(first!.top);
    expect(Math.abs(icon.top + icon.bottom - first!.top - first!.bottom)).to.be.at.most(6);
  });

  describe('details for a request', () => {
    const clipboard = Object.getOwnPropertyDescriptor(Navigator.prototype, 'clipboard')!;
    const stub = (writeText: (text: string) => Promise<void>) =>
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });

    afterEach(() => {
      Object.defineProperty(navigator, 'clipboard', {
        ...clipboard,
        get: () => clipboard.get?.call(navigator) as Clipboard,
      });
    });

    it('holds what support asks for, and no secrets', async () => {
      let copied = '';
      stub((text) => {
        copied = text;
        return Promise.resolve();
      });
      const state = stateOf('teacher', {
        error: new EposError('server_error', 'portal', { status: 500, cause: 'token=secret' }),
      });
      const { element } = await advise(state);
      find(element, 'button:last-of-type').click();
      await waitUntil(() => find(element, '[role=status]').textContent);
      expect(copied.split('\n').slice(0, 7)).to.deep.equal([
        'Тема: Вход в ЭПОС',
        'Проблема: В ЭПОС произошла ошибка.',
        `ФИО: ${people.teacher.epos.family_name} Мария Петровна`,
        'Роль: Сотрудник, Учитель математики',
        'Территория: Пермь, Индустриальный район',
        'Организация: МАОУ «СОШ № 12»',
        'Код ошибки: server_error · portal · 500',
      ]);
      expect(copied).not.to.contain('secret');
      expect(find(element, '[role=status]').textContent).to.equal('Сведения скопированы');
    });

    for (const [lang, time] of [
      ['ru', 'Время: '],
      ['en', 'Time: '],
    ] as const) {
      it(`tells the time with its zone, ${lang}`, async () => {
        let copied = '';
        stub((text) => {
          copied = text;
          return Promise.resolve();
        });
        const { element } = await advise(failed('timeout'), { lang });
        find(element, '.actions .plain').click();
        await waitUntil(() => copied);
        const hours = -new Date().getTimezoneOffset() / 60;
        const zone = hours === 0 ? 'GMT' : `GMT${hours > 0 ? '+' : '−'}${Math.floor(Math.abs(hours))}`;
        const line = copied.split('\n').find((one) => one.startsWith(time));
        expect(line?.replace('-', '−'))
          .to.match(/\d:\d\d/)
          .and.to.contain(zone);
      });
    }

    it('leaves what it does not know to be filled in', async () => {
      let copied = '';
      stub((text) => {
        copied = text;
        return Promise.resolve();
      });
      const { element } = await advise(failed('account_mismatch', { providerCode: 'ESIA-007055' }));
      find(element, 'button:last-of-type').click();
      await waitUntil(() => copied);
      expect(copied).to.contain('ФИО: (заполните)').and.to.contain('ESIA-007055');
    });

    it('shows the text, selected, where the browser gives no clipboard', async () => {
      stub(() => Promise.reject(new Error('denied')));
      const { element } = await advise(failed('timeout'));
      find(element, 'button:last-of-type').click();
      await waitUntil(() => all(element, 'textarea').length > 0);
      const area = find<HTMLTextAreaElement>(element, 'textarea');
      expect(area.value.slice(area.selectionStart, area.selectionEnd)).to.contain('Код ошибки: timeout');
      await expect(element).to.be.accessible();
    });
  });

  it('speaks English', async () => {
    const { element } = await advise(failed('account_mismatch'), { lang: 'en', category: 'student' });
    expect(textOf(element)).to.contain('Ask the class teacher').and.to.contain('Sign in again');
  });
});
