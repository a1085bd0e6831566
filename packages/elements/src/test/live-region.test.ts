import '../index.ts';
import { fixtureEpos, stateAfter, stateOf } from '@epos-login/testing';
import type { EposState } from '@epos-login/core';
import { expect, fixtureSync, html } from '@open-wc/testing';
import type { EposElement } from '../base/epos-element.ts';
import { find, show, waitUntil } from './shown.ts';
import { failedWith, leavingFor } from './stories/journeys.ts';

/** What each live region said while it came, and what it was changed to. */
function listenTo(element: Element): { readonly born: string[]; readonly said: string[] } {
  const heard = { born: [] as string[], said: [] as string[] };
  const isRegion = (node: Node | null): node is HTMLElement =>
    node instanceof HTMLElement && node.matches('.heard[role=status]');
  const known = new Set<Node>();
  new MutationObserver((records) => {
    const regions = [...element.shadowRoot!.querySelectorAll('.heard[role=status]')];
    for (const region of regions.filter((one) => !known.has(one))) {
      known.add(region);
      heard.born.push(region.textContent);
    }
    for (const { target } of records) {
      const region = isRegion(target) ? target : target.parentElement;
      const text = isRegion(region) ? region.textContent : '';
      if (text && text !== heard.said.at(-1)) heard.said.push(text);
      else if (isRegion(region) && !text) heard.said.push('');
    }
  }).observe(element.shadowRoot!, { subtree: true, childList: true, characterData: true });
  return heard;
}

const speaking: readonly (readonly [string, Record<string, string>, EposState, string])[] = [
  ['epos-subsystems', {}, stateOf('parent', { subsystems: 'loading' }), 'Загружаем подсистемы'],
  ['epos-providers', {}, leavingFor('rsaa'), 'Переходим в РСАА…'],
  ['epos-login', { layout: 'panel' }, stateAfter(), 'Проверяем вход…'],
];

describe('a live region', () => {
  for (const [tag, attributes, state, words] of speaking) {
    it(`of <${tag}> is there before it says «${words}»`, async () => {
      const element = document.createElement(tag) as unknown as EposElement;
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.epos = fixtureEpos(state);
      const place = fixtureSync<HTMLElement>(html`<div></div>`);
      place.append(element);
      const heard = listenTo(element);
      await waitUntil(() => heard.said.some((said) => said.replaceAll('\u00a0', ' ') === words), words);
      expect(heard.born).to.deep.equal(['']);
    });
  }

  for (const layout of ['panel', 'page']) {
    it(`of <epos-login layout="${layout}"> says once, and in English alone, what the journey says after the first view`, async () => {
      const element = document.createElement('epos-login');
      Object.assign(element, { layout, lang: 'en', epos: fixtureEpos(stateAfter()) });
      fixtureSync<HTMLElement>(html`<div></div>`).append(element);
      const heard = listenTo(element);
      await waitUntil(() => heard.said.includes('Checking your session…'), 'it is said');
      // That of the first view, and that of the journey.
      expect(heard.born).to.deep.equal(['', '']);
      expect(heard.said.filter(Boolean)).to.deep.equal(['Checking your session…']);
    });
  }

  it('of <epos-login-button> says that the browser leaves', async () => {
    const { element, epos } = await show('epos-login-button', stateAfter({ type: 'signed-out', reason: 'never' }));
    const region = find(element, '[role=status]');
    expect(region.textContent).to.equal('');
    epos.move({ type: 'redirect', to: 'sign-in', provider: 'esia' });
    await element.updateComplete;
    expect(region.textContent).to.equal('Переходим…');
    expect(find(element, '[role=status]') === region, 'is the same').to.be.true;
    await expect(element).to.be.accessible();
  });

  it('of <epos-advice> says again that the ticket was copied', async () => {
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: () => Promise.resolve() },
    });
    const { element } = await show('epos-advice', failedWith('account_mismatch'), { category: 'employee' });
    await waitUntil(() => element.shadowRoot?.querySelector('.actions'), 'the advice stands');
    const heard = listenTo(element);
    for (const times of [1, 2]) {
      find(element, '.actions button:last-of-type').click();
      await waitUntil(() => heard.said.filter((said) => said === 'Сведения скопированы').length === times, `${times}`);
    }
    Reflect.deleteProperty(navigator, 'clipboard');
  });
});
