import { expect, fixtureSync, html } from '@open-wc/testing';
import '../define/epos-login.ts';
import { many, said, showWith } from '../test/listed.ts';
import { all, drawn, find, focused, show, waitUntil } from '../test/shown.ts';

describe('<epos-subsystems>, one of them', () => {
  beforeEach(() => {
    localStorage.clear();
    (document.activeElement as HTMLElement | null)?.blur();
  });
  // The runner's own parameters stay.
  const { href } = location;
  afterEach(() => {
    history.replaceState(null, '', href);
  });

  describe('a link to one subsystem', () => {
    const at = (id: string) => {
      const address = new URL(href);
      address.searchParams.set('system', id);
      history.replaceState(null, '', address);
    };

    it('shows it, and gives it the focus', async () => {
      at('contingent');
      const { element } = await showWith({ deepLink: '' });
      await waitUntil(() => focused()?.textContent === 'Контингент');
      await waitUntil(() => element.shadowRoot?.querySelector('.pointed'));
      expect(find(element, '.pointed')).to.have.attribute('data-id', 'contingent');
    });

    it('takes nobody’s focus away', async () => {
      at('contingent');
      const field = fixtureSync<HTMLInputElement>(html`<input aria-label="Поле" />`);
      field.focus();
      const { element } = await showWith({ deepLink: 'focus' });
      await waitUntil(() => element.shadowRoot?.querySelector('.pointed'));
      expect(document.activeElement === field).to.be.true;
    });

    it('opens it where the page says so, once: the way back leads to the tiles', async () => {
      at('contingent');
      const { element, epos } = await showWith({ deepLink: 'open' });
      const opened = () => epos.calls.filter(([name]) => name === 'open');
      await waitUntil(() => opened().length > 0);
      element.requestUpdate();
      await element.updateComplete;
      expect(opened()).to.have.length(1);
      expect(new URLSearchParams(location.search).has('system')).to.be.false;
    });

    it('opens nothing that the page cancels', async () => {
      at('contingent');
      const stay = (event: Event) => {
        event.preventDefault();
      };
      document.addEventListener('epos-open', stay);
      const { element, epos } = await showWith({ deepLink: 'open' });
      await waitUntil(() => element.shadowRoot?.querySelector('.pointed'));
      document.removeEventListener('epos-open', stay);
      expect(epos.calls.some(([name]) => name === 'open')).to.be.false;
    });

    it('says why it does not open', async () => {
      at('exams');
      const { element, epos } = await showWith({ deepLink: 'open' });
      await waitUntil(() => focused()?.textContent.trim() === 'Государственная аттестация');
      await waitUntil(() => said(element).includes('«Государственная аттестация» сейчас не открывается'));
      expect(find(element, '.note').textContent).to.contain('не\u00a0открывается');
      expect(epos.calls.some(([name]) => name === 'open')).to.be.false;
    });

    it('says so where it is in another category, and follows it there', async () => {
      at('transport');
      const { element, epos } = await showWith({ deepLink: 'focus' });
      await waitUntil(() => said(element).includes('«Школьный автобус» доступна в другой категории роли'));
      await epos.chooseCategory('parent');
      await waitUntil(() => focused()?.textContent === 'Школьный автобус');
      expect(all(element, '.note')).to.be.empty;
    });

    for (const id of ['nowhere', '"><img src=x onerror=alert(1)>', 'javascript:alert(1)', '__proto__', ']']) {
      it(`says so where there is none, and repeats no address: ${id}`, async () => {
        at(id);
        const { element, epos } = await showWith({ deepLink: 'open' });
        await waitUntil(() => said(element).startsWith('Подсистема, на которую ведёт ссылка, не найдена'));
        expect(find(element, '.note').textContent).not.to.contain(id);
        expect(epos.calls.some(([name]) => name === 'open')).to.be.false;
      });
    }

    it('is followed within the whole sign-in too', async () => {
      at('contingent');
      const { element } = await show('epos-login', many, { layout: 'page', 'deep-link': 'focus' });
      await waitUntil(() => focused()?.textContent === 'Контингент');
      const tiles = await drawn(element, 'epos-subsystems');
      await waitUntil(() => tiles.shadowRoot?.querySelector('.pointed'));
    });

    describe('in the fragment', () => {
      const fragment = (hash: string) => {
        const address = new URL(href);
        address.hash = hash;
        history.replaceState(null, '', address);
      };

      for (const hash of ['#system=contingent', '#top&system=contingent']) {
        it(`shows it: ${hash}`, async () => {
          fragment(hash);
          await showWith({ deepLink: '' });
          await waitUntil(() => focused()?.textContent === 'Контингент');
        });
      }

      it('opens it once, and leaves the rest of the fragment alone', async () => {
        fragment('#/page?a=b&system=contingent');
        const { epos } = await showWith({ deepLink: 'open' });
        await waitUntil(() => epos.calls.some(([name]) => name === 'open'));
        expect(location.hash).to.equal('#/page?a=b');
      });

      it('is outdone by the query', async () => {
        at('contingent');
        location.hash = '#system=exams';
        await showWith({ deepLink: '' });
        await waitUntil(() => focused()?.textContent === 'Контингент');
      });

      it('is nothing where the page’s own fragment means another thing', async () => {
        fragment('#ecosystem=contingent');
        const { element } = await showWith({ deepLink: 'focus' });
        element.requestUpdate();
        await element.updateComplete;
        expect(all(element, '.pointed, .note')).to.be.empty;
      });
    });

    it('is not looked at where the page has not asked for it', async () => {
      at('contingent');
      const { element } = await showWith({});
      await element.updateComplete;
      expect(all(element, '.pointed')).to.be.empty;
    });
  });
});
