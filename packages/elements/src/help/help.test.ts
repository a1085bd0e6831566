import '../define/epos-context.ts';
import '../define/epos-help.ts';
import type { Category } from '@epos-login/core';
import { stateAfter, stateOf } from '@epos-login/testing';
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { manuals, wordsOf } from '../test/manuals.ts';
import { all, find, focused, settled, show, textOf, waitUntil, type Shown } from '../test/shown.ts';
import { EposHelp } from './help.ts';

const nobody = stateAfter({ type: 'signed-out', reason: 'never' });
const child = 'https://help.example/child';

async function open(attributes: Record<string, string> = {}, state = nobody): Promise<Shown<EposHelp>> {
  const shown = await show('epos-help', state, attributes);
  await waitUntil(() => all(shown.element, '.topic').length, 'the texts are here');
  return shown;
}

/** What is read of something, without what is only said of its links. */
function read(part: Element): string {
  const copy = part.cloneNode(true) as Element;
  for (const heard of copy.querySelectorAll('.heard')) heard.remove();
  return copy.textContent;
}

function selectedTab(element: EposHelp): string {
  return wordsOf(find(element, '[role=tab][aria-selected=true]').textContent);
}

function openTopics(element: EposHelp): (string | undefined)[] {
  return all(element, '.topic')
    .filter((topic) => getComputedStyle(topic.querySelector('.steps')!).display !== 'none')
    .map(({ dataset }) => dataset.topic);
}

async function press(element: EposHelp, key: string): Promise<void> {
  await sendKeys({ press: key });
  await element.updateComplete;
}

/** Without a network until it is told otherwise. */
class OfflineHelp extends EposHelp {
  online = false;

  protected override get manual() {
    return this.online ? super.manual : undefined;
  }
}

customElements.define('offline-help', OfflineHelp);

describe('<epos-help>', () => {
  describe('words', () => {
    for (const [category, manual] of Object.entries(manuals)) {
      it(`${category}: says what the manual says, step by step, in its order`, async () => {
        const { element } = await open({ category, 'child-page': child });
        const shown = new Map(
          all(element, '.topic').map((topic) => [
            topic.dataset.topic,
            {
              title: wordsOf(read(topic.querySelector('[role=heading]')!)),
              steps: [...topic.querySelectorAll('ol > li')].map((step) => wordsOf(read(step))),
            },
          ]),
        );
        expect([...shown.keys()]).to.deep.equal(Object.keys(manual));
        for (const [topic, { title, steps }] of Object.entries(manual)) {
          expect(shown.get(topic)?.title).to.equal(wordsOf(title));
          expect(shown.get(topic)?.steps).to.deep.equal(steps.map(wordsOf));
        }
      });
    }

    it('keeps short prepositions and numbers on the line of the next word, in Russian', async () => {
      const { element } = await open({ category: 'student' });
      const [under] = all(element, 'ol ul li');
      expect(under!.textContent).to.contain('14\u00a0лет, учётная запись должна быть создана из\u00a0профиля');
      element.lang = 'en';
      await waitUntil(() => textOf(element).includes('For a child'));
      expect(all(element, 'ol')[0]!.textContent).not.to.contain('\u00a0');
    });

    it('marks the names of buttons', async () => {
      const { element } = await open({ category: 'parent' });
      const names = all(element, '[data-topic=esia] strong').map(({ textContent }) => textContent);
      expect(names).to.deep.equal(['«Вход»', '«Вход через ЕСИА»', '«Войти»', '«Зарегистрироваться»']);
    });

    it('says whom it is for, in the heading where nobody may choose', async () => {
      const { element } = await open({ category: 'parent', 'heading-level': '3' });
      expect(wordsOf(find(element, '.heading').textContent)).to.equal('инструкции по входу для родителя');
      expect(all(element, '[role=tab]')).to.be.empty;
      expect(all(element, '[role=heading]').map((heading) => heading.ariaLevel)).to.deep.equal(['3', '4', '4', '4']);
    });

    it('speaks English, marks what stands on Russian pages, and follows a change', async () => {
      const { element } = await open({ lang: 'en', category: 'employee' });
      expect(textOf(element)).to.contain('How to sign in for employees').and.to.contain('Registration in RSAA');
      const marked = all(element, 'strong').map(({ lang, textContent }) => [lang, textContent]);
      expect(marked).to.deep.include(['ru', 'Вход для сотрудников']);
      element.lang = 'ru';
      await waitUntil(() => textOf(element).includes('Регистрация пользователя в РСАА'));
      expect(all(element, 'strong[lang]')).to.be.empty;
    });

    it('takes words of the page’s own, as text', async () => {
      const { element } = await open({ category: 'parent' });
      element.texts = { helpHeading: 'Помощь', manual: { familyPress: '<img src=x> **<b>Войти</b>**' } };
      await element.updateComplete;
      expect(textOf(element)).to.contain('Помощь').and.to.contain('<img src=x> <b>Войти</b>');
      expect(all(element, 'img, b')).to.be.empty;
    });
  });

  describe('for whom', () => {
    it('begins with the category that the person is signed in with, and lets them read on', async () => {
      const { element, epos } = await open({}, stateOf('teacherAndParent', { category: 'parent' }));
      expect(selectedTab(element)).to.equal('для родителя');
      find(element, '#tab-student').click();
      await element.updateComplete;
      expect(textOf(element)).to.contain('Регистрация обучающегося в ЭПОС');
      epos.move({ type: 'choose-category', category: 'employee' });
      await settled(element);
      expect(selectedTab(element), 'what the person reads stays').to.equal('для обучающихся');
    });

    it('takes a fixed category for more than the session’s, and a word that means none for nothing', async () => {
      const state = stateOf('teacherAndParent', { category: 'parent' });
      expect(textOf((await open({ category: 'employee' }, state)).element)).to.contain(
        'Инструкции по входу для сотрудников',
      );
      expect(selectedTab((await open({ category: 'teacher' }, state)).element)).to.equal('для родителя');
    });

    it('tells a pupil what their age asks for, and of both when the answer is taken back', async () => {
      const { element } = await open({ category: 'student' });
      const [under, from] = all(element, '.age');
      const points = () => all(element, 'ol ul li').map(({ textContent }) => wordsOf(textContent).slice(0, 36));
      expect(points()).to.have.length(2);
      under!.click();
      await element.updateComplete;
      expect(points()).to.deep.equal(['для ребенка, не достигшего 14 лет, у']);
      expect([under, from].map((button) => button!.ariaPressed)).to.deep.equal(['true', 'false']);
      from!.click();
      await element.updateComplete;
      expect(points()).to.deep.equal(['для ребенка старше 14 лет учетная за']);
      from!.click();
      await element.updateComplete;
      expect(points()).to.have.length(2);
      expect(all((await open({ category: 'parent' })).element, '.age')).to.be.empty;
    });
  });

  describe('instructions', () => {
    it('stands open at the first, at the one that the page names, and where that is none, at the first', async () => {
      for (const [topic, expected] of [
        [undefined, 'rsaa'],
        ['failure', 'failure'],
        ['nowhere', 'rsaa'],
      ]) {
        const { element } = await open({ category: 'employee', ...(topic && { topic }) });
        expect(openTopics(element)).to.deep.equal([expected]);
      }
    });

    it('opens and closes each, and says so', async () => {
      const { element } = await open({ category: 'parent' });
      const [first, second] = all(element, '.toggle');
      second!.click();
      await element.updateComplete;
      expect(openTopics(element)).to.deep.equal(['registration', 'esia']);
      first!.click();
      await element.updateComplete;
      expect(openTopics(element)).to.deep.equal(['esia']);
      expect([first, second].map((button) => button!.ariaExpanded)).to.deep.equal(['false', 'true']);
      element.topic = 'failure';
      await element.updateComplete;
      expect(openTopics(element)).to.deep.equal(['failure']);
    });

    it('leads from a step to the instruction that the manual has on another slide', async () => {
      const { element } = await open({ category: 'employee' });
      find(element, '[data-topic=rsaa] .jump').click();
      await waitUntil(() => focused() === find(element, '[data-topic=registration] .toggle'));
      expect(openTopics(element)).to.deep.equal(['rsaa', 'registration']);
    });

    it('shows every step on paper', () => {
      const sheets = (customElements.get('epos-help') as unknown as { elementStyles: { styleSheet: CSSStyleSheet }[] })
        .elementStyles;
      const printed = sheets
        .flatMap(({ styleSheet }) => [...styleSheet.cssRules])
        .filter((rule): rule is CSSMediaRule => rule instanceof CSSMediaRule && rule.conditionText === 'print')
        .flatMap(({ cssRules }) => [...cssRules] as CSSStyleRule[]);
      expect(printed.find(({ selectorText }) => selectorText === '.steps')?.style.display).to.equal('grid');
    });
  });

  it('says that the instructions did not come, and asks for them again', async () => {
    const element = new OfflineHelp();
    document.body.append(element);
    await element.updateComplete;
    expect(textOf(element)).to.contain('Не удалось загрузить инструкции.');
    await expect(element).to.be.accessible();
    element.online = true;
    find(element, '.note button').click();
    await element.updateComplete;
    expect(all(element, '.topic')).to.have.length(4);
    element.remove();
  });

  describe('addresses', () => {
    it('leads where the manuals lead, says that it is elsewhere, and knows no page about children', async () => {
      const { element } = await open({ category: 'employee' });
      expect(find(element, '[data-topic=rsaa] a')).to.have.attribute('href', 'https://epos.permkrai.ru');
      const link = find(element, '[data-topic=registration] a');
      expect(link).to.have.attribute('href', 'http://office.permkrai.ru');
      expect(link).to.have.attribute('rel', 'noopener noreferrer');
      expect(textOf(link)).to.contain('(откроется в новой вкладке)');
      expect(all((await open({ category: 'student' })).element, '.more')).to.be.empty;
    });

    it('leads where the page says', async () => {
      const { element } = await open({
        category: 'student',
        'portal-page': 'https://portal.example/',
        'child-page': child,
        'support-page': 'mailto:help@portal.example',
        'families-page': 'https://portal.example/families',
      });
      expect(read(find(element, '[data-topic=esia] a')).trim()).to.equal('portal.example');
      expect(all<HTMLAnchorElement>(element, '.more a, .questions a').map(({ href }) => href)).to.deep.equal([
        child,
        'mailto:help@portal.example',
        'https://portal.example/families',
      ]);
      expect(wordsOf(read(find(element, '.questions')))).to.equal(
        wordsOf('Остались вопросы? Написать в техподдержку Портал ЭПОС «Родителям и учащимся»'),
      );
    });

    it('says of pages that they open in a new tab, and not of a letter', async () => {
      const { element } = await open({ category: 'student', 'support-page': 'mailto:help@portal.example' });
      const letter = find(element, '.questions a');
      expect(letter).not.to.have.attribute('target');
      expect(wordsOf(textOf(letter))).to.equal(wordsOf('Написать в техподдержку'));
      element.setAttribute('support-page', 'https://portal.example/support');
      await element.updateComplete;
      expect(find(element, '.questions a')).to.have.attribute('target', '_blank');
      expect(textOf(find(element, '.questions a'))).to.contain('(откроется в новой вкладке)');
    });

    it('refuses hostile addresses', async () => {
      const hostile = 'javascript:alert(1)';
      const { element } = await open({
        category: 'student',
        'portal-page': hostile,
        'child-page': ' JavaScript:alert(1)',
        'support-page': 'data:text/html,x',
        'families-page': '/relative',
      });
      expect(all<HTMLAnchorElement>(element, 'a').map(({ href }) => href)).to.deep.equal(['https://epos.permkrai.ru/']);
    });
  });

  describe('accessibility', () => {
    it('is accessible, for everybody, light and dark', async function () {
      this.timeout(30_000);
      for (const theme of ['light', 'dark']) {
        for (const category of [undefined, 'employee', 'student']) {
          const { element } = await open({
            theme,
            ...(category && { category }),
            'child-page': child,
            'support-page': 'https://portal.example/support',
          });
          for (const toggle of all(element, '.toggle[aria-expanded=false]')) toggle.click();
          await element.updateComplete;
          element.parentElement!.style.background = theme === 'dark' ? '#0e1828' : '#fff';
          await expect(element).to.be.accessible();
        }
      }
    });

    it('is walked by Tab and arrows', async () => {
      const { element } = await open();
      await press(element, 'Tab');
      expect(wordsOf(focused()!.textContent)).to.equal('для сотрудников');
      for (const [key, tab] of [
        ['ArrowRight', 'для родителя'],
        ['ArrowRight', 'для обучающихся'],
        ['ArrowRight', 'для сотрудников'],
        ['ArrowLeft', 'для обучающихся'],
        ['Home', 'для сотрудников'],
        ['End', 'для обучающихся'],
      ] as const) {
        await press(element, key);
        expect(wordsOf(focused()!.textContent), key).to.equal(tab);
        expect(selectedTab(element), key).to.equal(tab);
        expect(find(element, '[role=tabpanel]').getAttribute('aria-labelledby')).to.equal(focused()!.id);
      }
      await press(element, 'Tab');
      expect(focused() === all(element, '.toggle')[0], 'the first instruction').to.be.true;
      await press(element, 'Enter');
      expect(openTopics(element)).to.be.empty;
      await press(element, 'Tab');
      expect(focused() === all(element, '.toggle')[1], 'what is closed is passed by').to.be.true;
      await press(element, 'Enter');
      expect(openTopics(element)).to.deep.equal(['esia']);
    });

    it('turns the arrows round where text runs from right to left', async () => {
      const { element } = await open();
      element.parentElement!.dir = 'rtl';
      find(element, '#tab-employee').focus();
      await press(element, 'ArrowLeft');
      expect(selectedTab(element)).to.equal('для родителя');
    });

    it('has targets of 44 px', async () => {
      const { element } = await open({ 'support-page': 'https://portal.example/support' });
      find(element, '#tab-student').click();
      await element.updateComplete;
      const targets = all(element, '.tab, .toggle, .age, .questions a');
      expect(targets.length).to.equal(9);
      for (const target of targets) {
        const { width, height } = target.getBoundingClientRect();
        expect(Math.min(width, height), target.textContent).to.be.at.least(44);
      }
    });

    it('keeps the mark of a link that opens elsewhere beside its last word', async () => {
      const { element } = await open({ 'support-page': 'https://portal.example/support' }, nobody);
      const page = element.parentElement!;
      const letter = document.createRange();
      for (let width = 250; width < 350; width += 5) {
        page.style.width = `${width}px`;
        for (const link of all(element, '.open a[target], .questions a')) {
          const icon = link.querySelector('svg')!;
          letter.setStart(icon.parentElement!, 0);
          letter.setEndBefore(icon);
          const last = letter.getBoundingClientRect();
          const mark = icon.getBoundingClientRect();
          const what = `${link.textContent} at ${width}`;
          expect(mark.top, what).to.be.within(last.top, last.bottom);
          expect(mark.left - last.right, what).to.be.within(0, 8);
        }
      }
    });

    it('fits a narrow page', async () => {
      const { element } = await open({}, nobody);
      element.parentElement!.style.width = '272px';
      for (const category of ['employee', 'student'] satisfies Category[]) {
        find(element, `#tab-${category}`).click();
        await element.updateComplete;
        for (const toggle of all(element, '.toggle[aria-expanded=false]')) toggle.click();
        await element.updateComplete;
        expect(element.scrollWidth, category).to.be.at.most(272);
      }
    });
  });
});
