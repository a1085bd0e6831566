import { fixtureEpos, stateOf } from '@epos-login/testing';
import { expect } from '@open-wc/testing';
import { EposLogin } from '../classes/epos-login.ts';
import { drawn, textOf, waitUntil } from '../test/shown.ts';

describe('a class without its tag, in a browser with scoped registries', () => {
  it('is defined in a registry of its own, with all that it shows', async () => {
    const registry = new CustomElementRegistry();
    EposLogin.define(undefined, registry);
    const host = document.createElement('div');
    document.body.append(host);
    const root = host.attachShadow({ mode: 'open', customElementRegistry: registry });
    root.setHTMLUnsafe('<epos-login layout="panel"></epos-login>');
    const login = root.querySelector('epos-login') as EposLogin;
    expect(login instanceof EposLogin, 'is upgraded').to.be.true;
    login.epos = fixtureEpos(stateOf('teacherAndParent'));
    const picker = await drawn(login, 'epos-role-picker');
    await waitUntil(() => textOf(picker).includes('Родитель'));
    expect(!!registry.get('epos-role-picker'), 'what it shows is defined there').to.be.true;
    expect(!!customElements.get('epos-role-picker'), 'and nowhere else').to.be.false;
    host.remove();
  });
});
