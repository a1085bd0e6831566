import { EposError } from '@epos-login/core';
import { stateAfter, stateOf } from '@epos-login/testing';
import { expect } from '@open-wc/testing';
import '../index.ts';
import { pseudo, pseudoOf, speakPseudo } from '../test/stories/pseudo.ts';
import { find, settled, show, textOf, waitUntil } from '../test/shown.ts';
import { first } from '../texts/first.ts';
import { ru } from '../texts/ru.ts';
import { addLanguage, type LanguagePack } from './languages.ts';

const failed = stateAfter({ type: 'fail', error: new EposError('account_mismatch', 'callback') });
const signedOut = stateAfter({ type: 'signed-out', reason: 'never' });

describe('a further language', () => {
  it('is spoken by elements that stand already', async () => {
    const { element } = await show('epos-login-button', signedOut, { lang: 'qaa' });
    expect(find(element, '.button').textContent.trim()).to.equal(ru.signIn);
    addLanguage('qaa', { ...pack(), first: { ...first.ru, signIn: 'Qaa in', leaving: 'Qaa…' } });
    await element.updateComplete;
    expect(find(element, '.button').textContent.trim()).to.equal('Qaa in');
  });

  it('is spoken everywhere, without a word of Russian that could be said in it', async () => {
    speakPseudo();
    for (const [tag, state] of [
      ['epos-providers', signedOut],
      ['epos-role-picker', stateOf('teacherAndParent')],
      ['epos-subsystems', stateOf('parent')],
      ['epos-advice', failed],
      ['epos-help', signedOut],
    ] as const) {
      const { element } = await show(tag, state, { lang: pseudo });
      await settled(element);
      await waitUntil(() => textOf(element).includes('['), `${tag} speaks it`);
      const sentences = [...(element.shadowRoot?.querySelectorAll('.heading, .button, [role=status]') ?? [])];
      const plain = sentences.filter(({ textContent }) => /^[^[]*[а-яё]{2}/iu.test(textContent.trim()));
      expect(
        plain.map(({ outerHTML }) => outerHTML),
        tag,
      ).to.be.empty;
      expect(find(element, '[lang]').lang, tag).to.equal(pseudo);
    }
  });

  it('is that of a regional tag, too', async () => {
    speakPseudo();
    const { element } = await show('epos-login-button', signedOut, { lang: 'QPS-ploc' });
    expect(find(element, '.button').textContent.trim()).to.equal(pseudoOf(ru.signIn));
  });

  it('falls back to Russian where its words cannot be had', async () => {
    addLanguage('qab', { ...pack(), texts: () => Promise.reject(new TypeError('Failed to fetch')) });
    const { element } = await show('epos-providers', signedOut, { lang: 'qab' });
    expect(textOf(element)).to.include(ru.esia);
  });

  for (const tag of ['', 'T', 'tt-RU', 'TT', '__proto__', 'constructor1']) {
    it(`is refused under ${JSON.stringify(tag)}`, () => {
      expect(() => {
        addLanguage(tag, pack());
      }).to.throw(TypeError, 'first subtag');
    });
  }

  it('that nobody has taught is none, whatever it is called', async () => {
    const { element } = await show('epos-login-button', signedOut, { lang: 'constructor' });
    expect(find(element, '.button').textContent.trim()).to.equal(ru.signIn);
  });
});

/** All words, and Russian ones. */
function pack(): LanguagePack {
  return {
    first: first.ru,
    texts: () => Promise.resolve(ru),
    advice: async () => (await import('@epos-login/core/advice')).loadAdviceTexts('ru'),
    help: async () => (await import('@epos-login/core/help')).loadHelpTexts('ru'),
  };
}
