import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Subsystem } from '@epos-login/core';
import { otherLayouts } from './keyboard.ts';
import { search } from './search.ts';
import { synonyms } from './synonyms.ts';

const subsystem = (name: string, rest: Partial<Subsystem> = {}): Subsystem => ({
  id: name,
  name,
  categories: ['employee'],
  status: { kind: 'available' },
  ...rest,
});

const items = [
  subsystem('Отчёты о питании', { description: 'Школьные столовые' }),
  subsystem('ЭПОС.Школа', { keywords: ['журнал', 'дневник'] }),
  subsystem('Электронная школа'),
  subsystem('Школьный спорт', { group: 'Школьная жизнь' }),
  subsystem('Moodle', { description: 'Курсы' }),
];

const found = (query: string, own = synonyms) => search(items, query, own).items.map(({ name }) => name);

describe('search', () => {
  it('leaves everything where nothing is asked', () => {
    assert.equal(search(items, '  ', synonyms).items, items);
  });

  it('does not mind the case, nor «ё»', () => {
    assert.deepEqual(found('ОТЧЕТЫ'), ['Отчёты о питании']);
    assert.deepEqual(found('отчёт'), ['Отчёты о питании']);
  });

  it('does not mind how a letter is composed', () => {
    assert.deepEqual(found('Отче\u0308ты'), ['Отчёты о питании']);
  });

  it('puts names that begin so first, then words of names, then the rest', () => {
    assert.deepEqual(found('школ'), ['Школьный спорт', 'ЭПОС.Школа', 'Электронная школа', 'Отчёты о питании']);
  });

  it('asks for each word', () => {
    assert.deepEqual(found('школа электронная'), ['Электронная школа']);
    assert.deepEqual(found('школа moodle'), []);
  });

  it('finds by keywords and descriptions', () => {
    assert.deepEqual(found('дневник'), ['ЭПОС.Школа']);
    assert.deepEqual(found('курсы'), ['Moodle']);
  });

  it('knows synonyms, and takes others in their place', () => {
    assert.deepEqual(found('оценки'), ['ЭПОС.Школа']);
    assert.deepEqual(found('оценки', []), []);
    assert.deepEqual(found('еда', [['еда', 'питание', 'столовые']]), ['Отчёты о питании']);
  });

  it('takes two letters for no synonym', () => {
    assert.deepEqual(found('эж'), []);
  });

  it('repairs the wrong keyboard layout both ways, and says so', () => {
    assert.deepEqual(search(items, ';ehyfk', synonyms), { items: [items[1]], insteadOf: 'журнал' });
    assert.deepEqual(search(items, 'ьщщвду', synonyms), { items: [items[4]], insteadOf: 'moodle' });
    assert.deepEqual(search(items, ' :EHYFK ', synonyms), { items: [items[1]], insteadOf: 'журнал' });
  });

  it('repairs nothing that is found as it is, nor what is not found either way', () => {
    assert.equal(search(items, 'школа', synonyms).insteadOf, undefined);
    assert.deepEqual(search(items, 'ъъъ', synonyms), { items: [] });
  });

  it('takes what people type for letters, not for patterns', () => {
    for (const query of ['.*', '(', '[', '\\', '$&', '__proto__', 'constructor']) found(query);
    assert.deepEqual(found('.*'), []);
  });
});

describe('the other layouts', () => {
  for (const [typed, meant] of [
    ['ghbdtn', 'привет'],
    [';ehyfk', 'журнал'],
    ["[k'g,.`]", 'хлэпбюёъ'],
    ['ьщщвду', 'moodle'],
    ['ЁЖ', '`;'],
  ] as const) {
    it(`${typed} → ${meant}`, () => {
      assert.ok(otherLayouts(typed).includes(meant));
    });
  }

  it('of what has no letters are none', () => {
    assert.deepEqual(otherLayouts('123 45'), []);
  });
});
