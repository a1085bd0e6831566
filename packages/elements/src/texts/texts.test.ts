import { expect } from '@open-wc/testing';
import { bound } from './bound.ts';
import { en as enLater } from './en.ts';
import { first } from './first.ts';
import { ru } from './ru.ts';

const en = { ...first.en, ...enLater };

/** Every word of a pack, by its path; functions by what they give for some arguments. */
function wordsOf(pack: object, path = ''): [string, string][] {
  return Object.entries(pack).flatMap(([key, value]: [string, unknown]) => {
    const here = `${path}.${key}`;
    if (typeof value === 'string') return [[here, value]];
    if (typeof value === 'function') return [[here, String((value as (...of: number[]) => unknown)(2, 12))]];
    return wordsOf(value as object, here);
  });
}

describe('texts', () => {
  it('have the same words in both languages', () => {
    expect(
      wordsOf(en)
        .map(([path]) => path)
        .sort(),
    ).to.deep.equal(
      wordsOf(ru)
        .map(([path]) => path)
        .sort(),
    );
  });

  it('are in their own alphabet', () => {
    for (const [path, words] of wordsOf(en)) expect(words, path).not.to.match(/[а-яё]/i);
    for (const [path, words] of wordsOf(ru)) if (words) expect(words, path).to.match(/[а-яё\d]|^Email$/i);
  });

  it('keep short words with the next in one line', () => {
    for (const [path, words] of wordsOf(ru)) {
      // What is pasted into a ticket is searched for there.
      if (!path.startsWith('.ticket.')) expect(words, path).to.equal(bound(words, 'ru'));
    }
  });

  it('say what the manuals say', () => {
    expect([ru.signIn, ru.rsaa, ru.esia]).to.deep.equal(['Вход', 'Вход для сотрудников', 'Вход через ЕСИА']);
    expect(ru.categories).to.deep.equal({ employee: 'Сотрудник', parent: 'Родитель', student: 'Обучающийся' });
    expect(ru.chooseCategory).to.equal('Выберите категорию роли');
  });

  it('count in English too', () => {
    expect([1, 2].map((count) => en.foundAll(count).replace('\u00a0', ' '))).to.deep.equal([
      '1 subsystem found',
      '2 subsystems found',
    ]);
  });
});
