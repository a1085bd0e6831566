import { expect, oneEvent } from '@open-wc/testing';
import { EposLogin } from '../classes/epos-login.ts';
import type { Definable } from '../base/definable.ts';
import { find, textOf, waitUntil } from '../test/shown.ts';
import { loginOverGateway, openStrict } from '../test/strict.ts';

describe('a class without its tag', () => {
  it('defines nothing by being imported, nor by what it loads', async () => {
    await import('../login/sign-in.ts');
    expect(customElements.get('epos-login') ?? customElements.get('epos-providers')).not.to.exist;
  });

  it('can be defined by any tag, beside its own', async () => {
    EposLogin.define('perm-login');
    EposLogin.define();
    EposLogin.define('perm-login');
    const own = document.createElement('perm-login');
    document.body.append(own);
    await waitUntil(() => own.shadowRoot && textOf(own) === 'Вход');
    expect(customElements.get('epos-login') === EposLogin, 'is defined').to.be.true;
    own.remove();
  });
});

describe('every class', () => {
  it('knows its tag', async () => {
    const classes: Record<string, Promise<Record<string, CustomElementConstructor & Definable>>> = {
      'epos-advice': import('../classes/epos-advice.ts'),
      'epos-app-links': import('../classes/epos-app-links.ts'),
      'epos-context': import('../classes/epos-context.ts'),
      'epos-help': import('../classes/epos-help.ts'),
      'epos-login': import('../classes/epos-login.ts'),
      'epos-login-button': import('../classes/epos-login-button.ts'),
      'epos-providers': import('../classes/epos-providers.ts'),
      'epos-registration': import('../classes/epos-registration.ts'),
      'epos-role-picker': import('../classes/epos-role-picker.ts'),
      'epos-subsystems': import('../classes/epos-subsystems.ts'),
      'epos-user-menu': import('../classes/epos-user-menu.ts'),
    };
    for (const [tag, module] of Object.entries(classes)) {
      for (const element of Object.values(await module)) {
        element.define();
        expect(customElements.get(tag) === element, tag).to.be.true;
      }
    }
  });
});

describe('a strict page', () => {
  afterEach(() => {
    document.body.replaceChildren();
  });

  async function opensItsPanel(page: Window): Promise<void> {
    const login = page.document.createElement('epos-login');
    const attributes = { issuer: `${location.origin}/sso`, 'client-id': 'page', portal: '/api' };
    for (const [name, value] of Object.entries(attributes)) login.setAttribute(name, value);
    page.document.body.append(login);
    await waitUntil(() => login.shadowRoot?.querySelector('.button'));
    find(login, '.button').click();
    await waitUntil(() => login.shadowRoot?.querySelector('dialog[open] .view'));
  }

  it('shows the elements under the policy of one copy', async () => {
    const page = await openStrict('one', '1.0.0/first');
    await opensItsPanel(page);
    expect([page.faults, page.warnings]).to.deep.equal([[], []]);
  });

  for (const layout of ['panel', 'page']) {
    it(`signs in from the first view of layout ${layout}, as it is bundled`, async () => {
      const page = await openStrict('one', '1.0.0/first');
      const login = loginOverGateway(page, layout);
      await waitUntil(() => login.shadowRoot?.querySelector('[data-provider=esia]'));
      const pressed = oneEvent(login, 'epos-sign-in');
      login.addEventListener('epos-sign-in', (event) => {
        event.preventDefault();
      });
      find(login, '[data-provider=esia]').click();
      expect((await pressed).detail).to.deep.equal({ provider: 'esia' });
      expect([page.faults, page.warnings]).to.deep.equal([[], []]);
    });
  }

  it('loads the same bundle twice without a word', async () => {
    const page = await openStrict('two', '1.0.0/first', '1.0.0/second');
    await opensItsPanel(page);
    expect([page.faults, page.warnings]).to.deep.equal([[], []]);
  });

  it('loads two versions, and says which one draws', async () => {
    const page = await openStrict('two', '1.0.0/first', '2.0.0/second');
    await opensItsPanel(page);
    await waitUntil(() => page.warnings.length >= 2);
    expect(page.faults).to.be.empty;
    expect(page.warnings.join('\n')).to.match(/<epos-login> is of version 1\.0\.0 .* version 2\.0\.0 .* not used/);
    expect(new Set(page.warnings).size).to.equal(page.warnings.length);
  });

  it('refuses a second copy where the policy does not name it', async () => {
    const page = await openStrict('one', '1.0.0/first', '1.0.0/second');
    await waitUntil(() => page.faults.length > 0);
    expect(page.faults.join()).to.contain('lit-html');
  });
});
