import { fixtureEpos, stateAfter } from '@epos-login/testing';
import { expect } from '@open-wc/testing';
import { EposLogin } from '../classes/epos-login.ts';
import { drawn, textOf, waitUntil } from '../test/shown.ts';

const signedOut = stateAfter({ type: 'signed-out', reason: 'never' });

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
    login.epos = fixtureEpos(signedOut);
    const providers = await drawn(login, 'epos-providers');
    await waitUntil(() => textOf(providers).includes('Вход через ЕСИА'));
    expect(!!registry.get('epos-providers'), 'what it shows is defined there').to.be.true;
    expect(!!customElements.get('epos-providers'), 'and nowhere else').to.be.false;
    host.remove();
  });
});
