import '../define/epos-role-picker.ts';
import { stateOf } from '@epos-login/testing';
import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { hostilePerson } from '../test/stories/hostile.ts';
import { all, find, focused, show, textOf } from '../test/shown.ts';

const choosing = stateOf('teacherAndParent');

describe('<epos-role-picker>', () => {
  it('is accessible, light and dark', async () => {
    for (const theme of ['light', 'dark']) {
      const { element } = await show('epos-role-picker', stateOf('head', { remembered: 'parent' }), { theme });
      element.parentElement!.style.background = theme === 'dark' ? '#152238' : '#fff';
      await expect(element).to.be.accessible();
    }
  });

  it('breaks what is too long for a telephone', async () => {
    const { element } = await show('epos-role-picker', stateOf(hostilePerson));
    element.parentElement!.style.inlineSize = '20em';
    expect(all(element, '.card')).to.have.length(2);
    expect(element.scrollWidth).to.be.at.most(320);
  });

  it('shows a card per category with the school and the child of each role', async () => {
    const { element } = await show('epos-role-picker', choosing);
    const cards = all(element, '.card').map((card) => card.textContent.replaceAll(/\s+/g, ' ').trim());
    expect(cards).to.have.length(2);
    expect(cards[0]).to.contain('Сотрудник').and.to.contain('Учитель физики').and.to.contain('Гимназия № 3');
    expect(cards[1]).to.contain('Родитель').and.to.contain('Смирнова Дарья').and.to.contain('Смирнов Илья');
    expect(textOf(element)).to.contain('Выберите категорию роли');
  });

  it('lets arrows move without going on (WCAG 3.2.2), and goes on by Enter', async () => {
    const { element, epos } = await show('epos-role-picker', choosing);
    all(element, 'input')[0]!.focus();
    await sendKeys({ press: 'ArrowDown' });
    expect((focused() as HTMLInputElement).value).to.equal('parent');
    expect(epos.state.kind).to.equal('choosing-category');
    setTimeout(() => void sendKeys({ press: 'Enter' }));
    const event = await oneEvent(document, 'epos-category-change');
    expect(event.detail).to.deep.equal({ category: 'parent' });
    expect(epos.calls.at(-1)).to.deep.equal(['chooseCategory', 'parent']);
  });

  it('asks for a choice when none was made, and takes the focus there', async () => {
    const { element, epos } = await show('epos-role-picker', choosing);
    find(element, 'button').click();
    await element.updateComplete;
    expect(find(element, '[role=alert]').textContent).to.contain('Выберите категорию роли, чтобы продолжить');
    expect((focused() as HTMLInputElement).value).to.equal('employee');
    expect(epos.calls.some(([name]) => name === 'chooseCategory')).to.be.false;
    await expect(element).to.be.accessible();
  });

  it('lets the person leave without choosing: on a shared computer it may be somebody else', async () => {
    const { element, epos } = await show('epos-role-picker', choosing);
    const [, leave] = all(element, 'button');
    expect(leave!.textContent).to.equal('Выйти');
    leave!.click();
    expect(epos.calls.at(-1)?.[0]).to.equal('signOut');
  });

  it('marks the last choice, else the category the page is for', async () => {
    const remembered = await show('epos-role-picker', stateOf('teacherAndParent', { remembered: 'parent' }), {
      category: 'employee',
    });
    expect(find<HTMLInputElement>(remembered.element, 'input:checked').value).to.equal('parent');
    expect(textOf(remembered.element)).to.contain('Прошлый выбор');
    const meant = await show('epos-role-picker', choosing, { category: 'employee' });
    expect(find<HTMLInputElement>(meant.element, 'input:checked').value).to.equal('employee');
    const foreign = await show('epos-role-picker', choosing, { category: 'student' });
    expect(all(foreign.element, 'input:checked')).to.be.empty;
  });

  it('stays when the page cancels', async () => {
    const { element, epos } = await show('epos-role-picker', choosing, { category: 'parent' });
    element.addEventListener('epos-category-change', (event) => {
      event.preventDefault();
    });
    find(element, 'button').click();
    expect(epos.state.kind).to.equal('choosing-category');
  });

  it('shows nothing to a person with one category, nor after the choice unless asked to', async () => {
    const one = await show('epos-role-picker', stateOf('teacher'));
    expect(textOf(one.element)).to.equal('');
    const chosen = stateOf('teacherAndParent', { category: 'parent' });
    expect(textOf((await show('epos-role-picker', chosen)).element)).to.equal('');
    const { element } = await show('epos-role-picker', chosen, { switching: '' });
    expect(find<HTMLInputElement>(element, 'input:checked').value).to.equal('parent');
  });

  it('speaks English', async () => {
    const { element } = await show('epos-role-picker', choosing, { lang: 'en' });
    expect(textOf(element)).to.contain('Choose a role category').and.to.contain('Employee');
  });
});
