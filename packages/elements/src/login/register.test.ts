import '../define/epos-login.ts';
import { stateAfter } from '@epos-login/testing';
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { atPortal, choose, fillIn, sent, settings, submit, type, until, wordsOf, field } from '../test/registration.ts';
import { all, drawn, find, focused, show } from '../test/shown.ts';
import type { EposLogin } from './login.ts';

const signedOut = stateAfter({ type: 'signed-out', reason: 'never' });

/** `<epos-login>` with a form as its own child. */
async function withForm(layout: EposLogin['layout'], attributes: Readonly<Record<string, string>> = {}) {
  const form = document.createElement('epos-registration');
  form.slot = 'registration';
  for (const [name, value] of Object.entries(settings)) form.setAttribute(name, value);
  const shown = await show('epos-login', signedOut, { layout, ...attributes });
  shown.element.append(form);
  if (layout === 'button') shown.element.open = true;
  else shown.element.requestUpdate();
  await until(() => all(shown.element, '.offer').length > 0, 'the form is offered');
  await drawn(shown.element, '.root');
  return { ...shown, form };
}

async function openForm(element: EposLogin, form: Element): Promise<void> {
  find(element, '.offer button').click();
  await until(() => form.getClientRects().length > 0 && form.querySelector('form'), 'the form is shown');
  await until(() => focused()?.classList.contains('epos-heading'), 'its heading has the focus');
}

describe('<epos-login> with a form to register by', () => {
  atPortal();

  it('tells the page when somebody wants it, to load it then', async () => {
    const { element } = await withForm('panel');
    let told: unknown;
    element.addEventListener('epos-registration-open', ({ detail }) => (told = detail), { once: true });
    find(element, '.offer button').click();
    expect(told).to.equal(null);
  });

  it('offers nothing where the page has no form', async () => {
    const { element } = await show('epos-login', signedOut, { layout: 'panel' });
    await drawn(element, '.root');
    expect(all(element, '.offer')).to.be.empty;
  });

  for (const layout of ['button', 'panel', 'page'] as const) {
    it(`in layout ${layout} offers it beside «Вход для сотрудников», shows it in place and leads back`, async function () {
      this.timeout(20_000);
      const { element, form } = await withForm(layout);
      expect(find(element, '.offer').textContent.replaceAll(/\s+/g, ' ').trim()).to.equal(
        'Ещё нет учётной записи в РСАА? Регистрация',
      );
      expect(find(element, '.offer button').getBoundingClientRect().height).to.be.at.least(44);
      await expect(element).to.be.accessible();
      await openForm(element, form);
      expect(all(element, '.root')).to.be.empty;
      expect(form.querySelector('.epos-heading')).to.have.attribute('aria-level', layout === 'page' ? '3' : '2');
      expect(document.querySelector('epos-login input[name=email]'), 'in the page’s own tree').to.exist;
      await expect(element).to.be.accessible();
      type(form, 'family_name', 'Тестова');
      find(element, '.back').click();
      await drawn(element, '.root');
      await until(() => focused()?.textContent.trim() === 'Вход в\u00a0ЭПОС', 'the choice has the focus');
      expect(form.getClientRects()).to.have.length(0);
      await openForm(element, form);
      expect(field(form, 'family_name').value).to.equal('Тестова');
    });
  }

  it('keeps the panel open for the form, and what was typed when it is closed', async () => {
    const { element, form } = await withForm('button');
    await openForm(element, form);
    field(form, 'family_name').focus();
    form.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    await sendKeys({ type: 'Тест' });
    field(form, 'organization').focus();
    type(form, 'organization', 'библиотека');
    await until(() => form.querySelector('[role=option]'));
    await sendKeys({ press: 'Escape' });
    expect(element.open, 'Escape closed the list').to.be.true;
    await sendKeys({ press: 'Escape' });
    await until(() => !element.open);
    expect(focused() === find(element, '.button'), 'the button has the focus').to.be.true;
    element.open = true;
    await until(() => form.getClientRects().length > 0);
    expect(field(form, 'family_name').value).to.equal('Тест');
  });

  it('leads on to РСАА once the form was sent', async () => {
    const { element, epos, form } = await withForm('panel');
    await openForm(element, form);
    fillIn(form);
    await choose(form);
    submit(form);
    await sent(form);
    const signIn = [...form.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'Вход для сотрудников',
    );
    signIn!.click();
    expect(epos.calls).to.deep.include(['signIn', { provider: 'rsaa' }]);
    await drawn(element, '.root');
    expect(form.getClientRects()).to.have.length(0);
  });

  it('speaks English, and takes the page’s words', async () => {
    const { element, form } = await withForm('panel', { lang: 'en' });
    expect(find(element, '.offer button').textContent.trim()).to.equal('Register');
    element.texts = { backToSignIn: 'Back' };
    await openForm(element, form);
    expect(find(element, '.back').textContent.trim()).to.equal('Back');
    expect(wordsOf(form, '.epos-heading')).to.contain('Registration');
  });
});
