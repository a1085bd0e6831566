import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { atPortal } from '../registration.ts';
import { settled } from '../shown.ts';
import { moments } from './moments.ts';
import { controls, everything, holdersOf, seen, words } from './tree.ts';

/** What hides words: boxes that cut off what does not fit, and boxes that words have grown out of. */
const boxes = 'button, .button, .tile, .card, .pill, .note, .answer, .item, .topic, .epos-option, dialog';

/** Fields scroll what is typed into them; what they are for stands in their labels. */
const fields = 'input, textarea';

/** Rounded to the pixel by the browser, each in its own way. */
const slack = 1.5;

function cut(root: Element): string[] {
  const beyond = seen(root)
    .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + slack)
    .map((element) => `${element.localName}.${element.className} reaches out of the window`);
  const byBoxes = seen(root)
    .filter((element) => !element.matches(fields) && element.clientWidth > 0)
    .filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const isWide = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + slack;
      const isHigh = /hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + slack;
      return isWide || isHigh;
    })
    .map((element) => `${element.localName}.${element.className} cuts “${element.textContent.trim()}”`);
  const outside = words(root).flatMap(({ text, holder, lines }) => {
    const box = holdersOf(holder).find((one) => one.matches(boxes));
    if (!box || box.localName === 'dialog') return [];
    const { left, right, top, bottom } = box.getBoundingClientRect();
    const fits = lines.every(
      (line) =>
        line.left >= left - slack &&
        line.right <= right + slack &&
        line.top >= top - slack &&
        line.bottom <= bottom + slack,
    );
    return fits ? [] : [`“${text}” stands outside of ${box.localName}.${box.className}`];
  });
  return [...beyond, ...byBoxes, ...outside];
}

/** The values of WCAG 1.4.12, as a person's own sheet sets them: through every shadow root, and over everything. */
const spacing = new CSSStyleSheet();
spacing.replaceSync(
  `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
   p { margin-block-end: 2em !important }`,
);

function space(root: Element): void {
  for (const { shadowRoot } of everything(root)) {
    if (shadowRoot) shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, spacing];
  }
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, spacing];
}

/** A link among the words of a sentence is as high as its line (WCAG 2.5.8, exception “inline”). */
function isInSentence(control: HTMLElement): boolean {
  return control.localName === 'a' && getComputedStyle(control).display === 'inline' && !!control.closest('li, p');
}

/** What is pressed for a control: a tile for its link, a card for its mark. */
function targetOf(control: HTMLElement): Element {
  return control.closest('.name')
    ? control.closest('.tile')!
    : (control.closest('label:has(> [type=radio], > [type=checkbox])') ?? control);
}

describe('sizes', () => {
  atPortal();
  beforeEach(() => {
    localStorage.clear();
  });
  afterEach(async () => {
    document.documentElement.style.fontSize = '';
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== spacing);
    await setViewport({ width: 1000, height: 700 });
  });

  for (const [name, show] of Object.entries(moments)) {
    describe(name, () => {
      it('needs no second direction to scroll at 320 px (WCAG 1.4.10)', async () => {
        await setViewport({ width: 320, height: 640 });
        const { element } = await show();
        expect(cut(element).join('\n')).to.equal('');
        expect(document.documentElement.scrollWidth).to.be.at.most(320);
      });

      it('loses nothing where text is twice as large (WCAG 1.4.4)', async () => {
        await setViewport({ width: 1280, height: 800 });
        document.documentElement.style.fontSize = '200%';
        const { element } = await show();
        expect(cut(element).join('\n')).to.equal('');
        expect(document.documentElement.scrollWidth).to.be.at.most(1280);
      });

      it('loses nothing where text is spaced (WCAG 1.4.12)', async () => {
        await setViewport({ width: 320, height: 640 });
        const { element } = await show();
        space(element);
        await settled(element);
        expect(cut(element).join('\n')).to.equal('');
        expect(document.documentElement.scrollWidth).to.be.at.most(320);
      });

      it('has no target below 44 px (WCAG 2.5.8 asks for 24)', async () => {
        const { element } = await show();
        for (const control of controls(element).filter((one) => !isInSentence(one))) {
          const { width, height } = targetOf(control).getBoundingClientRect();
          expect(Math.min(width, height), control.outerHTML).to.be.at.least(44);
        }
      });
    });
  }

  it('are told to be wrong: a word that is cut, and one that has grown out of its button', () => {
    const parent = document.createElement('div');
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `.wrong { display: block; inline-size: 3em; white-space: nowrap } .hides { overflow: hidden; text-overflow: ellipsis }`,
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    parent.innerHTML = '<p class="wrong hides">Непоместившееся</p><button class="wrong">Непоместившееся</button>';
    document.body.append(parent);
    expect(cut(parent)).to.have.length(2);
    parent.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  });
});
