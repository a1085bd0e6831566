import { expect, fixtureSync, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { namesOf, notesWith, press, said, search, showWith, shownTiles } from '../test/listed.ts';
import { all, find, focused, textOf, waitUntil } from '../test/shown.ts';

describe('<epos-subsystems>, searched', () => {
  beforeEach(() => {
    localStorage.clear();
    (document.activeElement as HTMLElement | null)?.blur();
  });

  describe('search', () => {
    it('says for what it was, where the keyboard layout was another', async () => {
      const { element } = await showWith({});
      await search(element, ';ehyfk');
      expect(textOf(element).replaceAll('\u00a0', ' ')).to.contain('Показано для «журнал»');
      expect(said(element)).to.match(/^Найдено \d+ из \d+\. Показано для «журнал»$/);
      expect(namesOf(shownTiles(element)))
        .to.include('ЭПОС.Школа')
        .and.not.to.include('Контингент');
    });

    it('takes synonyms of the page', async () => {
      const { element } = await showWith({ synonyms: [['ведомость', 'контингент']] });
      await search(element, 'ведомость');
      expect(namesOf(shownTiles(element))).to.include('Контингент');
    });

    it('opens the first by Enter, and says so before', async () => {
      const { element } = await showWith({});
      find(element, 'input').focus();
      await search(element, 'отчеты');
      await waitUntil(() => said(element).endsWith('Enter откроет «Аналитические отчёты»'));
      expect(find(element, '.first').querySelector('kbd')).to.be.ok;
      const opened: string[] = [];
      element.addEventListener('epos-open', (event) => {
        event.preventDefault();
        opened.push(event.detail.id);
      });
      await sendKeys({ press: 'Enter' });
      expect(opened).to.deep.equal(['reports']);
    });

    it('opens nothing by Enter where the first is closed', async () => {
      const { element } = await showWith({});
      find(element, 'input').focus();
      await search(element, 'аттестация');
      await waitUntil(() => shownTiles(element).length > 0);
      const [first] = shownTiles(element);
      if (first?.dataset.id !== 'exams') await search(element, 'государственная');
      expect(shownTiles(element)[0]).to.have.attribute('data-id', 'exams');
      expect(all(element, '.first')).to.be.empty;
      element.addEventListener('epos-open', () => expect.fail('opened'));
      await sendKeys({ press: 'Enter' });
    });
  });

  describe('typing', () => {
    it('begins a search from anywhere on the page, and the letter is written', async () => {
      const { element } = await showWith({});
      await sendKeys({ type: 'ab' });
      expect(focused() === find(element, 'input'), 'has the focus').to.be.true;
      expect(find<HTMLInputElement>(element, 'input').value).to.equal('ab');
    });

    it('begins one by «/», which is not written', async () => {
      const { element } = await showWith({});
      for (const [key, code] of [
        ['/', 'Slash'],
        ['.', 'Slash'],
      ] as const) {
        expect(press(key, document.body, { code }).defaultPrevented).to.be.true;
        expect(focused() === find(element, 'input'), 'has the focus').to.be.true;
        find(element, 'input').blur();
      }
    });

    it('leaves alone what has another meaning', async () => {
      const { element } = await showWith({});
      const field = fixtureSync<HTMLElement>(html`<div contenteditable="true"></div>`);
      const menu = fixtureSync<HTMLElement>(html`<div role="menu" tabindex="-1"></div>`);
      press('a', field);
      press('a', menu);
      press(' ');
      press('Tab');
      press('a', document.body, { ctrlKey: true });
      press('a', document.body, { metaKey: true });
      press('a', document.body, { altKey: true });
      press('a', document.body, { isComposing: true });
      const page = (event: Event) => {
        event.preventDefault();
      };
      document.body.addEventListener('keydown', page);
      press('a');
      document.body.removeEventListener('keydown', page);
      expect(focused() === find(element, 'input'), 'has the focus').to.be.false;
    });

    it('is heard in the element only, or nowhere, where the page says so', async () => {
      for (const typeAhead of ['focus', 'off'] as const) {
        const { element } = await showWith({ typeAhead });
        press('a');
        expect(focused() === find(element, 'input'), 'has the focus').to.be.false;
        press('a', find(element, '.name'));
        expect(focused() === find(element, 'input'), 'has the focus').to.equal(typeAhead === 'focus');
        expect(all(element, '.typing')).to.have.length(typeAhead === 'off' ? 0 : 1);
        element.remove();
      }
    });

    it('is turned off by the person, for good', async () => {
      const notes = notesWith();
      const { element } = await showWith({ notes });
      const toggle = find(element, '.typing');
      expect(toggle).to.have.attribute('aria-pressed', 'true');
      toggle.click();
      await element.updateComplete;
      expect(toggle).to.have.attribute('aria-pressed', 'false');
      press('a');
      expect(focused() === find(element, 'input'), 'has the focus').to.be.false;
      expect(notes.kept().typing).to.equal(false);
    });

    it('is not heard any more once the element has gone', async () => {
      const { element } = await showWith({});
      const input = find(element, 'input');
      element.remove();
      press('a');
      expect(element.shadowRoot?.activeElement === input).to.be.false;
    });
  });

  describe('a list in place of a grid', () => {
    it('is the page’s wish or the person’s, who is remembered', async () => {
      const notes = notesWith();
      const { element } = await showWith({ notes, view: 'list' });
      const toggle = find(element, '.as-list');
      expect(find(element, '.root').classList.contains('list')).to.be.true;
      expect(toggle).to.have.attribute('aria-pressed', 'true');
      toggle.click();
      await element.updateComplete;
      expect(find(element, '.root').classList.contains('list')).to.be.false;
      expect(notes.kept().view).to.equal('grid');
      const again = await showWith({ notes, view: 'list' });
      expect(find(again.element, '.root').classList.contains('list')).to.be.false;
    });
  });
});
