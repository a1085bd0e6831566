import '../define/epos-login.ts';
import { define } from '../base/epos-element.ts';
import { expect, fixtureSync, html } from '@open-wc/testing';
import { EposRegistration } from './registration.ts';
import type { StorageLike } from '@epos-login/core';
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

const key = 'epos-login:registration';

/** A storage to look into. */
function box(): StorageLike & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
    removeItem: (name) => kept.delete(name),
  };
}

async function showWith(
  storage: StorageLike,
  attributes: Readonly<Record<string, string>> = {},
): Promise<HTMLElementTagNameMap['epos-registration']> {
  const element = document.createElement('epos-registration');
  element.storage = storage;
  for (const [name, value] of Object.entries({ ...settings, ...attributes })) element.setAttribute(name, value);
  fixtureSync<HTMLElement>(html`<div></div>`).append(element);
  await drawnForm(element);
  return element;
}

const clear = (element: Element) => {
  element.querySelector<HTMLElement>('[type=reset]')!.click();
};

describe('<epos-registration>, where it stands and what it keeps', () => {
  atPortal();

  describe('the draft', () => {
    it('outlives the element in the memory of the page, and is nowhere else', async () => {
      const element = await showForm();
      fillIn(element);
      await choose(element);
      field(element, 'position').value = 'Завуч';
      element.remove();
      const [local, session] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
      expect(local + session).not.to.contain('Тестова');
      const asked = answer();
      const again = await showForm();
      expect(field(again, 'family_name').value).to.equal(person.family_name);
      expect(field(again, 'position').value, 'written without an event').to.equal('Завуч');
      expect(field(again, 'consent').checked).to.be.false;
      field(again, 'consent').checked = true;
      submit(again);
      await sent(again);
      expect(asked.at(-1)!.body).to.include({ organization_id: 'org-library', position: 'Завуч' });
      again.remove();
      expect(field(await showForm(), 'family_name').value, 'it was sent').to.equal('');
    });

    it('survives a reload where the page gives a storage, until it is sent or cleared', async () => {
      const storage = box();
      // A portal of its own: the memory of the page knows nothing of it.
      storage.setItem(
        key,
        JSON.stringify({
          portal: '/api/reloaded',
          fields: person,
          organization: { id: 'org-library', name: 'Краевая детская библиотека', inn: '5900000316', kpp: '590001004' },
          attempt: { key: 'a', form: 'b' },
        }),
      );
      const element = await showWith(storage, { portal: '/api/reloaded' });
      expect(field(element, 'email').value).to.equal(person.email);
      type(element, 'position', 'Завуч');
      const kept = JSON.parse(storage.kept.get(key)!) as Record<string, unknown>;
      expect(kept.fields).to.include({ position: 'Завуч' });
      expect(kept.attempt).to.deep.equal({ key: 'a', form: 'b' });
      clear(element);
      expect(storage.kept.size).to.equal(0);
      expect(field(element, 'email').value).to.equal('');
      expect(document.activeElement === field(element, 'family_name'), 'the first field has the focus').to.be.true;
      await until(() => wordsOf(element, '.heard') === 'Форма очищена.');
      fillIn(element);
      expect(storage.kept.size).to.equal(1);
      clear(element);
      const other = await showWith(storage);
      fillIn(other);
      await choose(other);
      submit(other);
      await sent(other);
      expect(storage.kept.size, 'sent').to.equal(0);
      other.remove();
      expect(storage.kept.size, 'and gone').to.equal(0);
    });

    it('takes nothing from a storage that is broken, refused or another portal’s', async () => {
      for (const kept of [
        '{',
        'null',
        '7',
        JSON.stringify({ portal: '/other', fields: person }),
        JSON.stringify({ portal: '/api/x', fields: { email: 7, constructor: 'x' }, organization: { id: 1 } }),
      ]) {
        const storage = box();
        storage.setItem(key, kept);
        const element = await showWith(storage, { portal: '/api/x' });
        for (const name of Object.keys(person)) expect(field(element, name).value, kept).to.equal('');
        element.remove();
      }
      const refused = () => {
        throw new DOMException('refused', 'SecurityError');
      };
      const element = await showWith({ getItem: refused, setItem: refused, removeItem: refused });
      fillIn(element);
      await choose(element);
      submit(element);
      await sent(element);
    });

    it('is nowhere but in the form on a shared computer', async () => {
      const storage = box();
      const context = document.createElement('epos-context');
      context.toggleAttribute('shared-computer', true);
      const element = document.createElement('epos-registration');
      element.storage = storage;
      for (const [name, value] of Object.entries(settings)) element.setAttribute(name, value);
      context.append(element);
      fixtureSync<HTMLElement>(html`<div></div>`).append(context);
      await drawnForm(element);
      fillIn(element);
      expect(storage.kept.size).to.equal(0);
      element.remove();
      expect(field(await showForm(), 'family_name').value).to.equal('');
    });
  });

  describe('in the page', () => {
    it('keeps values, focus and caret when the page is wrapped anew around it', async () => {
      const element = await showForm();
      fillIn(element);
      const email = field(element, 'position');
      email.focus();
      email.setSelectionRange(2, 4);
      const wrapper = document.createElement('div');
      element.replaceWith(wrapper);
      wrapper.append(element);
      expect(document.activeElement === email, 'has the focus').to.be.true;
      expect([email.selectionStart, email.selectionEnd]).to.deep.equal([2, 4]);
      await element.updateComplete;
      expect(field(element, 'family_name').value).to.equal(person.family_name);
      expect(element.querySelectorAll('form')).to.have.length(1);
    });

    it('takes the focus from nobody when it comes back later', async () => {
      const element = await showForm();
      field(element, 'email').focus();
      const { parentElement } = element;
      element.remove();
      await new Promise((resolve) => setTimeout(resolve));
      parentElement!.append(element);
      await element.updateComplete;
      expect(document.activeElement).to.equal(document.body);
    });

    it('goes on sending while it is taken out of the page', async () => {
      const element = await showForm();
      fillIn(element);
      await choose(element);
      submit(element);
      const { parentElement } = element;
      element.remove();
      await sent(element);
      parentElement!.append(element);
      expect(wordsOf(element, '.epos-address')).to.contain(person.email);
    });

    it('brings its sheet into the tree it stands in, once, and takes it along', async () => {
      const count = (root: Document | ShadowRoot) =>
        root.adoptedStyleSheets.filter((sheet) => sheet.cssRules[0]?.cssText.startsWith('epos-registration')).length;
      const element = await showForm();
      const second = await showForm();
      expect(count(document)).to.equal(1);
      for (const { cssText } of document.adoptedStyleSheets
        .flatMap((sheet) => [...sheet.cssRules])
        .filter((rule) => rule instanceof CSSStyleRule)) {
        for (const selector of cssText.split('{')[0]!.split(','))
          expect(selector.trim()).to.match(/^epos-registration /);
      }
      const host = fixtureSync<HTMLElement>(html`<div></div>`);
      const root = host.attachShadow({ mode: 'open' });
      root.append(element);
      expect([count(document), count(root)]).to.deep.equal([1, 1]);
      expect(getComputedStyle(field(element, 'email')).minHeight).to.equal('44px');
      second.remove();
      expect([count(document), count(root)]).to.deep.equal([0, 1]);
      document.body.append(second, element);
      expect([count(document), count(root)]).to.deep.equal([1, 0]);
      document.adoptedStyleSheets = [];
      second.remove();
      element.remove();
      expect(count(document)).to.equal(0);
      document.body.append(element);
      expect(count(document)).to.equal(1);
      element.remove();
    });

    it('is styled under another tag too', async () => {
      define('other-registration', class extends EposRegistration {});
      const element = document.createElement('other-registration');
      for (const [name, value] of Object.entries(settings)) element.setAttribute(name, value);
      fixtureSync<HTMLElement>(html`<div></div>`).append(element);
      await drawnForm(element);
      expect(getComputedStyle(field(element, 'email')).minHeight).to.equal('44px');
    });

    it('has identifiers of its own beside another form', async () => {
      const one = await showForm();
      const other = await showForm();
      const ids = [...document.querySelectorAll('epos-registration [id]')].map(({ id }) => id);
      expect(new Set(ids).size).to.equal(ids.length);
      expect(field(one, 'email').id).to.equal('epos-registration-email');
      expect(field(other, 'email').labels![0]!.textContent).to.equal('Email*');
    });

    it('draws no second form in a copy of itself, and another when a page empties it', async () => {
      const element = await showForm();
      const copy = element.cloneNode(true) as Element;
      element.after(copy);
      await until(() => copy.querySelector('form'));
      expect(copy.querySelectorAll('form')).to.have.length(1);
      type(element, 'family_name', 'Тестова');
      element.replaceChildren();
      await until(() => element.querySelector('form'), 'it is back');
      expect(field(element, 'family_name').value).to.equal('Тестова');
      copy.remove();
    });

    it('leaves a thousand mounts without a trace', () => {
      const parent = fixtureSync<HTMLElement>(html`<div></div>`);
      const before = document.adoptedStyleSheets.length;
      for (let count = 0; count < 1000; count += 1) {
        const element = document.createElement('epos-registration');
        for (const [name, value] of Object.entries(settings)) element.setAttribute(name, value);
        parent.append(element);
        element.remove();
      }
      expect(document.adoptedStyleSheets).to.have.length(before);
    });
  });
});
