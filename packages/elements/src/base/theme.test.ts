import { expect } from '@open-wc/testing';
import { framed, unframe } from '../test/framed.ts';
import { waitUntil } from '../test/shown.ts';

const isDark = matchMedia('(prefers-color-scheme: dark)').matches;

/** What can be pressed to sign in: the page's own link, or what is drawn in its place. */
function shown(host: Element): boolean {
  return [host.querySelector('a')!, ...host.shadowRoot!.querySelectorAll('.button')].some((one) =>
    one.checkVisibility({ visibilityProperty: true }),
  );
}

describe('a theme that is long in coming', () => {
  afterEach(unframe);

  for (const tag of ['epos-login', 'epos-login-button']) {
    for (const attributes of ['theme="dark"', 'preset="gosuslugi"', 'theme="light" preset="gosuslugi"']) {
      it(`leaves the page’s link in <${tag} ${attributes}> until the button is drawn in its colours`, async () => {
        const { document, release } = await framed({
          markup: `<${tag} ${attributes}><a href="/sign-in">Вход</a></${tag}>`,
          held: ['styles/themes.ts'],
        });
        const host = document.querySelector(tag)!;
        await waitUntil(() => host.matches(':defined') && host.shadowRoot);
        expect(shown(host), 'while it is awaited').to.be.true;
        expect(host.shadowRoot!.querySelector('.button'), 'in the wrong colours').to.be.null;
        release();
        await waitUntil(() => host.shadowRoot!.querySelector('.button'));
        expect(shown(host), 'at once').to.be.true;
        expect(host.querySelector('a')!.checkVisibility(), 'twice').to.be.false;
      });
    }

    for (const theme of isDark ? ['light'] : ['light', 'auto']) {
      it(`does not keep <${tag} theme="${theme}"> waiting, whose colours are those that stand there`, async () => {
        const { document } = await framed({
          markup: `<${tag} theme="${theme}"><a href="/sign-in">Вход</a></${tag}>`,
          held: ['styles/themes.ts'],
        });
        const host = document.querySelector(tag)!;
        await waitUntil(() => host.shadowRoot?.querySelector('.button'));
        expect(shown(host)).to.be.true;
      });
    }
  }

  it('leaves what stands in <epos-context>', async () => {
    const { document } = await framed({
      markup: '<epos-context theme="dark"><p>Содержание страницы</p></epos-context>',
      held: ['styles/themes.ts'],
    });
    await waitUntil(() => document.querySelector('epos-context')!.matches(':defined'));
    expect(document.querySelector('p')!.checkVisibility()).to.be.true;
  });
});
