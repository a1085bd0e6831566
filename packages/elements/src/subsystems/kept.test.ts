import { fixtureEpos, stateOf } from '@epos-login/testing';
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { notesWith, said, sectionOf, showWith, shownTiles, starOf } from '../test/listed.ts';
import { all, find, focused, waitUntil } from '../test/shown.ts';

describe('<epos-subsystems>, what a person keeps', () => {
  beforeEach(() => {
    localStorage.clear();
    (document.activeElement as HTMLElement | null)?.blur();
  });

  describe('favourites', () => {
    it('move to the front, keep the focus, and are said', async () => {
      const notes = notesWith();
      const { element } = await showWith({ notes });
      const count = shownTiles(element).length;
      expect(starOf(element, 'contingent').getAttribute('aria-label')?.replaceAll('\u00a0', ' ')).to.equal(
        'В избранное: Контингент',
      );
      starOf(element, 'contingent').focus();
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => sectionOf(element, 'Избранное'));
      await waitUntil(() => focused() === starOf(element, 'contingent'), 'the star has the focus');
      expect(starOf(element, 'contingent')).to.have.attribute('aria-pressed', 'true');
      expect(said(element)).to.equal('«Контингент» теперь в избранном');
      expect(all(element, '.group')[0]!.textContent.trim()).to.equal('Избранное');
      expect(shownTiles(element), 'each tile stands once').to.have.length(count);
      expect(notes.kept().favourites).to.deep.equal(['contingent']);
      await expect(element).to.be.accessible();

      await sendKeys({ press: 'Enter' });
      await waitUntil(() => !sectionOf(element, 'Избранное'));
      await waitUntil(() => focused() === starOf(element, 'contingent'), 'the star has the focus');
      expect(said(element)).to.equal('«Контингент» больше не в избранном');
      expect(notes.kept().favourites).to.deep.equal([]);
    });

    it('come first with the first tiles, and after them what was opened last', async () => {
      const notes = notesWith({ favourites: ['reports', 'gone'], recents: ['journal', 'reports', 'exams', 'gone'] });
      const { element } = await showWith({ notes });
      expect(
        all(element, '.group')
          .map((group) => group.textContent.trim())
          .slice(0, 3),
      ).to.deep.equal(['Избранное', 'Недавние', 'Обучение']);
      // What is a favourite, closed or not there any more is no shortcut.
      expect(all(element, '.recent').map((link) => link.textContent.trim())).to.deep.equal(['ЭПОС.Школа']);
    });

    it('are kept by the Epos where the page keeps none, and not without a place to keep them', async () => {
      const first = await showWith({});
      starOf(first.element, 'contingent').click();
      const notes = await first.epos.notes();
      expect(notes.read('tiles')).to.have.property('favourites').that.deep.equals(['contingent']);
      const second = await showWith({ notes: null });
      expect(all(second.element, '.star')).to.be.empty;
    });

    it('of another person are not shown', async () => {
      const { element } = await showWith({});
      starOf(element, 'contingent').click();
      await waitUntil(() => sectionOf(element, 'Избранное'));
      const other = fixtureEpos(stateOf('teacher'));
      element.epos = other;
      await waitUntil(() => !sectionOf(element, 'Избранное'));
      expect(await other.notes().then((notes) => notes.read('tiles'))).to.equal(undefined);
    });

    it('are read as something that anybody may have written', async () => {
      for (const kept of [null, 7, 'x', [], { favourites: 'all', recents: { 0: 'x' }, view: '<b>', typing: 'no' }]) {
        const { element } = await showWith({ notes: notesWith(kept as object) });
        expect(sectionOf(element, 'Избранное')).to.equal(undefined);
        expect(shownTiles(element)).not.to.be.empty;
        element.remove();
      }
    });

    it('remember what was opened', async () => {
      const notes = notesWith();
      const { element } = await showWith({ notes });
      const stay = (event: Event) => {
        event.preventDefault();
      };
      // The page stays; what is cancelled by `epos-open` itself was not opened.
      element.parentElement!.addEventListener('click', stay);
      find(element, '[data-id=journal] a').click();
      find(element, '[data-id=spo] a').click();
      expect(notes.kept().recents).to.deep.equal(['spo', 'journal']);
      element.addEventListener('epos-open', stay);
      find(element, '[data-id=contingent] a').click();
      expect(notes.kept().recents).to.deep.equal(['spo', 'journal']);
    });
  });
});
