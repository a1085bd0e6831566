// Without `@lit-labs/ssr-client`: a page that does not know that its server has drawn the elements.
import '../define/epos-login-button.ts';
import { expect } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { all, settled } from '../test/shown.ts';

describe('markup of a server, on a page without hydration', () => {
  it('is replaced, not doubled, and styled', async () => {
    const parent = document.createElement('div');
    parent.setHTMLUnsafe(await executeServerCommand('render-on-server', '<epos-login-button></epos-login-button>'));
    document.body.append(parent);
    const element = parent.querySelector('epos-login-button')!;
    await settled(element);
    expect(all(element, '.button')).to.have.length(1);
    expect(all(element, 'link')).to.be.empty;
    expect(getComputedStyle(all(element, '.button')[0]!).backgroundColor).to.equal('rgb(15, 86, 210)');
    parent.remove();
  });
});
