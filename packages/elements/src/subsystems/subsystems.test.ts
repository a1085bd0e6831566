import '../define/epos-subsystems.ts';
import type { Subsystem } from '@epos-login/core';
import { stateOf, subsystemsOf } from '@epos-login/testing';
import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { EposOpenEvent, EposSearchEvent } from '../events/events.ts';
import { all, find, focused, show, textOf, waitUntil } from '../test/shown.ts';

const many = stateOf('head', { category: 'employee' });

function subsystem(changes: Partial<Subsystem>): Subsystem {
  return {
    id: 'a',
    name: 'Журнал',
    categories: ['employee'],
    url: 'https://a.example/',
    status: { kind: 'available' },
    ...changes,
  };
}

const listed = (...subsystems: Subsystem[]) => stateOf('teacher', { subsystems });

async function search(element: Element, query: string): Promise<void> {
  const input = find<HTMLInputElement>(element, 'input');
  input.value = query;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await (element as Element & { updateComplete: Promise<boolean> }).updateComplete;
}

/** The whole list stands hidden while something is searched for. */
const shownTiles = (element: Element) => all(element, '.tile').filter((tile) => !tile.closest('.off'));

describe('<epos-subsystems>', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  describe('accessibility', () => {
    for (const theme of ['light', 'dark']) {
      it(`is accessible in every state, ${theme}`, async function () {
        this.timeout(20_000);
        const states = [
          stateOf('head', { category: 'parent' }),
          stateOf('teacher', { subsystems: 'loading' }),
          stateOf('teacher', { subsystems: 'stale' }),
          listed(),
        ];
        for (const state of states) {
          const { element } = await show('epos-subsystems', state, { theme });
          element.parentElement!.style.background = theme === 'dark' ? '#0e1828' : '#f5f7fb';
          await expect(element).to.be.accessible();
          element.remove();
        }
      });
    }

    it('is a list of real links, walked by Tab, the search first', async () => {
      const { element } = await show('epos-subsystems', stateOf('teacher'));
      await waitUntil(() => element.shadowRoot?.querySelector('input'), 'the search stands in its place');
      await sendKeys({ press: 'Tab' });
      expect(focused() === find(element, 'input'), 'has the focus').to.be.true;
      const names: (string | undefined)[] = [];
      for (let step = 0; step < 6; step++) {
        await sendKeys({ press: 'Tab' });
        names.push((focused()?.getAttribute('aria-label') ?? focused()?.textContent)?.replaceAll('\u00a0', ' '));
      }
      expect(names).to.deep.equal([
        'Показать списком',
        'Искать при наборе на клавиатуре',
        'ЭПОС.Школа',
        'В избранное: ЭПОС.Школа',
        'Контингент',
        'В избранное: Контингент',
      ]);
      expect(focused()?.closest('ul')).to.have.attribute('role', 'list');
    });

    it('announces loading and then the count, by the language’s plural', async () => {
      const { element, epos } = await show('epos-subsystems', stateOf('teacher', { subsystems: 'loading' }));
      const said = find(element, '[role=status]');
      await waitUntil(() => said.textContent === 'Загружаем подсистемы');
      expect(find(element, '.root')).to.have.attribute('aria-busy', 'true');
      const counts = [
        [1, 'Найдена 1 подсистема'],
        [3, 'Найдено 3 подсистемы'],
        [5, 'Найдено 5 подсистем'],
        [21, 'Найдена 21 подсистема'],
      ] as const;
      for (const [count, words] of counts) {
        const items = Array.from({ length: count }, (_, index) => subsystem({ id: String(index) }));
        epos.move({ type: 'subsystems', subsystems: { kind: 'ready', items } });
        await element.updateComplete;
        await waitUntil(() => said.textContent.replaceAll('\u00a0', ' ') === words, words);
        expect(find(element, '[role=status]')).to.equal(said);
      }
    });
  });

  describe('tiles', () => {
    it('groups in the portal’s order and shows all five statuses in words', async () => {
      const { element } = await show('epos-subsystems', many);
      expect(
        all(element, '.group')
          .map((group) => group.textContent.trim())
          .slice(0, 2),
      ).to.deep.equal(['Обучение', 'Управление']);
      const text = textOf(element);
      for (const words of [
        'Доступна',
        'Работает с перебоями',
        'Технические работы',
        'Нет доступа',
        'Скоро откроется с 1 апреля',
      ]) {
        expect(text).to.contain(words);
      }
    });

    it('says «Доступна» without showing it, for that is what everybody expects', async () => {
      const { element } = await show('epos-subsystems', listed(subsystem({})));
      const said = [...find(element, '.tile').querySelectorAll('.heard')];
      expect(said.map(({ textContent }) => textContent)).to.deep.equal(['Доступна']);
      expect(all(element, '.pill')).to.be.empty;
    });

    it('links only what can be opened, and says why and what to do for the rest', async () => {
      const { element } = await show('epos-subsystems', many);
      const exams = find(element, '[data-id=exams]');
      expect(exams.querySelector('a')).to.equal(null);
      expect(exams.textContent).to.contain('Доступ открывают ответственному').and.to.contain('Попросите директора');
      const meals = find(element, '[data-id=meals]');
      expect(meals.querySelector('a')).to.equal(null);
      for (const tile of [exams, meals]) {
        const name = tile.querySelector('.name')!;
        expect(name).to.have.attribute('aria-disabled', 'true');
        expect(name).to.have.attribute('tabindex', '0');
        const about = tile.querySelector(`#${name.getAttribute('aria-describedby') ?? ''}`)!;
        expect(about.textContent).to.match(/Нет доступа|Технические работы/);
      }
      const slow = find(element, '[data-id=sport]');
      const said = slow.querySelector('a')!.getAttribute('aria-describedby') ?? '';
      expect(slow.querySelector(`#${said}`)?.textContent).to.contain('Работает с');
      expect(meals.textContent).to.match(/до\u00a011\u00a0января 2027\u00a0г\. в\u00a0\d/);
      expect(find<HTMLAnchorElement>(element, '[data-id=sport] a').href).to.contain('epos_category=employee');
    });

    it('keeps a day without a time on its day, and drops a date that is none', async () => {
      const { element } = await show(
        'epos-subsystems',
        listed(
          subsystem({ status: { kind: 'coming-soon', from: '2099-01-01' } }),
          subsystem({ id: 'b', status: { kind: 'maintenance', until: 'вчера' } }),
        ),
      );
      expect(find(element, '[data-id=a]').textContent.replaceAll('\u00a0', ' ')).to.contain('с 1 января 2099');
      expect(find(element, '[data-id=b] .pill').textContent.trim()).to.equal('Технические работы');
    });

    it('leaves hostile strings text, and hostile addresses out', async () => {
      const hostile = '<img src=x onerror="window.hacked = true">';
      const { element } = await show(
        'epos-subsystems',
        listed(
          subsystem({
            id: 'x"><script>',
            name: hostile,
            description: hostile,
            group: hostile,
            icon: 'javascript:alert(1)',
          }),
          subsystem({
            id: 'b',
            name: '\u202eгосу',
            icon: 'data:image/svg+xml,<svg onload=alert(1)>',
            url: 'https://b.example/',
            group: 'Б',
          }),
        ),
      );
      expect(all(element, 'img')).to.be.empty;
      expect(find(element, '.name').textContent).to.equal(hostile);
      expect('hacked' in window).to.be.false;
    });

    it('never links a foreign scheme, whatever an own Epos answers', async () => {
      const { element, epos } = await show('epos-subsystems', listed());
      epos.addressOf = () => 'javascript:alert(1)';
      epos.move({ type: 'subsystems', subsystems: { kind: 'ready', items: [subsystem({})] } });
      await element.updateComplete;
      expect(all(element, 'a')).to.be.empty;
    });

    it('puts a letter in place of an icon that cannot be shown', async () => {
      const { element } = await show('epos-subsystems', listed(subsystem({ icon: 'https://icons.invalid/a.png' })));
      expect(find(element, 'span.picture').checkVisibility()).to.be.false;
      const beneath = (selector: string) => getComputedStyle(find(element, selector)).backgroundColor;
      expect(beneath('img'), 'nothing beneath an icon that is clear in parts').to.equal('rgba(0, 0, 0, 0)');
      expect(beneath('span.picture')).not.to.equal('rgba(0, 0, 0, 0)');
      find(element, 'img').dispatchEvent(new Event('error'));
      expect(find(element, 'img').checkVisibility()).to.be.false;
      expect(find(element, 'span.picture').checkVisibility()).to.be.true;
      expect(find(element, 'span.picture').textContent).to.equal('Ж');
    });

    it('tells the page before it opens, and stays when the page cancels', async () => {
      const { element } = await show('epos-subsystems', listed(subsystem({})));
      element.addEventListener('epos-open', (event) => {
        event.preventDefault();
      });
      setTimeout(() => {
        find(element, 'a').click();
      });
      const event = await oneEvent<EposOpenEvent>(document, 'epos-open');
      expect(event.subsystem.id).to.equal('a');
      expect(event.address).to.equal('https://a.example/?epos_category=employee');
      expect(event.defaultPrevented).to.be.true;
    });
  });

  describe('search', () => {
    it('finds by words, keywords and «ё», and announces how many', async () => {
      const { element } = await show('epos-subsystems', many);
      setTimeout(() => void search(element, 'ОТЧЕТЫ'));
      const event = await oneEvent<EposSearchEvent>(document, 'epos-search');
      await element.updateComplete;
      expect(event.detail.found).to.be.greaterThan(0);
      expect(event.detail.length).to.equal(6);
      expect(shownTiles(element).map((tile) => tile.querySelector('.name')!.textContent))
        .to.include('Аналитические отчёты')
        .and.not.to.include('Контингент');
      expect(find(element, '[role=status]').textContent.replaceAll('\u00a0', ' ')).to.match(/^Найдено \d+ из \d+$/);
      await search(element, 'егэ');
      expect(textOf(element)).to.contain('Государственная аттестация');
    });

    it('offers a way back from nothing, and Esc clears', async () => {
      const { element } = await show('epos-subsystems', many);
      const before = all(element, '.tile').length;
      await search(element, 'ъъъ');
      expect(textOf(element)).to.contain('Ничего не найдено');
      find(element, '.empty button').click();
      await element.updateComplete;
      expect(shownTiles(element)).to.have.length(before);
      expect(focused() === find(element, 'input'), 'has the focus').to.be.true;
      await search(element, 'журнал');
      find(element, 'input').focus();
      await sendKeys({ press: 'Escape' });
      await element.updateComplete;
      expect(shownTiles(element)).to.have.length(before);
    });

    it('is spared those with few subsystems', async () => {
      const { element } = await show('epos-subsystems', listed(subsystem({})));
      expect(all(element, 'input')).to.be.empty;
    });
  });

  describe('without a list', () => {
    it('speaks of the list when that failed, not of the sign-in, and offers a retry', async () => {
      const { element, epos } = await show('epos-subsystems', stateOf('teacher', { subsystems: 'failed' }));
      const text = textOf(element).replaceAll('\u00a0', ' ');
      expect(text).to.contain('Не удалось загрузить подсистемы').and.not.to.contain('Вход временно недоступен');
      const buttons = all(element, 'button');
      expect(buttons.map(({ textContent }) => textContent)).to.deep.equal(['Повторить попытку']);
      await expect(element).to.be.accessible();
      buttons[0]!.click();
      expect(epos.calls.at(-1)).to.deep.equal(['refresh']);
    });

    it('shows the last list with a note when it is stale', async () => {
      const { element, epos } = await show('epos-subsystems', stateOf('teacher', { subsystems: 'stale' }));
      expect(textOf(element)).to.contain('последний известный список').and.to.contain('ЭПОС.Школа');
      find(element, '.note button').click();
      expect(epos.calls.at(-1)).to.deep.equal(['refresh']);
    });

    it('says nothing of a list that is being brought up to date', async () => {
      const items = subsystemsOf('teacher');
      const { element, epos } = await show('epos-subsystems', stateOf('teacher', { subsystems: 'loading' }));
      epos.move({ type: 'subsystems', subsystems: { kind: 'stale', items } });
      await waitUntil(() => textOf(element).includes('ЭПОС.Школа'));
      expect(all(element, '.note')).to.be.empty;
    });

    it('says so when there are none', async () => {
      const { element } = await show('epos-subsystems', listed());
      expect(textOf(element)).to.contain('подсистем пока нет');
    });

    it('shows nothing before a category is chosen', async () => {
      const { element } = await show('epos-subsystems', stateOf('teacherAndParent'));
      expect(textOf(element)).to.equal('');
    });
  });

  it('speaks English, and marks what comes from EPOS as Russian', async () => {
    const { element } = await show('epos-subsystems', many, { lang: 'en' });
    expect(textOf(element)).to.contain('Available subsystems').and.to.contain('Opening soon from April 1');
    expect(find(element, '.about')).to.have.attribute('lang', 'ru');
  });
});
