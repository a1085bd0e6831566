import '../define/epos-login.ts';
import { EposError, type EposState } from '@epos-login/core';
import { fixtureEpos, meOf, stateAfter, stateOf } from '@epos-login/testing';
import { expect, fixtureSync, html, oneEvent } from '@open-wc/testing';
import { resetMouse, sendKeys } from '@web/test-runner-commands';
import { failed, showOpen, signedOut, views } from '../test/opened.ts';
import { all, drawn, find, focused, hover, settled, show, textOf, waitUntil } from '../test/shown.ts';
import type { EposLogin } from './login.ts';

describe('<epos-login>', () => {
  for (const layout of ['panel', 'page']) {
    describe(`layout ${layout}`, () => {
      for (const [name, state, view] of views) {
        it(`shows ${view} in ${name}, and is accessible`, async function () {
          this.timeout(10_000);
          const { element } = await show('epos-login', state, { layout });
          const shown = await drawn(element, view);
          await waitUntil(() => textOf(shown));
          await expect(element).to.be.accessible();
        });
      }

      it('waits and says so while the session is restored', async () => {
        const { element } = await show('epos-login', stateAfter(), { layout });
        await waitUntil(() => element.shadowRoot?.querySelector('[role=status]')?.textContent === 'Проверяем вход…');
      });

      it('moves the focus into the view that replaces the focused one', async () => {
        const { element, epos } = await show('epos-login', failed, { layout });
        const advice = await drawn(element, 'epos-advice');
        await waitUntil(() => advice.shadowRoot?.querySelector('[data-action=sign-in]'));
        find(advice, '[data-action=sign-in]').focus();
        find(advice, '[data-action=sign-in]').click();
        expect(epos.state.kind).to.equal('signed-out');
        await waitUntil(() => focused()?.textContent.includes('Вход в\u00a0ЭПОС'), 'the heading has the focus');
      });

      it('leaves the focus alone when it is elsewhere', async () => {
        const { element, epos } = await show('epos-login', signedOut, { layout });
        await drawn(element, '.root');
        const outside = document.createElement('input');
        element.after(outside);
        outside.focus();
        epos.move({ type: 'fail', error: new EposError('timeout', 'restore') });
        const advice = await drawn(element, 'epos-advice');
        await waitUntil(() => textOf(advice));
        await settled(element);
        expect(document.activeElement === outside, 'has the focus').to.be.true;
      });
    });
  }

  for (const layout of ['button', 'panel', 'page']) {
    it(`warns in layout ${layout} before an untouched shared computer is left, and lets one stay`, async () => {
      const { element, epos } = await show('epos-login', stateOf('teacher'), { layout });
      epos.move({ type: 'idle', signOutAt: Date.now() + 60_000 });
      await waitUntil(() => element.shadowRoot?.querySelector('[role=alert] button'));
      await expect(element).to.be.accessible();
      find(element, '[role=alert] button').click();
      expect(epos.calls).to.deep.include(['stay']);
      await waitUntil(() => !element.shadowRoot?.querySelector('[role=alert]'));
    });
  }

  describe('layout button', () => {
    it('is one accessible button that loads nothing else', async () => {
      const { element } = await show('epos-login', signedOut);
      expect(textOf(element)).to.equal('Вход');
      expect(all(element, '*').filter((inside) => inside.localName.startsWith('epos-'))).to.be.empty;
      await expect(element).to.be.accessible();
    });

    it('opens a panel with the focus on its heading, and Esc gives the focus back', async () => {
      const { element } = await show('epos-login', signedOut);
      find(element, '.button').focus();
      await sendKeys({ press: 'Enter' });
      const providers = await drawn(element, '.root');
      await waitUntil(() => focused() === providers.querySelector('.heading'));
      expect(find(element, '.button')).to.have.attribute('aria-expanded', 'true');
      expect(element.open).to.be.true;
      await expect(element).to.be.accessible();
      await sendKeys({ press: 'Escape' });
      await waitUntil(() => !element.open);
      await element.updateComplete;
      expect(focused() === find(element, '.button'), 'has the focus').to.be.true;
      expect(find(element, '.button')).to.have.attribute('aria-expanded', 'false');
    });

    it('closes when the focus or a press goes elsewhere', async () => {
      const { element } = await showOpen(signedOut);
      const outside = document.createElement('button');
      element.after(outside);
      await drawn(element, '.root');
      await waitUntil(() => element.shadowRoot?.activeElement);
      outside.focus();
      await waitUntil(() => !element.open, 'closed by the focus');
      element.open = true;
      await waitUntil(() => find<HTMLDialogElement>(element, 'dialog').open);
      document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
      expect(element.open).to.be.false;
    });

    it('opens by itself for a choice or a failure that a person came back to', async () => {
      const { element } = await show('epos-login', stateOf('teacherAndParent'));
      await drawn(element, 'epos-role-picker');
      expect(element.open).to.be.true;
      const other = await show('epos-login', failed);
      await drawn(other.element, 'epos-advice');
    });

    it('greets by name and never shifts', async () => {
      const { element, epos } = await show('epos-login', signedOut);
      const { width } = find(element, '.button').getBoundingClientRect();
      epos.move({ type: 'signed-in', ...(stateOf('teacher') as Extract<EposState, { kind: 'ready' }>) });
      await element.updateComplete;
      expect(textOf(find(element, '.button'))).to.equal('Мария');
      expect(find(element, '.button').getBoundingClientRect().width).to.equal(width);
      find(element, '.button').click();
      await drawn(element, 'epos-user-menu');
      expect(textOf(find(element, '.view'))).to.contain('Здравствуйте, Мария Петровна!');
    });

    it('says that it leaves, and does not open meanwhile', async () => {
      const { element, epos } = await show('epos-login', signedOut);
      await epos.signIn({ provider: 'esia' });
      await element.updateComplete;
      const button = find(element, '.button');
      expect(button).to.have.attribute('aria-disabled', 'true');
      button.click();
      expect(element.open).to.be.false;
    });
  });

  describe('the page’s own link', () => {
    it('is what the button becomes, with its focus', async () => {
      const parent = fixtureSync<HTMLElement>(
        html`<div><a id="link" href="https://portal.example/sign-in">Вход</a></div>`,
      );
      const link = parent.querySelector('a')!;
      const element = document.createElement('epos-login');
      element.append(link);
      parent.append(element);
      await element.updateComplete;
      const button = find<HTMLAnchorElement>(element, 'a.button');
      expect(button.href).to.equal('https://portal.example/sign-in');
      expect(link.getClientRects()).to.have.length(0);
    });

    it('can be read under the pointer, once the journey has brought its sheets', async () => {
      const element = document.createElement('epos-login');
      element.innerHTML = '<a href="https://portal.example/">Вход</a>';
      element.epos = fixtureEpos(signedOut);
      fixtureSync<HTMLElement>(html`<div></div>`).append(element);
      element.open = true;
      await drawn(element, '.root');
      const button = find(element, 'a.button');
      await hover(button);
      const { color, backgroundColor } = getComputedStyle(button);
      expect(color).not.to.equal(backgroundColor);
      await expect(element).to.be.accessible();
      await resetMouse();
    });

    it('is followed while nothing is configured', async () => {
      const element = fixtureSync<EposLogin>(html`<epos-login><a href="#plain">Вход</a></epos-login>`);
      await element.updateComplete;
      find(element, '.button').click();
      // Firefox goes to a fragment in a task of its own.
      await waitUntil(() => location.hash === '#plain', 'the link is followed');
      expect(element.open).to.be.false;
      history.replaceState(null, '', location.pathname + location.search);
    });
  });

  describe('languages', () => {
    it('has the button in English at once, and the rest when it comes', async () => {
      const { element } = await showOpen(signedOut, { lang: 'en' });
      expect(textOf(find(element, '.button'))).to.equal('Sign in');
      const providers = await drawn(element, '.root');
      expect(textOf(providers)).to.contain('Sign in with ESIA');
    });
  });

  it('takes the page’s words into every part', async () => {
    const { element } = await show('epos-login', signedOut, { layout: 'panel' });
    element.texts = { rsaa: 'Вход по РСАА' };
    expect(textOf(await drawn(element, '.root'))).to.contain('Вход по РСАА');
  });

  it('lets the events of its parts reach the page', async () => {
    const { element } = await show('epos-login', signedOut, { layout: 'panel', 'return-to': '/tiles' });
    const providers = await drawn(element, '.root');
    setTimeout(() => {
      find(providers, '[data-provider=rsaa]').click();
    });
    const event = await oneEvent(document, 'epos-sign-in');
    expect(event.target).to.equal(element);
    expect(event.detail).to.deep.equal({ provider: 'rsaa' });
  });

  it('keeps its session, state and open panel when the page is wrapped anew around it', async () => {
    const { element, epos } = await showOpen(stateOf('teacherAndParent'));
    const picker = await drawn(element, 'epos-role-picker');
    find<HTMLInputElement>(picker, 'input[value=parent]').click();
    const wrapper = document.createElement('div');
    element.replaceWith(wrapper);
    wrapper.append(element);
    await settled(element);
    expect(element.open).to.be.true;
    expect(find<HTMLDialogElement>(element, 'dialog').open).to.be.true;
    expect(find<HTMLInputElement>(find(element, 'epos-role-picker'), 'input[value=parent]').checked).to.be.true;
    await epos.chooseCategory('parent');
    await drawn(element, 'epos-subsystems');
  });

  for (const [name, state, heading] of [
    ['signed-out', signedOut, 'Вход в ЭПОС'],
    ['choosing-category', stateOf('teacherAndParent'), 'Выберите категорию роли'],
    ['ready', stateOf('teacher'), 'Здравствуйте, Мария Петровна!'],
    ['failed', failed, 'Данные в ЭПОС и на Госуслугах не совпадают.'],
  ] as const) {
    it(`calls its panel in ${name} what its heading says`, async () => {
      const { element } = await showOpen(state);
      await waitUntil(() => find(element, 'dialog').ariaLabel?.replaceAll('\u00a0', ' ') === heading, heading);
    });
  }

  it('calls its panel anew when the view changes', async () => {
    const { element, epos } = await showOpen(signedOut);
    await waitUntil(() => find(element, 'dialog').ariaLabel?.startsWith('Вход'));
    epos.move({ type: 'signed-in', ...meOf('teacherAndParent') });
    await waitUntil(() => find(element, 'dialog').ariaLabel?.startsWith('Выберите'));
  });

  it('says the name once in its panel', async () => {
    const { element } = await showOpen(stateOf('teacher'));
    const menu = await drawn(element, 'epos-user-menu');
    await waitUntil(() => textOf(menu).includes('Выйти'));
    expect(textOf(find(element, '.view'))).to.contain('Здравствуйте, Мария Петровна!');
    expect(textOf(menu)).not.to.contain('Мария');
    expect(textOf(menu)).to.contain('Сотрудник');
  });

  it('changes its layout', async () => {
    const { element } = await show('epos-login', signedOut, { layout: 'panel' });
    await drawn(element, '.root');
    element.layout = 'page';
    await waitUntil(() => element.shadowRoot?.querySelector('.masthead'));
    element.layout = 'button';
    await element.updateComplete;
    expect(find(element, '.button').textContent.trim()).to.equal('Вход');
    expect(getComputedStyle(element).backgroundColor, 'the page’s canvas').to.equal('rgba(0, 0, 0, 0)');
  });

  it('gives nobody’s name away after sign-out', async () => {
    const { element, epos } = await show('epos-login', stateOf('teacher'), { layout: 'page' });
    await drawn(element, 'epos-user-menu');
    await epos.signOut();
    await drawn(element, '.root');
    const everything = [element, ...all(element, '*')].map((inside) => textOf(inside)).join(' ');
    expect(everything).not.to.contain('Иванова').and.not.to.contain('Мария');
  });
});
