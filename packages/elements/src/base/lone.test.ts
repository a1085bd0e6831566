import '../index.ts';
import { fixtureEpos, stateAfter } from '@epos-login/testing';
import { expect, fixtureSync, html } from '@open-wc/testing';
import { all, settled, waitUntil } from '../test/shown.ts';
import type { EposElement } from './epos-element.ts';
import { lookForLone } from './lone.ts';

const parts = ['epos-providers', 'epos-role-picker', 'epos-subsystems', 'epos-user-menu', 'epos-login-button'];

describe('an element without a sign-in', () => {
  const { warn } = console;
  let warnings: string[] = [];
  beforeEach(() => {
    warnings = [];
    console.warn = (message: string) => warnings.push(message);
  });
  afterEach(() => {
    console.warn = warn;
  });

  const place = (markup: string): Element => {
    const parent = fixtureSync(html`<div></div>`);
    parent.innerHTML = markup;
    // Firefox leaves the upgrade for later.
    customElements.upgrade(parent);
    return parent;
  };

  it('is told of by itself, a moment after it was defined', async () => {
    place('<epos-providers></epos-providers>');
    await waitUntil(() => warnings.some((warning) => warning.startsWith('<epos-providers>')));
  });

  for (const tag of parts) {
    it(`is told of once, however many there are: <${tag}>`, () => {
      place(`<${tag}></${tag}><${tag}></${tag}>`);
      lookForLone(tag);
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.match(new RegExp(`^<${tag}> .+ <epos-login> or <epos-context>, or set its property epos`));
    });

    it(`is none with an object of its own, or one around it that may still load: <${tag}>`, () => {
      const parent = place(`<${tag}></${tag}>
        <epos-context issuer="https://sso.example" client-id="a" portal="/api"><${tag}></${tag}></epos-context>`);
      parent.querySelector<EposElement>(tag)!.epos = fixtureEpos();
      lookForLone(tag);
      expect(warnings).to.be.empty;
    });
  }

  it('is told of within a context that says nothing, but not once it has gone', () => {
    const parent = place('<epos-context><epos-subsystems></epos-subsystems></epos-context>');
    lookForLone('epos-subsystems');
    expect(warnings).to.have.length(1);
    parent.remove();
    lookForLone('epos-subsystems');
    expect(warnings).to.have.length(1);
  });

  it('says that its buttons do nothing, until they do', async () => {
    const element = place('<epos-providers></epos-providers>').querySelector<EposElement>('epos-providers')!;
    await settled(element);
    const disabled = () => all(element, '[data-provider]').map(({ ariaDisabled }) => ariaDisabled);
    expect(disabled()).to.deep.equal(['false', 'false']);
    lookForLone('epos-providers');
    await settled(element);
    expect(disabled()).to.deep.equal(['true', 'true']);
    await expect(element).to.be.accessible();
    element.epos = fixtureEpos(stateAfter({ type: 'signed-out', reason: 'never' }));
    await settled(element);
    expect(disabled()).to.deep.equal(['false', 'false']);
  });
});
