import { fixtureEpos, meOf, stateAfter, stateOf, subsystemsOf } from '@epos-login/testing';
import { expect, fixtureSync, html } from '@open-wc/testing';
import { isStill, said, search, showWith, shownTiles, thousand } from '../test/listed.ts';
import { all, find, focused, show, waitUntil } from '../test/shown.ts';
import { shapeKey } from './place.ts';

describe('<epos-subsystems>, in number', () => {
  beforeEach(() => {
    localStorage.clear();
    (document.activeElement as HTMLElement | null)?.blur();
  });

  describe('a thousand tiles', () => {
    it('are drawn a screenful at once, the rest by and by, and all in the end', async function () {
      this.timeout(20_000);
      const epos = fixtureEpos(thousand);
      const element = Object.assign(document.createElement('epos-subsystems'), { epos });
      fixtureSync<HTMLElement>(html`<div></div>`).append(element);
      await element.updateComplete;
      expect(all(element, '.tile')).to.have.length(48);
      expect(find(element, '.root')).to.have.attribute('aria-busy', 'true');
      // What is found is counted, not what is drawn.
      await waitUntil(() => said(element) === 'Найдено 1000 подсистем', 'it is said how many there are');
      await waitUntil(() => isStill(element), 'all tiles stand', { timeout: 15_000 });
      expect(all(element, '.tile')).to.have.length(1000);
    });

    it('answer a keystroke by a screenful', async function () {
      this.timeout(30_000);
      const epos = fixtureEpos(thousand);
      const element = Object.assign(document.createElement('epos-subsystems'), { epos });
      fixtureSync<HTMLElement>(html`<div></div>`).append(element);
      await waitUntil(() => isStill(element), 'all tiles stand', { timeout: 15_000 });
      await search(element, 'о');
      expect(shownTiles(element)).to.have.length(24);
      expect(find(element, '.root')).to.have.attribute('aria-busy', 'true');
      await waitUntil(() => isStill(element), 'all that was found stands', { timeout: 15_000 });
      const [, count] = /Найдено (\d+) из 1000/.exec(said(element)) ?? [];
      expect(shownTiles(element)).to.have.length(Number(count));
      await search(element, '');
      expect(shownTiles(element)).to.have.length(1000);
    });

    it('have one list behind them, however often they are drawn', async function () {
      this.timeout(20_000);
      const { element } = await showWith({}, thousand);
      const heard: string[] = [];
      const add = document.addEventListener.bind(document);
      document.addEventListener = (type: string, ...rest: [EventListener]) => {
        heard.push(type);
        add(type, ...rest);
      };
      try {
        for (const query of ['о', 'оц', '', 'ш']) await search(element, query);
      } finally {
        Reflect.deleteProperty(document, 'addEventListener');
      }
      expect(heard, 'a second list would listen for keys a second time').to.deep.equal([]);
    });

    it('are out of reach while something else is shown', async function () {
      this.timeout(20_000);
      const { element } = await showWith({}, thousand);
      await search(element, 'о');
      const [hidden] = all(element, '.off a');
      hidden?.focus();
      expect(hidden).to.exist;
      expect(focused()).to.not.equal(hidden);
      await search(element, '');
      all(element, '.all a')[0]?.focus();
      expect(focused()).to.equal(all(element, '.all a')[0]);
    });

    it('are all drawn for paper', async function () {
      this.timeout(20_000);
      const epos = fixtureEpos(thousand);
      const element = Object.assign(document.createElement('epos-subsystems'), { epos });
      fixtureSync<HTMLElement>(html`<div></div>`).append(element);
      await element.updateComplete;
      dispatchEvent(new Event('beforeprint'));
      await element.updateComplete;
      expect(all(element, '.tile')).to.have.length(1000);
    });
  });

  describe('the place of the tiles', () => {
    it('is kept as they stood the last time, and given up when they stand', async () => {
      const { element } = await showWith({}, stateOf('teacher'));
      await waitUntil(() => localStorage.getItem(shapeKey), 'the size is remembered');
      const { offsetHeight } = element;
      element.remove();

      const epos = fixtureEpos(stateAfter());
      const next = Object.assign(document.createElement('epos-subsystems'), { epos });
      fixtureSync<HTMLElement>(html`<div></div>`).append(next);
      await next.updateComplete;
      expect(next.offsetHeight, 'before anything is known').to.equal(offsetHeight);
      epos.move({ type: 'signed-in', ...meOf('teacher') });
      await next.updateComplete;
      expect(next.offsetHeight, 'while the tiles are loading').to.equal(offsetHeight);
      expect(all(next, '.skeleton')).to.have.length(8);
      const items = subsystemsOf('teacher');
      epos.move({ type: 'subsystems', subsystems: { kind: 'ready', items } });
      await next.updateComplete;
      expect(next.offsetHeight, 'when they stand').to.equal(offsetHeight);
      epos.move({ type: 'subsystems', subsystems: { kind: 'ready', items: items.slice(0, 1) } });
      await waitUntil(() => next.offsetHeight < offsetHeight, 'the place is given up');
    });

    it('does not keep the tiles waiting for what comes with it', async () => {
      localStorage.setItem(shapeKey, '8 300 500');
      const epos = fixtureEpos(stateOf('teacher'));
      epos.notes = () => new Promise(() => undefined);
      const element = Object.assign(document.createElement('epos-subsystems'), { epos });
      fixtureSync<HTMLElement>(html`<div></div>`).append(element);
      await waitUntil(() => all(element, '.tile:not(.skeleton)').length > 0, 'tiles stand though no favourites come');
      expect(all(element, '.star')).to.have.length(0);
    });

    it('is forgotten at sign-out, and not remembered where nothing may be kept', async () => {
      const { element, epos } = await showWith({}, stateOf('teacher'));
      await waitUntil(() => localStorage.getItem(shapeKey));
      await epos.signOut();
      await element.updateComplete;
      expect(localStorage.getItem(shapeKey)).to.equal(null);
    });

    for (const written of ['x', '8', '8 x 9', '-', '0 0 0']) {
      it(`is the usual one where «${written}» is written`, async () => {
        localStorage.setItem(shapeKey, written);
        const { element } = await show('epos-subsystems', stateOf('teacher', { subsystems: 'loading' }));
        expect(all(element, '.skeleton')).to.have.length(8);
      });
    }
  });
});
