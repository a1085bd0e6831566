import type { EposState } from '@epos-login/core';
import { fixtureEpos, stateOf } from '@epos-login/testing';
import { expect } from '@open-wc/testing';
import { framed, unframe, type Framed, type FramedPage } from '../test/framed.ts';
import { all, find, textOf, waitUntil } from '../test/shown.ts';
import type { EposSubsystems } from './subsystems.ts';

const file = 'subsystems/list.ts';
const [retry, reload] = ['Повторить попытку', 'Обновить страницу'];

interface Lost extends FramedPage {
  readonly element: EposSubsystems;
}

/** Subsystems in a page that is kept from what draws more than a plain list. */
async function list(state: EposState, kept: Partial<Framed>): Promise<Lost> {
  const page = await framed({ markup: '<epos-subsystems></epos-subsystems>', ...kept });
  const element = page.document.querySelector('epos-subsystems')!;
  element.epos = fixtureEpos(state);
  await waitUntil(() => textOf(element).includes('Доступные подсистемы'), 'the heading is drawn');
  return { ...page, element };
}

const labels = (element: EposSubsystems) => all(element, 'button').map(({ textContent }) => textContent.trim());
const press = (element: EposSubsystems) => {
  find(element, 'button').click();
};

const unlike = {
  'could not be loaded': stateOf('teacher', { subsystems: 'failed' }),
  'are none': stateOf('teacher', { subsystems: [] }),
  'are not all available': stateOf('head', { category: 'employee' }),
};

describe('<epos-subsystems> without what draws its list', () => {
  afterEach(unframe);

  for (const [what, state] of Object.entries(unlike)) {
    it(`asks again and then for a new page, where subsystems ${what}`, async () => {
      const { element, frame, document } = await list(state, { lost: [file] });
      await waitUntil(() => labels(element)[0] === retry, 'another try is offered');
      expect(labels(element)).to.have.length(1);
      const button = find(element, 'button');
      button.focus();
      press(element);
      await waitUntil(() => labels(element)[0] === reload, 'a new page is offered');
      expect(element.shadowRoot!.activeElement === button, 'keeps the focus').to.be.true;
      expect(button.closest('[role=alert]'), 'is heard').to.exist;
      press(element);
      await waitUntil(() => frame.contentDocument !== document, 'the page is loaded anew');
    });
  }

  it('asks again by itself once there is a network', async () => {
    const { element, window, document, frame } = await list(unlike['could not be loaded'], { lost: [file] });
    await waitUntil(() => labels(element)[0] === retry);
    window.dispatchEvent(new Event('online'));
    await waitUntil(() => labels(element)[0] === reload);
    window.dispatchEvent(new Event('online'));
    await element.updateComplete;
    expect(frame.contentDocument === document, 'no page is loaded anew unasked').to.be.true;
  });

  it('shows the tiles of a plain list, and nothing to press', async () => {
    const { element } = await list(stateOf('teacher'), { lost: [file] });
    expect(all(element, 'a')).not.to.be.empty;
    expect(labels(element)).to.be.empty;
  });

  it('has the search join a plain list once there is a network, or for Firefox with the next page', async () => {
    const { element, window } = await list(stateOf('teacher'), { refused: [file] });
    const search = () => element.shadowRoot!.querySelector('input');
    // The list is asked for once the tiles stand, and the refusal takes its time.
    await waitUntil(() =>
      window.performance.getEntriesByType('resource').some(({ name }) => name.includes('refused=')),
    );
    await waitUntil(() => {
      window.dispatchEvent(new Event('online'));
      return search() ?? navigator.userAgent.includes('Firefox');
    });
  });
});
