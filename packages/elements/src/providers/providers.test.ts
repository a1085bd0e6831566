import '../define/epos-providers.ts';
import { stateAfter } from '@epos-login/testing';
import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { all, find, focused, show, textOf, waitUntil } from '../test/shown.ts';

const signedOut = stateAfter({ type: 'signed-out', reason: 'never' });

describe('<epos-providers>', () => {
  describe('accessibility', () => {
    it('is accessible, light and dark, at rest and leaving', async () => {
      for (const theme of ['light', 'dark']) {
        const { element, epos } = await show('epos-providers', signedOut, { theme });
        element.parentElement!.style.background = theme === 'dark' ? '#152238' : '#fff';
        await expect(element).to.be.accessible();
        epos.move({ type: 'redirect', to: 'sign-in', provider: 'esia' });
        await element.updateComplete;
        await expect(element).to.be.accessible();
      }
    });

    it('is walked by Tab: ЕСИА, what it is, employees', async () => {
      const { element } = await show('epos-providers', signedOut);
      const walk: string[] = [];
      for (let step = 0; step < 3; step++) {
        await sendKeys({ press: 'Tab' });
        walk.push(focused()?.textContent.trim().replaceAll(/\s+/g, ' ') ?? '');
      }
      expect(walk[0]).to.equal('Вход через ЕСИА Госуслуги');
      expect(walk[1]).to.contain('Что такое Госуслуги?');
      expect(walk[1]).to.contain('откроется в новой вкладке');
      expect(walk[2]).to.contain('Вход для сотрудников');
      expect(element.contains(document.activeElement)).to.be.true;
    });

    it('keeps the focus while leaving', async () => {
      const { element } = await show('epos-providers', signedOut);
      const button = find(element, '[data-provider=rsaa]');
      button.focus();
      button.click();
      await element.updateComplete;
      expect(focused() === button, 'has the focus').to.be.true;
      expect(button).to.have.attribute('aria-busy', 'true');
      expect(find(element, '[data-provider=esia]')).to.have.attribute('aria-disabled', 'true');
      expect(find(element, '[role=status]').textContent).to.equal('Переходим в\u00a0РСАА…');
    });
  });

  describe('words', () => {
    it('says what the manuals say, ЕСИА first, then «или», then employees', async () => {
      const { element } = await show('epos-providers', signedOut);
      const text = textOf(element);
      const places = ['Вход в ЭПОС', 'Вход через ЕСИА', 'Госуслуги', 'или', 'Вход для сотрудников'].map((words) =>
        text.indexOf(words),
      );
      expect(places).to.deep.equal([...places].sort((a, b) => a - b));
      expect(Math.min(...places)).to.be.at.least(0);
    });

    it('speaks English under an English ancestor, and follows a change', async () => {
      const { element } = await show('epos-providers', signedOut);
      element.parentElement!.lang = 'en-GB';
      await waitUntil(() => textOf(element).includes('Sign in with ESIA'));
      element.lang = 'ru';
      await element.updateComplete;
      expect(textOf(element)).to.contain('Вход через ЕСИА');
    });

    it('takes words of the page’s own', async () => {
      const { element } = await show('epos-providers', signedOut);
      element.texts = { esia: 'Войти через Госуслуги' };
      await element.updateComplete;
      expect(textOf(element)).to.contain('Войти через Госуслуги').and.to.contain('Вход для сотрудников');
    });

    it('says why nobody is signed in any more', async () => {
      const { element } = await show('epos-providers', stateAfter({ type: 'signed-out', reason: 'elsewhere' }));
      expect(textOf(element)).to.contain('в другой вкладке или подсистеме');
    });
  });

  describe('providers', () => {
    it('offers one without «или»', async () => {
      const { element } = await show('epos-providers', signedOut, { providers: 'esia' });
      expect(all(element, 'button')).to.have.length(1);
      expect(textOf(element)).not.to.contain('или');
    });

    it('puts ЕСИА first however they are written, and ignores what it does not know', async () => {
      const { element } = await show('epos-providers', signedOut, { providers: 'vk  rsaa esia' });
      expect(all(element, 'button').map((button) => button.dataset.provider)).to.deep.equal(['esia', 'rsaa']);
    });
  });

  describe('events', () => {
    it('tells the page, then leaves for the provider in this tab', async () => {
      const { element, epos } = await show('epos-providers', signedOut, { 'return-to': '/journal' });
      setTimeout(() => {
        find(element, '[data-provider=esia]').click();
      });
      const event = await oneEvent(document, 'epos-sign-in');
      expect(event.detail).to.deep.equal({ provider: 'esia' });
      expect(epos.calls.at(-1)).to.deep.equal(['signIn', { provider: 'esia', returnTo: '/journal' }]);
    });

    it('stays when the page cancels, and leaves once for two presses', async () => {
      const { element, epos } = await show('epos-providers', signedOut);
      element.addEventListener(
        'epos-sign-in',
        (event) => {
          event.preventDefault();
        },
        { once: true },
      );
      find(element, '[data-provider=esia]').click();
      expect(epos.calls.filter(([name]) => name === 'signIn')).to.have.length(0);
      find(element, '[data-provider=esia]').click();
      find(element, '[data-provider=esia]').click();
      expect(epos.calls.filter(([name]) => name === 'signIn')).to.have.length(1);
    });
  });
});
