import { stateOf } from '@epos-login/testing';
import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { showOpen, signedOut, views } from '../test/opened.ts';
import { all, drawn, find, settled, show, waitUntil } from '../test/shown.ts';

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

  // As React's StrictMode mounts, unmounts and mounts again, and a framework's router takes a page away.
  for (const width of [360, 1000]) {
    it(`is removed right after the press at ${width} px, and stands open when it is back`, async () => {
      await setViewport({ width, height: 640 });
      const { element } = await show('epos-login', signedOut);
      await showOpen(signedOut).then((other) => {
        // The panel's file is here from now on.
        other.element.remove();
      });
      const errors: unknown[] = [];
      const onError = (event: PromiseRejectionEvent): void => {
        event.preventDefault();
        errors.push(event.reason);
      };
      addEventListener('unhandledrejection', onError);
      const listening = new Set<unknown>();
      const [add, remove] = [document.addEventListener.bind(document), document.removeEventListener.bind(document)];
      document.addEventListener = (type: string, listener: EventListener) => {
        if (type === 'pointerdown') listening.add(listener);
        add(type, listener);
      };
      document.removeEventListener = (type: string, listener: EventListener) => {
        listening.delete(listener);
        remove(type, listener);
      };
      try {
        const parent = element.parentElement!;
        find(element, '.button').click();
        element.remove();
        await waitUntil(() => element.shadowRoot?.querySelector('dialog'), 'the panel is drawn');
        await settled(element);
        expect(find<HTMLDialogElement>(element, 'dialog').open, 'outside the page').to.be.false;
        expect(listening, 'at the document').to.be.empty;
        parent.append(element);
        await waitUntil(() => find<HTMLDialogElement>(element, 'dialog').open, 'back in the page');
        expect(find(element, 'dialog').matches(':modal')).to.equal(width === 360);
        expect(errors).to.be.empty;
      } finally {
        Reflect.deleteProperty(document, 'addEventListener');
        Reflect.deleteProperty(document, 'removeEventListener');
        removeEventListener('unhandledrejection', onError);
      }
    });
  }

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
