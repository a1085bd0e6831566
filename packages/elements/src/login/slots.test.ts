import '../define/epos-login.ts';
import '../define/epos-login-button.ts';
import { stateAfter } from '@epos-login/testing';
import { expect } from '@open-wc/testing';
import { linkPageSheet } from '../test/page-sheet.ts';
import { find, settled, show, waitUntil } from '../test/shown.ts';

const signedOut = stateAfter({ type: 'signed-out', reason: 'never' });

/** A vector image without a size of its own. */
const shape = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M0 0h16v16H0z"/></svg>';

function photo(width: number, height: number): string {
  const address = Object.assign(document.createElement('canvas'), { width, height }).toDataURL();
  return `<img alt="" src="${address}">`;
}

const vector = `<img alt="" src="data:image/svg+xml,${encodeURIComponent(shape)}">`;

/** What pages put there, as authors write it. */
const pictures: Readonly<Record<string, string>> = {
  'a vector image': vector,
  'a drawing in the markup': shape,
  'a large picture': photo(800, 800),
  'a wide picture': photo(1600, 400),
  'a picture of a size of its own': `<svg width="16" height="16" viewBox="0 0 16 16"></svg>`,
  'a picture in two formats': `<picture>${photo(900, 900)}</picture>`,
};

/** Puts a picture into a slot, and gives what is seen of it once it is there. */
async function fill(element: Element, slot: string, markup: string): Promise<DOMRect> {
  const [picture] = new DOMParser().parseFromString(markup, 'text/html').body.children;
  picture!.slot = slot;
  element.append(picture!);
  const seen = picture!.matches('img, svg') ? picture! : picture!.querySelector('img')!;
  if (seen instanceof HTMLImageElement) await seen.decode();
  return seen.getBoundingClientRect();
}

describe('pictures in the slots', () => {
  let sheet: HTMLLinkElement;

  before(async () => {
    sheet = await linkPageSheet();
  });

  after(() => {
    sheet.remove();
  });

  for (const [name, markup] of Object.entries(pictures)) {
    for (const tag of ['epos-login', 'epos-login-button'] as const) {
      it(`${name} is an icon in <${tag}>`, async () => {
        const { element } = await show(tag, signedOut);
        const button = find(element, '.button');
        const before = button.getBoundingClientRect();
        const icon = await fill(element, 'icon', markup);
        expect(icon.height).to.be.within(19.5, 20.5);
        expect(icon.width).to.be.within(19.5, 48.5);
        const after = button.getBoundingClientRect();
        expect(after.height, 'of the button').to.equal(before.height);
        const label = find(element, '.label').getBoundingClientRect();
        expect(icon.right, 'before the words').to.be.at.most(label.left);
        expect(label.right, 'in the button').to.be.at.most(after.right);
      });
    }
  }

  for (const [name, markup] of Object.entries({
    ...pictures,
    'a link with a picture': `<a href="#home">${vector}</a>`,
  })) {
    it(`${name} is a logo in the page’s masthead`, async () => {
      const { element } = await show('epos-login', signedOut, { layout: 'page' });
      await waitUntil(() => element.shadowRoot?.querySelector('.masthead'), 'the page is drawn');
      await settled(element);
      const before = find(element, '.masthead').getBoundingClientRect().height;
      const logo = await fill(element, 'logo', markup);
      expect(logo.height).to.be.within(44, 45.5);
      expect(logo.width).to.be.within(44, 180.5);
      expect(find(element, '.masthead').getBoundingClientRect().height).to.equal(before);
    });
  }

  it('have the size that a class of the page gives them', async () => {
    const rules = new CSSStyleSheet();
    rules.replaceSync('.own { block-size: 32px }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];
    const { element } = await show('epos-login-button', signedOut);
    const icon = await fill(element, 'icon', vector.replace('<img', '<img class="own"'));
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== rules);
    expect(icon.height).to.equal(32);
  });

  it('wait for the element: the page’s link alone stands there before', () => {
    // No tag that is defined: the rule is the same for each.
    const text = [...sheet.sheet!.cssRules].map(({ cssText }) => cssText).join('\n');
    const selector = /^(.*:not\(:defined\) > \[slot\]) \{ display: none; \}$/m.exec(text)?.[1];
    expect(selector).to.contain('epos-login, epos-login-button');
  });
});
