import { expect, nextFrame, oneEvent } from '@open-wc/testing';
import { http, HttpResponse } from 'msw';
import type { EposErrorEvent, EposRegisterEvent } from '../events/events.ts';
import { en } from '../texts/en.ts';
import { ruRegistration } from '../texts/ru.registration.ts';
import {
  answer,
  atPortal,
  choose,
  field,
  fillIn,
  person,
  portal,
  sent,
  showForm,
  submit,
  type,
  until,
  wordsOf,
} from '../test/registration.ts';
import { messageOf } from './summary.ts';

const posts = (asked: ReturnType<typeof answer>) => asked.filter(({ method }) => method === 'POST');
const active = (element: Element) => element.ownerDocument.activeElement;

describe('<epos-registration>, what becomes of it', () => {
  atPortal();

  describe('sending', () => {
    it('sends RSAA’s form once, and tells about the letter', async () => {
      const asked = answer();
      const element = await showForm();
      fillIn(element);
      await choose(element);
      let told: unknown;
      document.addEventListener('epos-registered', ({ detail }) => (told = detail), { once: true });
      submit(element);
      submit(element);
      field(element, 'email').form!.requestSubmit();
      await sent(element);
      const [post, ...more] = posts(asked);
      expect(more).to.be.empty;
      expect(post!.body).to.deep.equal({
        ...person,
        organization_id: 'org-library',
        organization_short_name: 'КДБ',
        inn: '5900000316',
        kpp: '590001004',
        consent_version: '2026-09',
      });
      expect(told).to.equal(null);
      expect(wordsOf(element)).to.contain(
        'На указанный Вами при регистрации электронный адрес придёт письмо с учётными данными РСАА.',
      );
      expect(wordsOf(element, '.epos-address')).to.equal('Адрес: testova@mail.example');
      expect(active(element)?.classList.contains('epos-heading'), 'the heading has the focus').to.be.true;
    });

    it('reads what an extension has written without an event', async () => {
      const asked = answer();
      const element = await showForm();
      await choose(element);
      for (const [name, value] of Object.entries(person)) field(element, name).value = value;
      field(element, 'consent').checked = true;
      submit(element);
      await sent(element);
      expect(posts(asked)[0]!.body).to.include(person);
    });

    it('takes numbers as they are written on paper', async () => {
      const asked = answer();
      const element = await showForm();
      fillIn(element);
      await choose(element);
      type(element, 'inn', ' 5900 000-316');
      type(element, 'kpp', '5900\u00a001\u2013004');
      submit(element);
      await sent(element);
      expect(posts(asked)[0]!.body).to.include({ inn: '5900000316', kpp: '590001004' });
    });

    it('asks for the consent each time, and has it never ticked beforehand', async () => {
      const asked = answer();
      const element = await showForm();
      fillIn(element);
      await choose(element);
      expect(field(await showForm(), 'consent').checked).to.be.false;
      field(element, 'consent').checked = false;
      submit(element);
      await until(() => element.querySelector('.epos-summary'));
      expect(wordsOf(element, '.epos-summary')).to.contain('исправьте 1 поле').and.to.contain('Отметьте согласие');
      expect(posts(asked)).to.be.empty;
    });

    it('is busy without losing the focus, and says so', async () => {
      const element = await showForm();
      fillIn(element);
      await choose(element);
      let letGo = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      portal.use(http.post('*/api/v1/registrations', () => held));
      const button = element.querySelector<HTMLButtonElement>('[type=submit]')!;
      button.focus();
      button.click();
      await until(() => button.getAttribute('aria-disabled') === 'true');
      expect(button.disabled).to.be.false;
      expect(active(element) === button, 'has the focus').to.be.true;
      await until(() => element.querySelector('[role=status].heard')?.textContent === 'Отправляем…');
      letGo();
      await sent(element);
    });

    it('stays when the page cancels', async () => {
      const asked = answer();
      const element = await showForm();
      fillIn(element);
      await choose(element);
      element.addEventListener(
        'epos-register',
        (event) => {
          event.preventDefault();
        },
        { once: true },
      );
      setTimeout(() => {
        submit(element);
      });
      const { detail } = await oneEvent<EposRegisterEvent>(element, 'epos-register');
      expect(detail).to.equal(null);
      await until(() => element.querySelector('[type=submit]')?.getAttribute('aria-disabled') === 'false');
      expect(posts(asked)).to.be.empty;
      submit(element);
      await sent(element);
    });

    it('does nothing where an extension submits the form past everybody', async () => {
      const element = await showForm();
      const before = location.href;
      try {
        field(element, 'email').form!.submit();
      } catch (error) {
        // Firefox tells the caller that there is no dialog to close.
        expect((error as Error).name).to.equal('NS_ERROR_FAILURE');
      }
      await nextFrame();
      expect(location.href).to.equal(before);
    });
  });

  describe('errors', () => {
    it('are summed up, take the focus once and stand beside their fields', async () => {
      const asked = answer();
      const element = await showForm();
      type(element, 'email', 'testova');
      type(element, 'inn', '5900000317');
      type(element, 'kpp', '12');
      submit(element);
      await until(() => element.querySelector('.epos-summary'));
      expect(asked).to.be.empty;
      expect(active(element)?.classList.contains('epos-summary'), 'the summary has the focus').to.be.true;
      const links = [...element.querySelectorAll('.epos-summary a')].map(({ textContent }) => textContent.trim());
      expect(links.map((words) => words.replaceAll('\u00a0', ' '))).to.deep.equal([
        'Введите фамилию',
        'Введите имя',
        'Введите отчество',
        'Email: проверьте адрес, он пишется так: imya@example.ru',
        'Введите должность',
        'Выберите организацию из списка: начните вводить название',
        'Проверьте ИНН организации: нужно 10 цифр, а в таком сочетании их быть не может',
        'Проверьте КПП организации: нужно 9 цифр подряд',
        'Отметьте согласие: без него данные нельзя отправить',
      ]);
      const inn = field(element, 'inn');
      expect(inn).to.have.attribute('aria-invalid', 'true');
      const described = inn
        .getAttribute('aria-describedby')!
        .split(' ')
        .map((id) => document.getElementById(id)!.textContent);
      expect(described[0]).to.contain('Номер налогоплательщика');
      expect(described[1]!.replaceAll(/\s+/g, ' ').trim()).to.contain('Ошибка: Проверьте ИНН');
      expect(field(element, 'organization_short_name')).not.to.have.attribute('aria-invalid');
      expect(inn.value).to.equal('5900000317');
      field(element, 'family_name').focus();
      element.requestUpdate();
      await element.updateComplete;
      expect(active(element) === field(element, 'family_name'), 'it is left alone').to.be.true;
    });

    it('lead from the summary to the field and bring its label into view', async () => {
      const element = await showForm();
      submit(element);
      await until(() => element.querySelector('.epos-summary'));
      const { hash } = location;
      for (const [index, name] of [
        'family_name',
        'given_name',
        'middle_name',
        'email',
        'position',
        'organization',
      ].entries()) {
        element.querySelectorAll<HTMLElement>('.epos-summary a')[index]!.click();
        const control = field(element, name);
        expect(active(element) === control, name).to.be.true;
        const { top, bottom } = control.labels![0]!.getBoundingClientRect();
        expect(top, name).to.be.at.least(0);
        expect(bottom, name).to.be.at.most(innerHeight);
      }
      expect(location.hash).to.equal(hash);
    });

    it('of the portal are shown in the same way', async () => {
      const asked = answer();
      const element = await showForm();
      fillIn(element);
      await choose(element);
      portal.use(
        http.post('*/api/v1/registrations', () =>
          HttpResponse.json(
            {
              title: 'T',
              status: 422,
              code: 'invalid_request',
              errors: [
                { field: 'inn', rule: 'mismatch' },
                { field: 'organization_id', rule: 'unknown' },
                { field: 'email', rule: 'newer-rule' },
                { field: 'constructor', rule: 'toString' },
              ],
            },
            { status: 422 },
          ),
        ),
      );
      setTimeout(() => {
        submit(element);
      });
      const { detail } = await oneEvent<EposErrorEvent>(document, 'epos-error');
      expect(detail).to.deep.equal({ code: 'invalid_fields', phase: 'portal' });
      await until(() => element.querySelector('.epos-summary'));
      expect(wordsOf(element, '.epos-summary').replaceAll('\u00a0', ' '))
        .to.contain('ИНН организации (10 цифр): не совпадает с данными выбранной организации')
        .and.to.contain('Выберите организацию: такого значения в ЭПОС нет')
        .and.to.contain('Email: проверьте это поле')
        .and.to.contain('constructor: проверьте это поле');
      expect(element.querySelectorAll('.epos-summary a')).to.have.length(3);
      expect(field(element, 'inn')).to.have.attribute('aria-invalid', 'true');
      portal.resetHandlers();
      expect(asked).not.to.be.empty;
    });

    it('have words for every rule and field, in both languages, that name the field', () => {
      for (const words of [ruRegistration, { ...ruRegistration, ...en }]) {
        for (const [name, label] of Object.entries(words.registrationFields)) {
          for (const rule of [...Object.keys(words.registrationRules), 'newer']) {
            const said = messageOf({ field: name, rule }, words);
            expect(said, `${name} ${rule}`).to.match(/\S.{10,}/);
            if (!['required', 'inn', 'kpp'].includes(rule)) expect(said).to.contain(label);
          }
        }
      }
    });
  });

  describe('when the portal fails', () => {
    for (const [what, fault, words] of [
      ['the network', { kind: 'network' }, 'Не удалось связаться с ЭПОС.'],
      ['an outage', { kind: 'problem', code: 'unavailable' }, 'Регистрация временно недоступна.'],
      ['too many tries', { kind: 'problem', code: 'rate_limited', retryAfter: 60 }, 'Слишком много попыток подряд.'],
      ['a proxy’s page', { kind: 'answer', body: '<!doctype html>' }, 'В ЭПОС произошла ошибка.'],
    ] as const) {
      it(`(${what}) says what to do, leaves the form as it was, and sends it again under the same key`, async function () {
        this.timeout(20_000);
        const element = await showForm();
        fillIn(element);
        await choose(element);
        const failing = answer({ faults: { registrations: fault } });
        submit(element);
        await until(() => wordsOf(element, '.epos-failure'), 'it says so');
        expect(wordsOf(element, '[role=alert].epos-failure')).to.contain('Данные не отправлены').and.to.contain(words);
        for (const [name, value] of Object.entries(person)) expect(field(element, name).value).to.equal(value);
        expect(field(element, 'inn').value).to.equal('5900000316');
        const { key } = posts(failing)[0]!;
        const asked = answer();
        submit(element);
        await sent(element);
        expect(posts(asked)[0]!.key)
          .to.equal(key)
          .and.to.match(/^[\da-f]{32}$/);
      });
    }

    it('takes another key for another form', async function () {
      this.timeout(20_000);
      const element = await showForm();
      fillIn(element);
      await choose(element);
      const failing = answer({ faults: { registrations: { kind: 'problem', code: 'rate_limited', retryAfter: 60 } } });
      submit(element);
      await until(() => wordsOf(element, '.epos-failure'));
      type(element, 'position', 'Завуч');
      const asked = answer();
      submit(element);
      await sent(element);
      expect(posts(asked)[0]!.key).not.to.equal(posts(failing)[0]!.key);
    });
  });
});
