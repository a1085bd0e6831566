import '../define/epos-login.ts';
import '../define/epos-login-button.ts';
import '../define/epos-advice.ts';
import '../define/epos-role-picker.ts';
import '../define/epos-user-menu.ts';
import { stateAfter, stateOf } from '@epos-login/testing';
import { expect, fixtureSync, html, oneEvent } from '@open-wc/testing';
import { showWith } from '../test/listed.ts';
import { showForm } from '../test/registration.ts';
import { all, drawn, find, focused, settled, show, waitUntil } from '../test/shown.ts';
import { failedWith } from '../test/stories/journeys.ts';

const signedOut = stateAfter({ type: 'signed-out', reason: 'never' });

/** Colours of the switchers' own themes. */
const black = { text: 'rgb(255, 255, 255)', background: 'rgb(0, 0, 0)' };
const blue = { text: 'rgb(6, 52, 98)', background: 'rgb(157, 209, 255)' };

/** What BVI's sheet says: everything on the page takes these colours, and the size that was picked. */
const bviSheet = [
  ...Object.entries({ black, blue }).map(
    ([theme, { text, background }]) =>
      `body .bvi-body[data-bvi-theme=${theme}], body .bvi-body[data-bvi-theme=${theme}] * {
        color: ${text} !important; background-color: ${background} !important; box-shadow: none !important }`,
  ),
  '.bvi-body[data-bvi-fontsize="32"] * { font-size: 32px !important }',
  `.bvi-body[data-bvi-letterspacing="big"], .bvi-body[data-bvi-letterspacing="big"] * {
    letter-spacing: 4px !important; word-spacing: 4px !important }`,
  '.bvi-body[data-bvi-lineheight="big"], .bvi-body[data-bvi-lineheight="big"] * { line-height: 2 !important }',
].join('\n');

const lidrekonSheet = `html.special-color-2 body, html.special-color-2 * {
  color: ${black.text} !important; background-color: ${black.background} !important }`;

function adoptInPage(text: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}

/** As BVI switches itself on: the whole content is taken out of the body and put into a `<div>`. */
function switchBviOn(theme = 'black'): HTMLElement {
  const wrapper = document.createElement('div');
  wrapper.classList.add('bvi-body');
  const content = [...document.body.childNodes];
  document.body.append(wrapper);
  wrapper.append(...content);
  document.body.classList.add('bvi-active');
  wrapper.dataset.bviTheme = theme;
  wrapper.setAttribute('data-bvi-fontsize', '16');
  return wrapper;
}

function switchBviOff(): void {
  document.body.classList.remove('bvi-active');
  for (const wrapper of document.querySelectorAll('.bvi-body')) wrapper.replaceWith(...wrapper.childNodes);
}

/** `:state()` where the browser has it. */
const isLow = (element: Element): boolean => element.matches(':state(low-vision)');

const colorsOf = (element: Element) => {
  const { color, backgroundColor } = getComputedStyle(element);
  return { text: color, background: backgroundColor };
};

async function becomesLow(element: Element, low = true): Promise<void> {
  await waitUntil(() => isLow(element) === low, low ? 'takes the page’s looks over' : 'has its own looks again');
  await Promise.all(
    find(element, '.button')
      .getAnimations()
      .map(({ finished }) => finished),
  );
}

describe('a version for people with low vision', () => {
  beforeEach(() => {
    // The link that BVI is switched on by.
    fixtureSync(html`<a class="bvi-open" href="#">Версия для слабовидящих</a>`);
    adoptInPage(bviSheet);
  });
  afterEach(() => {
    switchBviOff();
    document.documentElement.removeAttribute('class');
    document.adoptedStyleSheets = [];
  });

  it('is taken over in colours and size, changes with the page, and is left again', async () => {
    const { element } = await show('epos-login-button', signedOut);
    const button = find(element, '.button');
    const own = colorsOf(button);
    const height = button.offsetHeight;
    const wrapper = switchBviOn();
    await becomesLow(element);
    expect(colorsOf(button)).to.deep.equal({ text: black.text, background: 'rgba(0, 0, 0, 0)' });
    expect(getComputedStyle(button).borderColor).to.equal(black.text);
    expect(getComputedStyle(button).borderWidth).to.equal('1px');
    wrapper.dataset.bviTheme = 'blue';
    await waitUntil(() => colorsOf(button).text === blue.text);
    wrapper.setAttribute('data-bvi-fontsize', '32');
    expect(getComputedStyle(button).fontSize).to.equal('32px');
    expect(button.offsetHeight).to.be.at.least(2 * height - 2);
    switchBviOff();
    await becomesLow(element, false);
    expect(colorsOf(button)).to.deep.equal(own);
  });

  it('is taken over in the spacing of letters, words and lines, in buttons and fields too', async () => {
    const wrapper = switchBviOn();
    wrapper.setAttribute('data-bvi-letterspacing', 'big');
    wrapper.setAttribute('data-bvi-lineheight', 'big');
    const { element: login } = await show('epos-login-button', signedOut);
    const { element: tiles } = await showWith({});
    wrapper.append(login, tiles);
    for (const [element, selector] of [
      [login, '.button'],
      [tiles, 'input'],
      [tiles, 'button'],
    ] as const) {
      await becomesLow(element);
      const { letterSpacing, wordSpacing, lineHeight, fontSize } = getComputedStyle(find(element, selector));
      expect([letterSpacing, wordSpacing, lineHeight], selector).to.deep.equal([
        '4px',
        '4px',
        `${2 * parseFloat(fontSize)}px`,
      ]);
    }
  });

  it('of lidrekon is taken over too, its sheet coming late', async () => {
    const { element } = await show('epos-login-button', signedOut);
    const button = find(element, '.button');
    document.documentElement.classList.add('special', 'special-color-2', 'special-font-size-1', 'special-images-1');
    await becomesLow(element);
    expect(colorsOf(button).text).not.to.equal(black.text);
    const link = Object.assign(document.createElement('link'), {
      rel: 'stylesheet',
      href: URL.createObjectURL(new Blob([lidrekonSheet], { type: 'text/css' })),
    });
    document.head.append(link);
    await waitUntil(() => colorsOf(button).text === black.text, 'follows the sheet');
    link.remove();
    document.documentElement.classList.remove('special', 'special-color-2', 'special-font-size-1', 'special-images-1');
    await becomesLow(element, false);
  });

  it('is not taken for on where it is only on offer, nor for a class of that name', async () => {
    const { element } = await show('epos-login-button', signedOut);
    fixtureSync(html`<div class="special special-color-1"></div>`);
    await settled(element);
    expect(isLow(element)).to.be.false;
  });

  it('reaches what was drawn before and what comes later', async () => {
    switchBviOn();
    const { element } = await show('epos-login', signedOut, { layout: 'panel' });
    const wrapper = document.querySelector('.bvi-body')!;
    if (!wrapper.contains(element)) wrapper.append(element);
    const providers = await drawn(element, '.root');
    await becomesLow(element);
    expect(colorsOf(find(providers, '.provider')).text).to.equal(black.text);
    expect(getComputedStyle(find(providers, '.heading')).color).to.equal(black.text);
  });

  for (const [moment, move] of [
    ['while the panel stands open', () => undefined],
    ['on the way to the provider', { type: 'redirect', to: 'sign-in', provider: 'esia' }],
  ] as const) {
    it(`leaves focus, panel and state as they are ${moment}`, async () => {
      const { element, epos } = await show('epos-login', signedOut);
      element.open = true;
      const providers = await drawn(element, '.root');
      const button = find(providers, '[data-provider=rsaa]');
      button.focus();
      if (typeof move === 'object') epos.move(move);
      await settled(element);
      const { kind } = epos.state;
      for (const turn of [switchBviOn, switchBviOff, switchBviOn]) {
        turn();
        await becomesLow(element, turn === switchBviOn);
        expect(focused() === button, 'the focus is where it was').to.be.true;
        expect(find<HTMLDialogElement>(element, 'dialog').open, 'the panel is open').to.be.true;
        expect(epos.state.kind).to.equal(kind);
        expect(button.getAttribute('aria-disabled')).to.equal(String(kind === 'redirecting'));
      }
      const dialog = find(element, 'dialog');
      expect(colorsOf(dialog)).to.deep.equal(black);
    });
  }

  it('leaves the focus alone that has gone elsewhere', async () => {
    const { element } = await show('epos-login-button', signedOut);
    find(element, '.button').focus();
    const outside = fixtureSync<HTMLInputElement>(html`<input />`);
    outside.focus();
    switchBviOn();
    await becomesLow(element);
    expect(focused() === find(element, '.button'), 'is on the button').to.be.false;
  });

  it('tells what is chosen by turning the page’s colours round', async () => {
    const { element } = await show('epos-user-menu', stateOf('teacherAndParent', { category: 'parent' }), {
      inline: '',
    });
    await waitUntil(() => all(element, '.choice').length === 2);
    switchBviOn();
    await becomesLow(element);
    const [other, chosen] = all(element, '.choice');
    await waitUntil(() => colorsOf(chosen!).background === black.text, 'takes the colour of text for its ground');
    expect(colorsOf(chosen!)).to.deep.equal({ text: black.background, background: black.text });
    await waitUntil(() => colorsOf(other!).background === 'rgba(0, 0, 0, 0)', 'the other has none');
    expect(colorsOf(other!).text).to.equal(black.text);
  });

  it('has the browser draw radio buttons for a dark page, and for a light one', async () => {
    const { element } = await show('epos-role-picker', stateOf('teacherAndParent'));
    const scheme = (): string => getComputedStyle(find(element, 'input')).colorScheme;
    const wrapper = switchBviOn();
    await becomesLow(element);
    expect(scheme()).to.equal('dark');
    wrapper.dataset.bviTheme = 'blue';
    await waitUntil(() => scheme() === 'light', 'follows the page');
  });

  it('gives every button an edge, and none stands out by its padding any more', async () => {
    const { element } = await show('epos-advice', failedWith('account_mismatch'));
    const copy = find(element, '.actions .plain');
    const form = await showForm();
    const clear = form.querySelector('[type=reset]')!;
    const marginOf = (): string => getComputedStyle(copy).marginInlineStart;
    const edgeOf = (button: Element): string => getComputedStyle(button).borderColor;
    expect(marginOf()).to.equal('-12px');
    expect(edgeOf(clear)).to.equal('rgba(0, 0, 0, 0)');
    switchBviOn();
    await becomesLow(element);
    expect(marginOf()).to.equal('0px');
    expect(edgeOf(copy)).to.equal(black.text);
    await waitUntil(() => edgeOf(clear) === black.text, 'the form’s have one too');
    switchBviOff();
    await becomesLow(element, false);
    expect(marginOf()).to.equal('-12px');
  });

  it('shows tiles and names in the page’s colours', async () => {
    const { element } = await show('epos-login', stateOf('teacher'), { layout: 'page' });
    const tiles = await drawn(element, 'epos-subsystems');
    await waitUntil(() => tiles.shadowRoot?.querySelector('.picture'));
    switchBviOn();
    await waitUntil(() => isLow(tiles));
    await waitUntil(() => colorsOf(find(tiles, 'span.picture')).text === black.text, 'the letters take the colour');
    await expect(element).to.be.accessible();
  });
});

describe('a page without a switcher', () => {
  it('loads nothing of it', async () => {
    // The first test of this file has loaded it, so a page of its own has to tell.
    const frame = document.createElement('iframe');
    frame.src = `/strict-page/one?${new URLSearchParams({ scripts: '/bundles/1.0.0/first/epos-login.js' })}`;
    document.body.append(frame);
    await oneEvent(frame, 'load');
    const page = frame.contentDocument!;
    page.body.append(page.createElement('epos-login'));
    await waitUntil(() => page.querySelector('epos-login')?.shadowRoot?.querySelector('.button'));
    const names = (): string[] => frame.contentWindow!.performance.getEntriesByType('resource').map(({ name }) => name);
    expect(names().filter((name) => name.includes('low-vision'))).to.be.empty;
    page.documentElement.classList.add('special', 'special-color-1');
    page.body.append(page.createElement('epos-login'));
    await waitUntil(() => names().some((name) => name.includes('low-vision')));
    frame.remove();
  });
});
