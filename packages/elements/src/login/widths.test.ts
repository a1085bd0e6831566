import { stateOf } from '@epos-login/testing';
import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { showOpen, views } from '../test/opened.ts';
import { all, drawn, find, waitUntil } from '../test/shown.ts';

describe('<epos-login>, in windows of several widths', () => {
  afterEach(() => setViewport({ width: 1000, height: 700 }));

  it('is a modal sheet on a telephone', async () => {
    await setViewport({ width: 360, height: 640 });
    const { element } = await showOpen(stateOf('teacherAndParent'));
    await drawn(element, 'epos-role-picker');
    expect(find(element, 'dialog').matches(':modal')).to.be.true;
    expect(document.documentElement.scrollWidth).to.be.at.most(360);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !element.open);
  });

  for (const width of [360, 1000]) {
    it(`keeps the heading clear of × at ${width} px`, async () => {
      await setViewport({ width, height: 700 });
      for (const [, state, view] of views.filter(([name]) => name !== 'ready')) {
        const { element } = await showOpen(state);
        await drawn(element, view);
        const shown = find(element, view);
        await waitUntil(() => all(shown, '.heading').some(({ textContent }) => textContent.trim()));
        const heading = document.createRange();
        heading.selectNodeContents(find(shown, '.heading'));
        const close = find(element, '.close').getBoundingClientRect();
        for (const line of heading.getClientRects()) {
          expect(line.right <= close.left || line.top >= close.bottom, view).to.be.true;
          expect(line.top, view).to.be.at.least(find(element, 'dialog').getBoundingClientRect().top);
        }
        element.remove();
      }
    });
  }
});
