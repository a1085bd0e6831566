// First, before anything else imports Lit.
import './hydrate.ts';
import { EposError, type EposState } from '@epos-login/core';
import { fixtureEpos, stateAfter, stateOf } from '@epos-login/testing';
import { expect, oneEvent } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import type { EposElement } from '../base/epos-element.ts';
import { markupOf, tags } from '../test/fixtures.ts';
import { find, focused, settled, textOf, waitUntil } from '../test/shown.ts';

const states: Readonly<Record<string, EposState>> = {
  'signed-out': stateAfter({ type: 'signed-out', reason: 'never' }),
  'choosing-category': stateOf('teacherAndParent'),
  ready: stateOf('teacher'),
  failed: stateAfter({ type: 'fail', error: new EposError('account_mismatch', 'callback') }),
};

const renderOnServer = (markup: string): Promise<string> => executeServerCommand('render-on-server', markup);

/** The markup in the page, as the parser of a page reads it. */
function place(markup: string): EposElement {
  const parent = document.createElement('div');
  parent.setHTMLUnsafe(markup);
  document.body.append(parent);
  return parent.firstElementChild as EposElement;
}

async function showAt(element: EposElement, state: EposState): Promise<void> {
  element.epos = fixtureEpos(state);
  // Not before: what has yet to hear of the state has yet to open, and to load what is behind the button.
  await settled(element);
  await waitUntil(() => !isLoading(element), 'everything has loaded');
  await settled(element);
}

/** Whether something in the element is still on its way. */
function isLoading(element: Element): boolean {
  const inside = [...(element.shadowRoot?.querySelectorAll('*') ?? [])];
  // What opens by itself loads when it does.
  if (element.matches('epos-login[layout=button][open]') && !inside.some((one) => one.matches('dialog[open]')))
    return true;
  return inside.some((one) => one.matches('.wait, :not(:defined)') || isLoading(one));
}

/** What is drawn, through all shadow roots, without Lit's marks. */
function drawn(node: Node): string {
  if (node instanceof Text) return node.data.replaceAll(/\s+/g, ' ');
  // The sheet that was linked stays: it says what the adopted ones say.
  if (!(node instanceof Element || node instanceof DocumentFragment) || (node as Element).localName === 'link')
    return '';
  const inside = [...node.childNodes].map(drawn).join('');
  if (node instanceof DocumentFragment) return inside;
  const attributes = [...node.attributes].map(({ name, value }) => ` ${name}="${value}"`).sort();
  // A second form on a page has identifiers of its own.
  const shadow = node.shadowRoot ? `#${drawn(node.shadowRoot)}#` : '';
  return `<${node.localName}${attributes.join('').replaceAll(/(epos-registration)-\d+/g, '$1')}>${shadow}${inside}</>`;
}

describe('server rendering', () => {
  const complaints: unknown[][] = [];
  const { warn, error } = console;

  before(async function () {
    this.timeout(60_000);
    // What the states below bring along: cold, each chunk takes its time, in one of the two to compare and not the other.
    await Promise.all([
      import('../login/panel.ts'),
      import('../login/sign-in.ts'),
      import('../login/role.ts'),
      import('../login/home.ts'),
      import('../login/advice.ts'),
      import('../login/user.ts'),
      import('../subsystems/list.ts'),
    ]);
  });

  before(() => {
    console.warn = (...words: unknown[]) => complaints.push(words);
    console.error = (...words: unknown[]) => complaints.push(words);
  });
  after(() => {
    Object.assign(console, { warn, error });
  });
  afterEach(() => {
    document.body.replaceChildren();
    expect(complaints.splice(0).join('\n')).to.equal('');
  });

  it('knows every element', () => {
    expect(tags).to.include.members(['epos-login', 'epos-login-button', 'epos-providers', 'epos-user-menu']);
  });

  for (const tag of tags) {
    for (const markup of markupOf(tag)) {
      describe(markup, () => {
        it('is drawn on a server without styles in the markup', async () => {
          const served = await renderOnServer(markup);
          expect(served).to.contain('shadowrootmode="open"');
          expect(served).to.contain(`/static-sheets/${tag}.css`);
          expect(served).not.to.match(/<style|style=|<script|ReferenceError|TypeError/);
        });

        it('is drawn in a browser first as on the server', async () => {
          const element = place(await renderOnServer(markup));
          const root = element.shadowRoot!;
          const before = [...root.childNodes];
          const served = drawn(root);
          expect(element.isUpdatePending).to.be.true;
          // Lit takes over in one go: right after it, nothing has been added, moved or written anew.
          await new Promise<void>((resolve) => {
            element.addController({
              hostUpdated: () => {
                if (element.hasUpdated) return;
                expect(drawn(root)).to.equal(served);
                expect([...root.childNodes]).to.deep.equal(before);
                resolve();
              },
            });
          });
        });

        for (const [name, state] of Object.entries(states)) {
          it(`shows ${name} hydrated as drawn by the browser alone`, async () => {
            const hydrated = place(await renderOnServer(markup));
            const alone = place(markup);
            await Promise.all([showAt(hydrated, state), showAt(alone, state)]);
            // What loads after the tiles may come to one sooner than to the other.
            await waitUntil(() => drawn(hydrated) === drawn(alone)).catch(() => undefined);
            expect(drawn(hydrated)).to.equal(drawn(alone));
          });
        }
      });
    }
  }

  it('takes up the language of an ancestor once the server’s markup has been taken over', async () => {
    document.body.lang = 'en';
    const element = place(await renderOnServer('<epos-login-button></epos-login-button>'));
    expect(textOf(element)).to.equal('Вход');
    await settled(element);
    expect(textOf(element)).to.equal('Sign in');
    document.body.removeAttribute('lang');
  });

  it('speaks English on the server where the element says so', async () => {
    expect(await renderOnServer('<epos-providers lang="en"></epos-providers>')).to.contain('Sign in');
  });

  for (const tag of ['epos-login', 'epos-login-button']) {
    it(`shows the page’s own link in <${tag}>, and hands its focus over`, async () => {
      const element = place(await renderOnServer(`<${tag}><a href="/sign-in">Вход</a></${tag}>`));
      const link = element.querySelector('a')!;
      expect(link.assignedSlot).to.exist;
      link.focus();
      await waitUntil(() => !link.assignedSlot);
      expect(focused() === find(element, 'a.button'), 'has the focus').to.be.true;
    });
  }

  describe('before JavaScript, under a strict policy', () => {
    async function open(markup: string): Promise<Document> {
      const frame = document.createElement('iframe');
      frame.src = `/server-rendered?${new URLSearchParams({ markup })}`;
      document.body.append(frame);
      await oneEvent(frame, 'load');
      return frame.contentDocument!;
    }

    it('is styled by the linked sheet', async () => {
      const page = await open('<epos-login-button></epos-login-button><epos-providers></epos-providers>');
      for (const [tag, selector] of [
        ['epos-login-button', '.button'],
        ['epos-providers', '.provider'],
      ] as const) {
        const button = page.querySelector(tag)!.shadowRoot!.querySelector(selector)!;
        expect(getComputedStyle(button).backgroundColor).to.equal('rgb(15, 86, 210)');
        expect(button.getBoundingClientRect().height).to.be.at.least(44);
      }
    });

    it('shows every step of the instructions, as nothing would open them', async () => {
      const page = await open('<epos-help category="employee"></epos-help>');
      const steps = [...page.querySelector('epos-help')!.shadowRoot!.querySelectorAll('.steps')];
      expect(steps.map((part) => part.checkVisibility())).to.deep.equal([true, true, true, true]);
      expect(steps[0]!.textContent).to.contain('необходимо ввести учётные данные системы РСАА');
    });

    it('has the link of the page to press', async () => {
      const page = await open('<epos-login><a href="/sign-in">Вход</a></epos-login>');
      expect(page.querySelector('a')!.checkVisibility()).to.be.true;
      expect(page.querySelector('epos-login')!.shadowRoot!.querySelector('button')!.checkVisibility()).to.be.false;
    });
  });
});
