import type { EposState } from '@epos-login/core';
import { fixtureEpos, stateOf } from '@epos-login/testing';
import { expect } from '@open-wc/testing';
import type { Definable } from '../base/definable.ts';
import type { EposElement } from '../base/epos-element.ts';
import { EposLogin } from '../classes/epos-login.ts';
import { EposSubsystems } from '../classes/epos-subsystems.ts';
import { EposUserMenu } from '../classes/epos-user-menu.ts';
import { drawn, textOf, waitUntil } from '../test/shown.ts';

/** An element in a shadow root of the page whose registry knows nothing but its class. */
function place(Class: CustomElementConstructor & Definable, markup: string, state: EposState) {
  const registry = new CustomElementRegistry();
  Class.define(undefined, registry);
  const host = document.createElement('div');
  document.body.append(host);
  const root = host.attachShadow({ mode: 'open', customElementRegistry: registry });
  root.setHTMLUnsafe(markup);
  const element = root.firstElementChild as EposElement;
  expect(element instanceof Class, 'is upgraded').to.be.true;
  element.epos = fixtureEpos(state);
  return { element, registry };
}

const hasList = (tiles: Element) =>
  waitUntil(() => tiles.shadowRoot?.querySelector('.tile') && tiles.shadowRoot.querySelector('[part=favourite]'));

describe('a class without its tag, in a browser with scoped registries', () => {
  afterEach(() => {
    document.body.replaceChildren();
  });

  it('is defined in a registry of its own, with all that it shows', async () => {
    const { element, registry } = place(
      EposLogin,
      '<epos-login layout="panel"></epos-login>',
      stateOf('teacherAndParent'),
    );
    const picker = await drawn(element, 'epos-role-picker');
    await waitUntil(() => textOf(picker).includes('Родитель'));
    expect(!!registry.get('epos-role-picker'), 'what it shows is defined there').to.be.true;
    expect(!!customElements.get('epos-role-picker'), 'and nowhere else').to.be.false;
  });

  for (const layout of ['panel', 'page']) {
    it(`shows tiles and list, name and menu in layout ${layout}`, async () => {
      const { element } = place(EposLogin, `<epos-login layout="${layout}"></epos-login>`, stateOf('teacher'));
      await hasList(await drawn(element, 'epos-subsystems'));
      const menu = await drawn(element, 'epos-user-menu');
      await waitUntil(() => textOf(menu).includes('Выйти'));
    });
  }

  it('shows tiles and list alone', async () => {
    const { element } = place(EposSubsystems, '<epos-subsystems></epos-subsystems>', stateOf('teacher'));
    await hasList(element);
  });

  it('shows name and menu alone', async () => {
    const { element } = place(EposUserMenu, '<epos-user-menu></epos-user-menu>', stateOf('teacher'));
    await waitUntil(() => textOf(element).includes('Иванова') && textOf(element).includes('Выйти'));
  });
});
