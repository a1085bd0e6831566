import { expect, fixtureSync, html } from '@open-wc/testing';
import { fixtureEpos, stateAfter } from '@epos-login/testing';
import { resetMouse, sendKeys } from '@web/test-runner-commands';
import { hover } from '../test/shown.ts';
import {
  answer,
  atPortal,
  choose,
  drawnForm,
  field,
  fillIn,
  person,
  sent,
  settings,
  showForm,
  submit,
  type,
  until,
  wordsOf,
} from '../test/registration.ts';

const posts = (asked: ReturnType<typeof answer>) => asked.filter(({ method }) => method === 'POST');
const active = (element: Element) => element.ownerDocument.activeElement;
const names = [...Object.keys(person), 'organization', 'organization_short_name', 'inn', 'kpp', 'consent'];

describe('<epos-registration>', () => {
  atPortal();

  it('stands in the page’s own tree, where password managers and autofill find every field', async () => {
    await showForm();
    const found = [...document.querySelectorAll<HTMLInputElement>('epos-registration form input')];
    expect(found.map(({ name }) => name)).to.deep.equal(names);
    const filled = Object.fromEntries(
      // Firefox knows fewer names than the standard, and its property tells of those only.
      found.map((input) => [input.name, input.getAttribute('autocomplete')]),
    );
    expect(filled).to.include({
      family_name: 'family-name',
      given_name: 'given-name',
      middle_name: 'additional-name',
      email: 'email',
      position: 'organization-title',
    });
    expect(document.querySelector('epos-registration [name=email]')).to.have.attribute('type', 'email');
    expect(document.querySelector('epos-registration')!.shadowRoot!.querySelectorAll('*')).to.have.length(1);
  });

  it('says what the manual says', async () => {
    const element = await showForm();
    expect(wordsOf(element, '.epos-heading')).to.equal('Регистрация пользователя в РСАА');
    expect(
      [...element.querySelectorAll('.epos-label')].map(({ textContent }) => textContent.replace('\u00a0', ' ')),
    ).to.deep.equal([
      'Фамилия*',
      'Имя*',
      'Отчество*',
      'Email*',
      'Должность*',
      'Выберите организацию*',
      'Краткое наименование организации',
      'ИНН организации (10 цифр)*',
      'КПП организации (9 цифр)*',
    ]);
    expect(
      [...element.querySelectorAll<HTMLInputElement>('.epos-input')].map(({ placeholder }) =>
        placeholder.replace('\u00a0', ' '),
      ),
    ).to.deep.equal([
      'Введите фамилию',
      'Введите имя',
      'Отчество',
      'Введите email',
      'Должность',
      'Выберите организацию',
      'Краткое наименование организации',
      'ИНН организации (10 цифр)',
      'КПП организации (9 цифр)',
    ]);
    expect(wordsOf(element, '[type=submit]')).to.equal('Зарегистрироваться');
    expect(wordsOf(element)).to.contain(
      'на указанный Вами при регистрации электронный адрес придёт письмо с учётными данными РСАА',
    );
  });

  it('names its fields without the star, says which are required and explains ИНН and КПП', async () => {
    const element = await showForm();
    for (const name of names) {
      const control = field(element, name);
      const [label] = control.labels ?? [];
      const star = label?.querySelector('[aria-hidden]');
      expect(star?.textContent ?? '', name).to.equal(name === 'organization_short_name' ? '' : '*');
      expect(control.getAttribute('aria-required'), name).to.equal(name === 'organization_short_name' ? null : 'true');
    }
    for (const [name, words] of [
      ['inn', 'Номер налогоплательщика'],
      ['kpp', 'Код причины постановки'],
    ] as const) {
      const hint = document.getElementById(field(element, name).getAttribute('aria-describedby')!);
      expect(hint!.textContent).to.contain(words);
    }
  });

  it('is accessible: filled in, with errors, sent and not set up', async function () {
    this.timeout(20_000);
    const element = await showForm();
    await expect(element).to.be.accessible();
    submit(element);
    await until(() => element.querySelector('.epos-summary'));
    await expect(element).to.be.accessible();
    fillIn(element);
    await choose(element);
    submit(element);
    await sent(element);
    await expect(element).to.be.accessible();
  });

  it('has no target below 44 px', async () => {
    const element = await showForm();
    submit(element);
    await until(() => element.querySelector('.epos-summary'));
    for (const target of element.querySelectorAll('.epos-input, button, a, .epos-consent')) {
      const { height, width } = target.getBoundingClientRect();
      expect(Math.min(height, width), target.outerHTML).to.be.at.least(44);
    }
  });

  it('fits a telephone, whatever it shows', async () => {
    const element = await showForm();
    element.parentElement!.classList.add('narrow');
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.narrow { inline-size: 320px }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    submit(element);
    await until(() => element.querySelector('.epos-summary'));
    expect(element.scrollWidth).to.be.at.most(320);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  });

  describe('what the operator supplies', () => {
    const { reportError } = globalThis;
    let reported: unknown[] = [];
    beforeEach(() => {
      reported = [];
      globalThis.reportError = (error) => reported.push(error);
    });
    afterEach(() => {
      globalThis.reportError = reportError;
    });

    for (const [name, value] of [
      ['consent-version', ''],
      ['policy', ''],
      ['policy', 'javascript:alert(1)'],
      ['policy', 'data:text/html,x'],
      ['portal', 'javascript:alert(1)'],
    ] as const) {
      it(`is asked for where ${name} is “${value}”, in the console and neutrally on the page`, async () => {
        const told: unknown[] = [];
        const onError = (event: GlobalEventHandlersEventMap['epos-error']) => told.push(event.detail);
        document.addEventListener('epos-error', onError);
        const element = await showForm({ [name]: value });
        document.removeEventListener('epos-error', onError);
        expect(String(reported[0])).to.contain('<epos-registration>').and.to.contain(name);
        expect(reported).to.have.length(1);
        expect(told).to.deep.equal([{ code: 'invalid_options', phase: 'configure' }]);
        expect(wordsOf(element)).to.contain('пока не настроена');
        expect(element.querySelector('form')).to.equal(null);
        element.setAttribute(name, settings[name]);
        await until(() => element.querySelector('form'), 'the form comes with what lacked');
        await expect(element).to.be.accessible();
      });
    }

    it('is linked, in a new tab and said so, with what was typed left alone', async () => {
      const element = await showForm();
      const link = element.querySelector<HTMLAnchorElement>('.epos-policy a')!;
      expect(link.href).to.equal(`${location.origin}/policy`);
      expect([link.target, link.rel]).to.deep.equal(['_blank', 'noopener noreferrer']);
      expect(link.textContent.replaceAll(/\s+/g, ' ').trim()).to.equal(
        'Политика обработки персональных данных (откроется в новой вкладке)',
      );
    });

    it('may be a wording of its own, which stays the page’s', async () => {
      const element = document.createElement('epos-registration');
      for (const [name, value] of Object.entries(settings)) element.setAttribute(name, value);
      const wording = document.createElement('span');
      wording.slot = 'consent';
      wording.append('Согласен по закону ', Object.assign(document.createElement('b'), { textContent: '152-ФЗ' }));
      element.append(wording);
      fixtureSync<HTMLElement>(html`<div></div>`).append(element);
      await drawnForm(element);
      expect(wordsOf(element, '.epos-consent')).to.equal('Согласен по закону 152-ФЗ*');
      expect(wording.parentElement === element, 'stays').to.be.true;
      expect(wording.getClientRects()).to.have.length(0);
      expect(element.querySelector('.epos-consent b')).to.exist;
      wording.append(' и точка');
      element.requestUpdate();
      await until(() => wordsOf(element, '.epos-consent').includes('и точка'));
    });

    it('has the portal of the nearest <epos-context>', async () => {
      await import('../define/epos-context.ts');
      const context = document.createElement('epos-context');
      context.portal = '/api';
      context.epos = fixtureEpos(stateAfter({ type: 'signed-out', reason: 'never' }));
      const element = document.createElement('epos-registration');
      element.setAttribute('consent-version', '1');
      element.setAttribute('policy', '/policy');
      context.append(element);
      fixtureSync<HTMLElement>(html`<div></div>`).append(context);
      await drawnForm(element);
      fillIn(element);
      await choose(element);
      submit(element);
      await sent(element);
      const button = [...element.querySelectorAll('button')].find(
        ({ textContent }) => textContent === 'Вход для сотрудников',
      )!;
      button.click();
      expect((context.epos as ReturnType<typeof fixtureEpos>).calls).to.deep.include(['signIn', { provider: 'rsaa' }]);
    });
  });

  it('is filled in and sent by the keyboard alone', async () => {
    const asked = answer();
    const element = await showForm();
    field(element, 'family_name').focus();
    for (const value of Object.values(person)) {
      await sendKeys({ type: value });
      await sendKeys({ press: 'Tab' });
    }
    await sendKeys({ type: 'библиотека' });
    await until(() => element.querySelector('[role=option]'));
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    expect(field(element, 'organization').value).to.equal('Краевая детская библиотека');
    // Short name, ИНН, КПП, and the consent.
    for (let count = 0; count < 4; count += 1) await sendKeys({ press: 'Tab' });
    await sendKeys({ type: ' ' });
    expect(field(element, 'consent').checked).to.be.true;
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await sent(element);
    expect(posts(asked)[0]!.body).to.include(person);
  });

  it('speaks English, and keeps what was typed when the language changes', async () => {
    const element = await showForm({ lang: 'en' });
    expect(wordsOf(element, '.epos-heading').replaceAll('\u00a0', ' ')).to.equal('Registration of a user in RSAA');
    type(element, 'family_name', 'Тестова');
    field(element, 'family_name').focus();
    element.setAttribute('lang', 'ru');
    await until(() => wordsOf(element, '.epos-heading').startsWith('Регистрация'));
    expect(field(element, 'family_name').value).to.equal('Тестова');
    expect(active(element) === field(element, 'family_name'), 'keeps the focus').to.be.true;
  });

  it('takes the page’s own words and level', async () => {
    const element = await showForm({ 'heading-level': '3' });
    element.texts = { register: 'Отправить заявку' };
    await element.updateComplete;
    expect(wordsOf(element, '[type=submit]')).to.equal('Отправить заявку');
    expect(element.querySelector('.epos-heading')).to.have.attribute('aria-level', '3');
    await element.focusHeading();
    expect(active(element)?.classList.contains('epos-heading')).to.be.true;
  });

  it('shows under the pointer what it is', async () => {
    const element = await showForm();
    const button = element.querySelector<HTMLElement>('[type=submit]')!;
    button.scrollIntoView();
    await hover(button);
    const { color, backgroundColor } = getComputedStyle(button);
    expect(color).not.to.equal(backgroundColor);
    await resetMouse();
  });
});
