import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { atPortal } from '../registration.ts';
import { find, focused, settled } from '../shown.ts';
import { moments, type Moment } from './moments.ts';
import { controls, holdersOf, seen, stops, topmost, words } from './tree.ts';

/** More presses than any element has stops, forty tiles with their stars included. */
const most = 150;

/** A button before the element and one after it: where a walk begins and ends. */
function between(element: HTMLElement): { before: HTMLElement; after: HTMLElement } {
  const before = element.ownerDocument.createElement('button');
  const after = element.ownerDocument.createElement('button');
  element.before(before);
  element.after(after);
  return { before, after };
}

/** Presses until the focus is there, or nowhere, and tells where it was. */
async function walk(until: Element, onStep: () => void = () => undefined): Promise<Element[]> {
  const reached: Element[] = [];
  for (let step = 0; step < most; step++) {
    await sendKeys({ press: 'Tab' });
    const now = focused();
    if (!now || now === until || now === document.body) break;
    reached.push(now);
    onStep();
  }
  return reached;
}

/** Whether the focus can be seen: a ring of two pixels or more on what has it, or on what stands for it. */
function hasRing(element: Element): boolean {
  const face = element.parentElement?.querySelector(':scope > .face');
  return [
    getComputedStyle(element),
    getComputedStyle(element, '::after'),
    ...(face ? [getComputedStyle(face)] : []),
  ].some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2);
}

/** Whether something of it lies on top and within the window. */
function isInSight(element: Element): boolean {
  return [...element.getClientRects()].some(({ left, top, width, height }) =>
    [0.1, 0.5, 0.9].some((x) =>
      [0.1, 0.5, 0.9].some((y) => {
        const found = topmost(left + width * x, top + height * y);
        return !!found && holdersOf(found).includes(element);
      }),
    ),
  );
}

/** What a change of context would change. */
function contextOf({ element, epos }: Moment): unknown[] {
  return [location.href, epos?.state, epos?.calls.length, element.getAttribute('open')];
}

const readable = (element: Element): string =>
  words(element)
    .map(({ text }) => text)
    .join(' ');

describe('keyboard', () => {
  atPortal();
  beforeEach(async () => {
    localStorage.clear();
    await setViewport({ width: 1000, height: 700 });
  });

  for (const [name, show] of Object.entries(moments)) {
    describe(name, () => {
      it('is walked by Tab to its end and back, with the focus in sight (WCAG 2.1.1, 2.1.2, 2.4.7, 2.4.11)', async function () {
        this.timeout(60_000);
        const shown = await show();
        const { element } = shown;
        const { before, after } = between(element);
        // A panel closes when the focus is elsewhere, so its walk begins at its button, or in it where it is modal.
        const isPanel = element.matches('[layout=button][open]');
        const modal = element.shadowRoot?.querySelector('dialog:modal');
        const first = modal ? stops(modal)[0]! : isPanel ? find(element, '.button') : before;
        // Beyond a modal one is the browser's own bar, from where Firefox does not come back.
        const end = modal ? stops(modal).at(-1)! : after;
        first.focus();
        const wanted = stops(modal ?? element).filter((stop) => stop !== first && stop !== end);
        const reached = await walk(end, () => {
          const now = focused()!;
          expect(hasRing(now), `${now.outerHTML} has a ring`).to.be.true;
          expect(isInSight(now), `${now.outerHTML} is in sight`).to.be.true;
        });
        expect(focused() === end, 'the walk ends behind the element').to.be.true;
        expect(wanted.filter((stop) => !reached.includes(stop)).map((stop) => stop.outerHTML)).to.be.empty;
        if (modal) expect(reached.filter((stop) => !holdersOf(stop).includes(modal))).to.be.empty;
        if (isPanel) return;
        await sendKeys({ down: 'Shift' });
        const back = await walk(before).finally(() => sendKeys({ up: 'Shift' }));
        expect(focused() === before, 'the way back ends before the element').to.be.true;
        expect(back).to.have.length(reached.length);
      });

      it('changes nothing for the focus, nor for a finger that is only put down (WCAG 3.2.1, 2.5.2, 1.4.13)', async () => {
        const shown = await show();
        const { element } = shown;
        const context = contextOf(shown);
        const text = readable(element);
        for (const control of controls(element)) {
          control.focus();
          for (const type of ['pointerover', 'pointerenter', 'pointerdown', 'mousedown', 'touchstart'])
            control.dispatchEvent(
              type.startsWith('pointer')
                ? new PointerEvent(type, { bubbles: true, composed: true, cancelable: true })
                : new MouseEvent(type, { bubbles: true, composed: true, cancelable: true }),
            );
        }
        await settled(element);
        expect(contextOf(shown)).to.deep.equal(context);
        expect(readable(element)).to.equal(text);
      });

      it('goes nowhere for what is typed or marked (WCAG 3.2.2)', async () => {
        const shown = await show();
        const { element } = shown;
        const context = contextOf(shown);
        for (const control of controls(element)) {
          if (!(control instanceof HTMLInputElement)) continue;
          control.focus();
          if (['radio', 'checkbox'].includes(control.type)) control.click();
          else {
            control.value = 'ж';
            control.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
            control.dispatchEvent(new Event('change', { bubbles: true }));
          }
          await settled(element);
          expect(focused() === control, 'the focus stays').to.be.true;
        }
        expect(contextOf(shown)).to.deep.equal(context);
      });
    });
  }

  it('is told to be wrong: a stop without a ring, and one that is covered', () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `.bare:focus { outline: none } .lid { position: fixed; inset: 0; background: white; z-index: 9999 }`,
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const parent = document.createElement('div');
    parent.innerHTML = '<button class="bare">Голая</button>';
    document.body.append(parent);
    const button = parent.querySelector('button')!;
    button.focus();
    expect(hasRing(button)).to.be.false;
    expect(isInSight(button)).to.be.true;
    const lid = document.createElement('div');
    lid.className = 'lid';
    parent.append(lid);
    expect(isInSight(button)).to.be.false;
    expect(seen(parent)).to.include(button);
    parent.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  });
});
