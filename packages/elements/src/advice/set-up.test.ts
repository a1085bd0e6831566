import '../define/epos-advice.ts';
import '../define/epos-login.ts';
import { EposError, errorMessages, type EposErrorCode } from '@epos-login/core';
import { stateAfter } from '@epos-login/testing';
import { expect, fixtureSync, html } from '@open-wc/testing';
import { show, textOf, waitUntil } from '../test/shown.ts';
import type { EposAdvice } from './advice.ts';

const stateOf = (error: EposError) => stateAfter({ type: 'signed-out', reason: 'never' }, { type: 'fail', error });

describe('what an advice tells the developer', () => {
  const { error: original } = console;
  let said: unknown[][] = [];

  beforeEach(() => {
    said = [];
    console.error = (...words: unknown[]) => said.push(words);
  });

  afterEach(() => {
    console.error = original;
  });

  async function advise(error: EposError, attributes: Record<string, string> = {}): Promise<EposAdvice> {
    const { element } = await show('epos-advice', stateOf(error), attributes);
    await waitUntil(() => textOf(element), 'the advice is there');
    return element;
  }

  it('is what only the set-up can mend, and of no other failure a word', async () => {
    for (const code of Object.keys(errorMessages) as EposErrorCode[]) await advise(new EposError(code, 'sign-in'));
    expect(said).to.deep.equal([
      ['EPOS Login: bad_response during sign-in'],
      ['EPOS Login: issuer_mismatch during sign-in'],
      ['EPOS Login: insecure_context during sign-in'],
      ['EPOS Login: invalid_options during sign-in'],
    ]);
  });

  it('is told once, however many show it', async () => {
    const error = new EposError('issuer_mismatch', 'sign-in');
    await advise(error);
    const other = await advise(error);
    other.remove();
    document.body.append(other);
    await other.updateComplete;
    other.remove();
    expect(said).to.have.length(1);
  });

  it('is the rule that is broken, without what a server has answered', async () => {
    const cause = new Error('{"access_token":"secret"}');
    await advise(new EposError('bad_response', 'sign-in', { message: 'metadata: no PKCE with S256', cause }));
    expect(said).to.deep.equal([['EPOS Login: metadata: no PKCE with S256']]);
  });

  it('is nothing of options that were refused where they were given', async () => {
    await advise(new EposError('invalid_options', 'configure', { message: 'direct: issuer must be https' }));
    expect(said).to.be.empty;
  });

  it('names the issuer that the page has said, and where the SSO tells its own', async () => {
    const expected =
      'EPOS Login: issuer_mismatch during sign-in: issuer="http://127.0.0.1:4700/" has to be the "issuer" that ' +
      'http://127.0.0.1:4700/.well-known/openid-configuration tells, letter by letter';
    const error = (): EposError => new EposError('issuer_mismatch', 'sign-in');
    // Its own `Epos` has failed already, so nothing is asked at this address.
    const { element } = await show('epos-login', stateOf(error()), {
      layout: 'panel',
      issuer: 'http://127.0.0.1:4700/',
    });
    await waitUntil(() => said.length > 0, 'it is told');
    element.remove();
    fixtureSync(html`<div issuer="http://127.0.0.1:4700/"><epos-advice .error=${error()}></epos-advice></div>`);
    await waitUntil(() => said.length > 1, 'it is told anew');
    expect(said).to.deep.equal([[expected], [expected]]);
  });

  it('asks for no such thing where the answer names another issuer', async () => {
    await advise(new EposError('issuer_mismatch', 'callback'), { issuer: 'https://sso.example' });
    expect(said).to.deep.equal([['EPOS Login: issuer_mismatch during callback']]);
  });

  it('doubts the portal’s address where something else answers there', async () => {
    await advise(new EposError('bad_response', 'portal', { status: 404 }), { portal: 'https://portal.example' });
    expect(said).to.deep.equal([
      ['EPOS Login: bad_response during portal: is portal="https://portal.example" the portal\'s API?'],
    ]);
  });
});
