import { expect } from '@open-wc/testing';
import { executeServerCommand, setViewport } from '@web/test-runner-commands';
import type * as Axe from 'axe-core';
import { atPortal } from '../registration.ts';
import { settled } from '../shown.ts';
import { moments } from './moments.ts';
import { controls, everything, holdersOf, words } from './tree.ts';

/** What has no place for a heading: a button, who is signed in, and a warning. */
const withoutHeading = /button|user-menu|context/;

/** What a page of EPOS Login must never hold: what plays, moves by itself, or brings a document of its own. */
const media = 'audio, video, canvas, object, embed, iframe, marquee, map, track, meta[http-equiv=refresh]';

/** What would be a test of memory or of skill. */
const tests = 'input[type=password], input[autocomplete=one-time-code], [class*=captcha], [id*=captcha]';

/** Words that only the eye can follow. */
const forTheEye = /слева|справа|вверху|внизу|(?<!\p{L})(ниже|выше)(?!\p{L})|зел[её]н|красн(ы|ая|ую)|кругл/iu;

/** The ways in which a control says that it is on. */
const states = ['aria-pressed', 'aria-selected', 'aria-checked'];

/** What a control looks like, its colours apart. */
function shapeOf(control: Element): string {
  const { backgroundImage, borderWidth, fontWeight } = getComputedStyle(control);
  const strokes = [...control.querySelectorAll('path')].map((path) => getComputedStyle(path).fill === 'none');
  // The bar is drawn in a colour of its own, which is no shape.
  return [backgroundImage.replaceAll(/rgba?\([^)]*\)/g, ''), borderWidth, fontWeight, ...strokes].join();
}

/** Turns slower than this cannot flash three times a second, in milliseconds. */
const slow = 1000;

/** What moves by itself for as long as it is seen. */
function motions(root: Element): Animation[] {
  return everything(root)
    .flatMap((element) => [element, element.shadowRoot].flatMap((one) => one?.getAnimations() ?? []))
    .filter(({ effect }) => effect?.getComputedTiming().iterations === Infinity);
}

async function breaches(root: Element, rules: readonly string[]): Promise<string[]> {
  // No module: it leaves itself in the window.
  await import('axe-core');
  const { axe } = globalThis as unknown as { axe: typeof Axe };
  const { violations } = await axe.run(root, { runOnly: { type: 'rule', values: [...rules] } });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describe('meaning', () => {
  atPortal();
  beforeEach(async () => {
    localStorage.clear();
    await setViewport({ width: 1000, height: 700 });
  });

  for (const [name, show] of Object.entries(moments)) {
    describe(name, () => {
      it('is called by the words that are seen on it (WCAG 2.5.3)', async () => {
        const { element } = await show();
        expect(await breaches(element, ['label-content-name-mismatch'])).to.be.empty;
      });

      it('has pictures that only repeat words, and no media (WCAG 1.1.1, 1.2, 1.4.2, 1.4.5)', async () => {
        const { element } = await show();
        for (const one of everything(element)) {
          expect(one.matches(media), one.outerHTML).to.be.false;
          if (one.localName === 'svg') expect(one.ariaHidden, one.outerHTML).to.equal('true');
          if (one.localName === 'img') expect(one, one.outerHTML).to.have.attribute('alt', '');
        }
      });

      it('asks for no password, no code and no riddle, and lets everything be pasted (WCAG 3.3.8)', async () => {
        const { element } = await show();
        for (const one of everything(element)) {
          expect(one.matches(tests), one.outerHTML).to.be.false;
          if (!one.matches('input, textarea')) continue;
          const paste = new ClipboardEvent('paste', { bubbles: true, composed: true, cancelable: true });
          expect(one.dispatchEvent(paste), one.outerHTML).to.be.true;
        }
      });

      it('turns slowly, if at all, and stands still or nearly so for whoever wants less motion (WCAG 2.2.2, 2.3.1)', async () => {
        const { element } = await show();
        const durations = (): number[] => motions(element).map(({ effect }) => Number(effect?.getTiming().duration));
        for (const duration of durations()) expect(duration).to.be.at.least(slow);
        await executeServerCommand('emulate-features', { 'prefers-reduced-motion': 'reduce' });
        const calm = durations();
        await executeServerCommand('emulate-features', {});
        for (const duration of calm) expect(duration).to.be.at.least(4 * slow);
      });

      it('is the same however the device is held (WCAG 1.3.4)', async () => {
        const { element } = await show();
        const sheets = everything(element).flatMap(({ shadowRoot }) => [...(shadowRoot?.adoptedStyleSheets ?? [])]);
        const conditions = [...sheets, ...document.adoptedStyleSheets]
          .flatMap(({ cssRules }) => [...cssRules])
          .filter((rule): rule is CSSMediaRule => rule instanceof CSSMediaRule)
          .map(({ conditionText }) => conditionText);
        expect(conditions.length).to.be.at.least(1);
        expect(conditions.filter((condition) => /orientation|aspect-ratio/.test(condition))).to.be.empty;
      });

      it('tells what is chosen by more than colour (WCAG 1.4.1)', async () => {
        const { element } = await show();
        const all = controls(element).filter((control) => !control.matches('[role=option]'));
        for (const state of states) {
          for (const on of all.filter((control) => control.getAttribute(state) === 'true')) {
            const off = all.find((one) => one.getAttribute(state) === 'false' && one.classList[0] === on.classList[0]);
            if (off) expect(shapeOf(on), on.outerHTML).not.to.equal(shapeOf(off));
          }
        }
      });

      it('has words that can be followed without seeing the place, the colour or the form (WCAG 1.3.3)', async () => {
        const { element } = await show();
        const said = words(element).map(({ text }) => text);
        expect(said.filter((text) => forTheEye.test(text))).to.be.empty;
      });

      if (withoutHeading.test(name)) return;

      it('has its headings from the level on that the page asks for (WCAG 1.3.1, 2.4.6)', async () => {
        const { element } = await show();
        Object.assign(element, { headingLevel: 4 });
        await settled(element);
        const levels = everything(element)
          .filter((one) => one.matches('[role=heading]'))
          .map(({ ariaLevel }) => Number(ariaLevel));
        expect(levels[0]).to.equal(4);
        expect(Math.min(...levels)).to.equal(4);
        levels.slice(1).forEach((level, at) => {
          expect(level, 'no level is left out').to.be.at.most(levels[at]! + 1);
        });
      });

      it('says which language its words are in (WCAG 3.1.2)', async () => {
        const { element } = await show();
        element.parentElement!.lang = 'kk';
        await settled(element);
        const spoken = words(element).filter(({ holder }) => !holder.closest('[aria-hidden=true]'));
        expect(spoken).not.to.be.empty;
        for (const { text, holder } of spoken) {
          const told = holdersOf(holder).find((one) => one.hasAttribute('lang'));
          expect(told?.getAttribute('lang'), text).to.match(/[а-яё]/i.test(text) ? /^ru$/ : /^(ru|en)$/);
        }
      });
    });
  }

  it('is told to be wrong: a choice in another colour only', () => {
    const parent = document.createElement('div');
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.by-colour[aria-pressed=true] { color: red; background-color: yellow }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    parent.innerHTML = '<button class="by-colour" aria-pressed="true"></button><button class="by-colour"></button>';
    document.body.append(parent);
    const [on, off] = parent.children;
    expect(shapeOf(on!)).to.equal(shapeOf(off!));
    parent.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  });

  it('is told to be wrong: a button that is called other than it reads', async () => {
    const parent = document.createElement('div');
    parent.innerHTML = '<button aria-label="Отправить">Зарегистрироваться</button>';
    document.body.append(parent);
    expect(await breaches(parent, ['label-content-name-mismatch'])).to.have.length(1);
    parent.remove();
  });
});
