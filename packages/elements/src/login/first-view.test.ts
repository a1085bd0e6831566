import '../define/epos-login.ts';
import { EposError } from '@epos-login/core';
import { stateAfter } from '@epos-login/testing';
import { expect } from '@open-wc/testing';
import { addLanguage } from '../languages/languages.ts';
import { framed, unframe } from '../test/framed.ts';
import { failed, signedOut } from '../test/opened.ts';
import { all, drawn, find, focused, show, textOf, waitUntil } from '../test/shown.ts';
import { ru } from '../texts/ru.ts';

const ended = stateAfter({ type: 'signed-out', reason: 'ended' });
const [firstView, journey] = ['login/first-view.ts', 'login/journey.ts'];

describe('the first view of <epos-login>', () => {
  for (const [layout, wasHere, needed, needless] of [
    ['panel', false, firstView, journey],
    ['page', false, firstView, journey],
    ['panel', true, journey, firstView],
    ['page', true, journey, firstView],
  ] as const) {
    it(`loads ${needed} alone in layout ${layout}, where somebody was${wasHere ? '' : ' not'} here`, async () => {
      const { document, window } = await framed({
        markup: `<epos-login layout="${layout}" gateway="/auth" portal="/api"></epos-login>`,
        wasHere,
      });
      const login = document.querySelector('epos-login')!;
      await waitUntil(() => login.shadowRoot?.querySelector('[data-provider=esia]'));
      const loaded = window.performance.getEntriesByType('resource').map(({ name }) => name);
      expect(loaded.filter((name) => name.endsWith(needed))).to.have.length(1);
      expect(loaded.filter((name) => name.endsWith(needless))).to.be.empty;
      unframe();
    });
  }

  for (const layout of ['panel', 'page']) {
    describe(`layout ${layout}`, () => {
      it('hands what it cannot show to the journey, with the focus', async () => {
        const { element, epos } = await show('epos-login', signedOut, { layout });
        await drawn(element, '.root');
        find(element, '[data-provider=rsaa]').focus();
        epos.move({ type: 'fail', error: new EposError('timeout', 'sign-in') });
        const advice = await drawn(element, 'epos-advice');
        await waitUntil(() => textOf(advice));
        await waitUntil(() => focused()?.getRootNode() === advice.shadowRoot, 'the advice has the focus');
        expect(all(element, '.view')).to.have.length(1);
      });

      it('stays with the journey once that is there', async () => {
        const { element, epos } = await show('epos-login', failed, { layout });
        await drawn(element, 'epos-advice');
        epos.dismiss();
        await drawn(element, '.root');
        await waitUntil(() => textOf(find(element, '.root')).includes(ru.esia), 'the choice is there again');
        expect(all(element, '.view')).to.have.length(1);
      });

      it('says by the journey why nobody is signed in any longer', async () => {
        const { element } = await show('epos-login', ended, { layout });
        expect(textOf(await drawn(element, '.note'))).to.equal(ru.reasons.ended);
      });

      it('follows the language of the page, and keeps the focus', async () => {
        const { element } = await show('epos-login', signedOut, { layout });
        await drawn(element, '.root');
        find(element, '[data-provider=esia]').focus();
        element.lang = 'en';
        await waitUntil(() => textOf(element).includes('Sign in with ESIA'), 'English');
        await waitUntil(() => focused()?.matches('.heading'), 'the heading has the focus');
        expect(find(element, '.view').lang).to.equal('en');
      });
    });
  }

  it('draws no more than it has to while the words of a language are on their way', async () => {
    const { document, window, release } = await framed({
      markup: '<epos-login lang="en" layout="panel" gateway="/auth" portal="/api"></epos-login>',
      held: ['texts/en.ts'],
    });
    const login = document.querySelector('epos-login')!;
    await waitUntil(() => login.shadowRoot?.querySelector('.wait .spinner'));
    const loaded = () => window.performance.getEntriesByType('resource').map(({ name }) => name);
    await waitUntil(() => loaded().some((name) => name.endsWith(journey)));
    let drawings = 0;
    login.addController({ hostUpdated: () => (drawings += 1) });
    for (let frame = 0; frame < 30; frame += 1) await new Promise((drawn) => window.requestAnimationFrame(drawn));
    expect(drawings).to.be.below(10);
    release();
    await waitUntil(() => login.shadowRoot?.textContent.includes('Sign in with ESIA'), 'English');
    unframe();
  });

  it('gives way to another layout', async () => {
    const { element } = await show('epos-login', signedOut, { layout: 'panel' });
    await drawn(element, '.root');
    element.layout = 'page';
    await drawn(element, '.masthead');
    await drawn(element, '.root');
    expect([all(element, '.panel'), all(element, '.view')].map(({ length }) => length)).to.deep.equal([0, 1]);
    element.layout = 'button';
    element.open = true;
    await drawn(element, 'dialog .root');
    expect(all(element, '.view')).to.have.length(1);
  });
});

// The last one: these words stay.
describe('other Russian words of a page', () => {
  it('are the journey’s to say', async () => {
    const words = { ...ru, esia: 'Вход по-нашему' };
    addLanguage('ru', {
      first: words,
      texts: () => Promise.resolve(words),
      advice: () => Promise.reject(new TypeError('Failed to fetch')),
      help: () => Promise.reject(new TypeError('Failed to fetch')),
    });
    const { element } = await show('epos-login', signedOut, { layout: 'panel' });
    expect(textOf(await drawn(element, '.root'))).to.contain('Вход по-нашему');
  });
});
