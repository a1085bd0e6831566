import { fixtureEpos, stateOf } from '@epos-login/testing';
import { expect } from '@open-wc/testing';
import { framed, unframe, type Framed } from '../test/framed.ts';
import { all, textOf, waitUntil } from '../test/shown.ts';

const file = 'user-menu/menu.ts';
const [retry, reload] = ['Повторить попытку', 'Обновить страницу'];

describe('<epos-user-menu> without what opens from the name', () => {
  afterEach(unframe);

  /** A menu in a page that is kept from it, when the person has asked for it. */
  async function asked(inline: boolean, kept: Partial<Framed>) {
    const { document, frame } = await framed({
      markup: `<epos-user-menu ${inline ? 'inline' : ''}></epos-user-menu>`,
      ...kept,
    });
    const menu = document.querySelector('epos-user-menu')!;
    menu.epos = fixtureEpos(stateOf('teacherAndParent', { category: 'parent' }));
    const button = (words: string) => all(menu, 'button').find(({ textContent }) => textContent.trim() === words);
    if (!inline) {
      await waitUntil(() => menu.shadowRoot?.querySelector('.who'), 'the name');
      menu.shadowRoot!.querySelector<HTMLElement>('.who')!.click();
    }
    return { menu, button, document, frame };
  }

  for (const [how, inline] of [
    ['in line', true],
    ['behind the name', false],
  ] as const) {
    it(`asks again and then for a new page, ${how}`, async () => {
      const { button, document, frame } = await asked(inline, { lost: [file] });
      await waitUntil(() => button(retry), 'another try');
      expect(button(retry)!.closest('[role=alert]'), 'is heard').to.exist;
      button(retry)!.click();
      await waitUntil(() => button(reload), 'a new page');
      button(reload)!.click();
      await waitUntil(() => frame.contentDocument !== document, 'the page is loaded anew');
    });
  }

  it('comes with the focus when it is asked for again in line, or for Firefox with the next page', async () => {
    const { menu, button } = await asked(true, { refused: [file] });
    // Drawn before it knew anybody, it has asked twice already.
    await waitUntil(() => button(retry) ?? textOf(menu).includes('Выйти'), 'another try');
    const offer = button(retry);
    offer?.focus();
    offer?.click();
    await waitUntil(() => textOf(menu).includes('Выйти') || button(reload), 'an answer');
    await waitUntil(() => !offer || menu.shadowRoot!.activeElement, 'the focus is kept');
  });
});
