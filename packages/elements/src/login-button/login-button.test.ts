import '../define/epos-login-button.ts';
import { fixtureEpos, meOf, stateAfter } from '@epos-login/testing';
import { expect, fixtureSync, html, oneEvent } from '@open-wc/testing';
import { resetMouse } from '@web/test-runner-commands';
import { find, focused, hover, show, textOf, waitUntil } from '../test/shown.ts';
import { define } from '../base/epos-element.ts';
import { EposLoginButton } from './login-button.ts';

const signedOut = stateAfter({ type: 'signed-out', reason: 'never' });

describe('<epos-login-button>', () => {
  it('is accessible, in both languages', async () => {
    for (const lang of ['ru', 'en']) {
      const { element } = await show('epos-login-button', signedOut, { lang });
      await expect(element).to.be.accessible();
      expect(textOf(element)).to.equal(lang === 'ru' ? 'Вход' : 'Sign in');
    }
  });

  it('can be read under the pointer, drawn as a link too', async () => {
    const element = fixtureSync<EposLoginButton>(
      html`<epos-login-button><a href="https://portal.example/">Вход</a></epos-login-button>`,
    );
    await element.updateComplete;
    const button = find(element, 'a.button');
    await hover(button);
    const { color, backgroundColor } = getComputedStyle(button);
    expect(color).not.to.equal(backgroundColor);
    await expect(element).to.be.accessible();
    await resetMouse();
  });

  it('leaves for the provider, once, and tells the page first', async () => {
    const { element, epos } = await show('epos-login-button', signedOut, { provider: 'esia', 'return-to': '/a' });
    setTimeout(() => {
      find(element, 'button').click();
    });
    expect((await oneEvent(document, 'epos-sign-in')).detail).to.deep.equal({ provider: 'esia' });
    await element.updateComplete;
    expect(epos.calls.at(-1)).to.deep.equal(['signIn', { provider: 'esia', returnTo: '/a' }]);
    expect(find(element, 'button')).to.have.attribute('aria-disabled', 'true');
    find(element, 'button').click();
    expect(epos.calls.filter(([name]) => name === 'signIn')).to.have.length(1);
  });

  it('stays when the page cancels', async () => {
    const { element, epos } = await show('epos-login-button', signedOut);
    element.addEventListener('epos-sign-in', (event) => {
      event.preventDefault();
    });
    find(element, 'button').click();
    expect(epos.state.kind).to.equal('signed-out');
  });

  it('draws the page’s own link, and takes over its focus when it is upgraded late', async () => {
    const parent = fixtureSync<HTMLElement>(
      html`<div>
        <late-button><a href="https://portal.example/sign-in">Войти в журнал</a></late-button>
      </div>`,
    );
    const link = parent.querySelector('a')!;
    link.focus();
    define('late-button', class extends EposLoginButton {});
    const element = parent.firstElementChild as EposLoginButton;
    await element.updateComplete;
    const drawn = find<HTMLAnchorElement>(element, 'a');
    expect(drawn.href).to.equal(link.href);
    expect(drawn.textContent.trim()).to.equal('Войти в журнал');
    expect(drawn).to.have.attribute('part', 'button');
    expect(focused() === drawn, 'has the focus').to.be.true;
  });

  it('does what links do while there is no session to use', async () => {
    const element = fixtureSync<EposLoginButton>(
      html`<epos-login-button><a href="#without">Вход</a></epos-login-button>`,
    );
    await element.updateComplete;
    find(element, 'a').click();
    // Firefox goes to a fragment in a task of its own.
    await waitUntil(() => location.hash === '#without', 'the link is followed');
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('gives way to the page’s own content once somebody is signed in', async () => {
    const { element, epos } = await show('epos-login-button', signedOut);
    const before = find(element, '.button').getBoundingClientRect();
    epos.move({ type: 'signed-in', ...meOf('teacher') });
    await element.updateComplete;
    const kept = find(element, '.button');
    expect(kept.getBoundingClientRect(), 'the place').to.deep.include({ width: before.width, height: before.height });
    expect(getComputedStyle(kept).visibility).to.equal('hidden');
    const own = document.createElement('a');
    own.slot = 'signed-in';
    element.append(own);
    expect(kept.checkVisibility(), 'beside the page’s own content').to.be.false;
    expect(find(element, 'slot')).to.have.attribute('name', 'signed-in');
    expect(element.matches(':state(signed-in), [data-epos-signed-in]')).to.be.true;
  });

  it('can be focused from outside', async () => {
    const { element } = await show('epos-login-button', signedOut);
    element.focus();
    expect(focused() === find(element, 'button'), 'has the focus').to.be.true;
  });

  it('follows one session however often it is moved', async () => {
    const epos = fixtureEpos(signedOut);
    let following = 0;
    const subscribe = epos.subscribe.bind(epos);
    epos.subscribe = (listener) => {
      following++;
      const end = subscribe(listener);
      return () => {
        following--;
        end();
      };
    };
    const parent = fixtureSync<HTMLElement>(html`<div></div>`);
    const element = document.createElement('epos-login-button');
    element.epos = epos;
    for (let time = 0; time < 5; time++) {
      parent.append(element);
      element.remove();
      document.body.append(element);
    }
    await element.updateComplete;
    expect(following).to.equal(1);
    element.remove();
    expect(following).to.equal(0);
  });
});
