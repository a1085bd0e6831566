import '../define/epos-login.ts';
import { EposError, type EposErrorCode } from '@epos-login/core';
import { stateAfter } from '@epos-login/testing';
import { expect } from '@open-wc/testing';
import '../define/epos-advice.ts';
import { many, namesOf, notesWith, press, search, sectionOf, shownTiles } from '../test/listed.ts';
import { all, drawn, find, focused, show, textOf, waitUntil } from '../test/shown.ts';
import type { EposSubsystems } from '../subsystems/subsystems.ts';
import type { EposLogin } from './login.ts';

const failedWith = (code: EposErrorCode) =>
  stateAfter({ type: 'signed-out', reason: 'never' }, { type: 'fail', error: new EposError(code, 'callback') });
const failed = failedWith('account_mismatch');
const forbidden = failedWith('forbidden');

const pages = {
  'portal-page': 'https://portal.example/',
  'child-page': 'https://portal.example/children',
  'support-page': 'mailto:support@portal.example',
  'families-page': 'https://portal.example/families',
};

async function tilesIn(properties: Partial<EposLogin>, attributes: Record<string, string> = {}) {
  const { element } = await show('epos-login', many, { layout: 'page', ...attributes });
  Object.assign(element, properties);
  const tiles = await drawn<EposSubsystems>(element, 'epos-subsystems');
  await waitUntil(() => tiles.shadowRoot?.querySelector('input'), 'the search is there');
  return { element, tiles };
}

/** The instructions behind an advice, opened. */
async function helpIn(advice: Element): Promise<Element> {
  await waitUntil(() => advice.shadowRoot?.querySelector('details'), 'instructions are offered');
  find(advice, 'summary').click();
  const help = await drawn(advice, 'epos-help');
  await waitUntil(() => help.shadowRoot?.querySelector('.topic'), 'the instructions are shown');
  return help;
}

const linksIn = (element: Element) => all<HTMLAnchorElement>(element, 'a').map(({ href }) => href);

/** Whether the page can style a part from outside. */
function isStyled(element: Element, part: string, target: () => Element | null | undefined): boolean {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${element.localName}::part(${part}) { --reached: yes }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const reached = getComputedStyle(target()!).getPropertyValue('--reached');
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  return reached === 'yes';
}

describe('<epos-login>, what it hands down', () => {
  beforeEach(() => {
    localStorage.clear();
    (document.activeElement as HTMLElement | null)?.blur();
  });

  it('has its tiles stand as the page says', async () => {
    const { tiles } = await tilesIn({}, { view: 'list' });
    expect(find(tiles, '.root').classList.contains('list')).to.be.true;
    const other = await tilesIn({});
    expect(find(other.tiles, '.root').classList.contains('list')).to.be.false;
  });

  it('begins no search as one types, where the page says so', async () => {
    const { tiles } = await tilesIn({}, { 'type-ahead': 'off' });
    press('a');
    expect(focused() === find(tiles, 'input')).to.be.false;
    expect(all(tiles, '.typing')).to.be.empty;
    tiles.remove();
  });

  it('begins one anywhere, where the page says nothing', async () => {
    const { tiles } = await tilesIn({});
    press('a');
    expect(focused() === find(tiles, 'input')).to.be.true;
  });

  it('keeps favourites where the page says, or nowhere', async () => {
    const { tiles } = await tilesIn({ notes: notesWith({ favourites: ['exams'] }) });
    await waitUntil(() => sectionOf(tiles, 'Избранное'));
    const nowhere = await tilesIn({ notes: null });
    expect(all(nowhere.tiles, '.star')).to.be.empty;
  });

  it('knows the page’s synonyms', async () => {
    const { tiles } = await tilesIn({ synonyms: [['кракозябра', 'контингент']] });
    await search(tiles, 'кракозябра');
    expect(namesOf(shownTiles(tiles))).to.deep.equal(['Контингент']);
  });

  it('leads from the instructions where the page says', async () => {
    const { element } = await show('epos-login', failed, { layout: 'panel', category: 'student', ...pages });
    const help = await helpIn(await drawn(element, 'epos-advice'));
    expect(textOf(help)).to.contain('Написать в техподдержку');
    expect(linksIn(help)).to.include.members(Object.values(pages));
  });

  it('offers no support where the page has named none', async () => {
    const { element } = await show('epos-login', failed, { layout: 'panel', category: 'student' });
    const help = await helpIn(await drawn(element, 'epos-advice'));
    expect(textOf(help)).not.to.contain('Написать в техподдержку');
  });

  it('leads from an advice alone where that says, and nowhere that is no web address', async () => {
    const { element } = await show('epos-advice', failed, {
      category: 'student',
      ...pages,
      'families-page': 'javascript:alert(1)',
    });
    const help = await helpIn(element);
    expect(linksIn(help)).to.include(pages['support-page']).and.to.include(pages['child-page']);
    expect(linksIn(help).filter((href) => href.startsWith('javascript'))).to.be.empty;
  });

  for (const code of ['forbidden', 'unavailable', 'account_mismatch'] as const) {
    it(`leads to the support beside the details that it asks for, at ${code}`, async () => {
      const { element } = await show('epos-login', failedWith(code), {
        layout: 'panel',
        category: 'student',
        ...pages,
      });
      const advice = await drawn(element, 'epos-advice');
      await waitUntil(() => linksIn(advice).length > 0, 'the link is there');
      expect(linksIn(advice)).to.deep.equal([pages['support-page']]);
      const copy = find(advice, '.actions button:last-of-type');
      expect(copy.textContent).to.contain('Скопировать сведения');
      expect(textOf(copy.nextElementSibling!)).to.equal('Написать в техподдержку');
    });
  }

  for (const [address, href] of [
    ['https://portal.example/support', ['https://portal.example/support']],
    ['javascript:alert(1)', []],
    ['', []],
  ] as const) {
    it(`leads from an advice alone to ${href.length ? 'the support' : 'no'} «${address}»`, async () => {
      const { element } = await show('epos-advice', forbidden, { 'support-page': address });
      await waitUntil(() => textOf(element).includes('техподдержку'), 'the advice is there');
      expect(linksIn(element)).to.deep.equal(href);
    });
  }

  it('lets the page style what is inside', async () => {
    const { element, tiles } = await tilesIn({});
    for (const part of ['heading', 'search', 'tile', 'favourite'])
      expect(
        isStyled(element, part, () => tiles.shadowRoot?.querySelector(`[part=${part}]`)),
        part,
      ).to.be.true;
    const { element: other } = await show('epos-login', failed, { layout: 'panel' });
    const help = await helpIn(await drawn(other, 'epos-advice'));
    for (const part of ['tab', 'topic'])
      expect(
        isStyled(other, part, () => help.shadowRoot?.querySelector(`[part=${part}]`)),
        part,
      ).to.be.true;
  });
});
