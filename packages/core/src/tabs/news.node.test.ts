import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readNews } from './news.ts';

const who = `${'aZ09+/_'.repeat(6)}b=`;

describe('news', () => {
  it('is of a person, with the category', () => {
    assert.deepEqual(readNews({ epoch: 7.5, who }), { epoch: 7.5, who });
    for (const category of ['employee', 'parent', 'student']) {
      assert.deepEqual(readNews({ epoch: 7, who, category }), { epoch: 7, who, category });
    }
  });

  it('is of a sign-out, with the reason where it was idleness', () => {
    assert.deepEqual(readNews({ epoch: 7, who: null }), { epoch: 7, who: null });
    assert.deepEqual(readNews({ epoch: 7, who: null, reason: 'idle' }), { epoch: 7, who: null, reason: 'idle' });
  });

  it('leaves out what does not belong to it', () => {
    assert.deepEqual(readNews({ epoch: 7, who, category: 'head', reason: 'idle', more: 1 }), { epoch: 7, who });
    assert.deepEqual(readNews({ epoch: 7, who: null, category: 'parent', reason: 'ended' }), { epoch: 7, who: null });
  });

  const garbage: [what: string, value: unknown][] = [
    ['null', null],
    ['a text', 'news'],
    ['no moment', { who }],
    ['a moment in a text', { epoch: '7', who: null }],
    ['a moment that is none', { epoch: Number.NaN, who: null }],
    ['no moment of time', { epoch: Infinity, who: null }],
    ['nobody', { epoch: 7 }],
    ['somebody by number', { epoch: 7, who: 7 }],
    ['a digest in a list', { epoch: 7, who: [who] }],
    ['more than a digest before', { epoch: 7, who: `x${who}` }],
    ['more than a digest behind', { epoch: 7, who: `${who}x` }],
    ['less than a digest', { epoch: 7, who: who.slice(1) }],
  ];
  for (const [what, value] of garbage) {
    it(`is not ${what}`, () => {
      assert.equal(readNews(value), undefined);
    });
  }
});
