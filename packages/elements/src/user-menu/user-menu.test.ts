import '../define/epos-user-menu.ts';
import { EposError } from '@epos-login/core';
import { stateAfter, stateOf } from '@epos-login/testing';
import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { all, find, focused, show, textOf, waitUntil } from '../test/shown.ts';
import type { EposUserMenu } from './user-menu.ts';

const parent = stateOf('teacherAndParent', { category: 'parent' });

async function press(element: Element & { updateComplete?: Promise<unknown> }, ...keys: string[]): Promise<string> {
  for (const key of keys) {
    await sendKeys({ press: key });
    await element.updateComplete;
    await new Promise((resolve) => setTimeout(resolve));
  }
  return focused()?.textContent.trim().replaceAll(/\s+/g, ' ') ?? '';
}

/** Presses the name. What opens is loaded after the tiles, or by this. */
async function open(element: EposUserMenu): Promise<void> {
  find(element, 'button').click();
  await waitUntil(() => element.shadowRoot?.querySelector('.menu:not([hidden])'), 'the menu opens');
  await element.updateComplete;
}

describe('<epos-user-menu>', () => {
  it('is accessible closed, open and in line, light and dark', async function () {
    this.timeout(10_000);
    for (const theme of ['light', 'dark']) {
      const { element } = await show('epos-user-menu', parent, { theme });
      element.parentElement!.style.background = theme === 'dark' ? '#152238' : '#fff';
      await expect(element).to.be.accessible();
      await open(element);
      await expect(element).to.be.accessible();
      element.toggleAttribute('inline', true);
      await element.updateComplete;
      await expect(element).to.be.accessible();
    }
  });

  it('says what is chosen between, where the person is called by name beside it', async () => {
    const { element } = await show('epos-user-menu', parent, { inline: '' });
    await waitUntil(() => all(element, '.choice').length > 1);
    expect(textOf(element)).not.to.contain('Категория роли');
    element.greeted = true;
    await element.updateComplete;
    expect(textOf(element)).to.match(/^Категория роли Выйти/);
    expect(find(element, '[role=group]')).to.have.attribute('aria-label', 'Категория роли');
  });

  it('lets somebody out whose journey has failed, and to no other category', async () => {
    const { element, epos } = await show(
      'epos-user-menu',
      stateOf('teacherAndParent', { category: 'parent', error: 'unavailable' }),
    );
    expect(textOf(element)).to.contain('Смирнов');
    await open(element);
    expect(all(element, '[role=menuitemradio]')).to.be.empty;
    find(element, '[role=menuitem]').click();
    expect(epos.calls).to.deep.equal([['signOut', {}]]);
  });

  it('shows nobody who was not signed in when the journey failed', async () => {
    const { element } = await show(
      'epos-user-menu',
      stateAfter({ type: 'fail', error: new EposError('unavailable', 'portal') }),
    );
    expect(textOf(element)).to.equal('');
  });

  it('follows the menu button pattern by keyboard', async () => {
    const { element } = await show('epos-user-menu', parent);
    const button = find(element, 'button');
    await open(element);
    await press(element, 'Escape');
    button.focus();
    expect(await press(element, 'ArrowDown')).to.equal('Сотрудник');
    expect(button).to.have.attribute('aria-expanded', 'true');
    expect(await press(element, 'ArrowDown')).to.equal('Родитель');
    expect(await press(element, 'End')).to.equal('Выйти');
    expect(await press(element, 'ArrowDown')).to.equal('Сотрудник');
    expect(await press(element, 'ArrowUp')).to.equal('Выйти');
    expect(await press(element, 'Home')).to.equal('Сотрудник');
    await press(element, 'Escape');
    expect(focused() === button, 'has the focus').to.be.true;
    expect(button).to.have.attribute('aria-expanded', 'false');
    expect(await press(element, 'ArrowUp')).to.equal('Выйти');
    await press(element, 'Tab');
    expect(button).to.have.attribute('aria-expanded', 'false');
  });

  it('shows who is signed in and marks the present category', async () => {
    const { element } = await show('epos-user-menu', parent);
    expect(textOf(find(element, 'button.who')))
      .to.contain('Смирнов Алексей Игоревич')
      .and.to.contain('Родитель');
    await open(element);
    expect(find(element, '[aria-checked=true]').textContent.trim()).to.equal('Родитель');
  });

  it('switches the category, tells the page first, and keeps the focus', async () => {
    const { element, epos } = await show('epos-user-menu', parent);
    await open(element);
    setTimeout(() => {
      all(element, '[role=menuitemradio]')[0]!.click();
    });
    const event = await oneEvent(document, 'epos-category-change');
    expect(event.detail).to.deep.equal({ category: 'employee' });
    await element.updateComplete;
    expect(epos.calls.at(-1)).to.deep.equal(['chooseCategory', 'employee']);
    expect(focused() === find(element, 'button'), 'has the focus').to.be.true;
  });

  it('signs out unless the page cancels', async () => {
    const { element, epos } = await show('epos-user-menu', parent);
    element.addEventListener(
      'epos-sign-out',
      (event) => {
        event.preventDefault();
      },
      { once: true },
    );
    await open(element);
    find(element, '[role=menuitem]').click();
    expect(epos.state.kind).to.equal('ready');
    find(element, '[role=menuitem]').click();
    await element.updateComplete;
    expect(epos.state.kind).to.equal('signed-out');
    expect(textOf(element), 'no name after sign-out').to.equal('');
  });

  it('closes for a press elsewhere', async () => {
    const { element } = await show('epos-user-menu', parent);
    await open(element);
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    await element.updateComplete;
    expect(find(element, 'button')).to.have.attribute('aria-expanded', 'false');
  });

  it('offers no switch to a person with one category, and nothing to nobody', async () => {
    const { element } = await show('epos-user-menu', stateOf('teacher'));
    await open(element);
    expect(all(element, '[role=menuitemradio]')).to.be.empty;
    expect(textOf((await show('epos-user-menu', stateAfter())).element)).to.equal('');
  });

  it('leaves a hostile name text', async () => {
    const state = stateOf('teacher');
    if (state.kind !== 'ready') throw new Error('not ready');
    const name = '<img src=x onerror=alert(1)>';
    const { element } = await show('epos-user-menu', { ...state, person: { ...state.person, name } });
    expect(all(element, 'img')).to.be.empty;
    expect(find(element, '.name').textContent).to.equal(name);
  });

  it('speaks English', async () => {
    const { element } = await show('epos-user-menu', parent, { lang: 'en' });
    await open(element);
    expect(textOf(element)).to.contain('Parent').and.to.contain('Sign out');
  });
});
