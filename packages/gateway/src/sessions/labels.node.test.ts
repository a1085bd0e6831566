import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { Labels, type Whose } from './labels.ts';

const [first, second] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)] as const;
const person: Whose = { way: 'sso', kind: 'sub', value: 'person-1' };

describe('labels of sessions', () => {
  it('are the same on every instance, one for each key in their order', () => {
    const [one, two] = new Labels([first, second]).of(person);
    assert.deepEqual(new Labels([Uint8Array.from(second), Uint8Array.from(first)]).of(person), [two, one]);
    assert.notEqual(one, two);
    assert.match(one, /^[\w-]{43}$/);
  });

  it('differ for each person, kind and way', () => {
    const all: Whose[] = [
      person,
      { ...person, value: 'person-2' },
      { ...person, kind: 'sid' },
      { ...person, way: 'esia' },
    ];
    assert.equal(new Set(all.map((whose) => new Labels([first]).of(whose)[0])).size, all.length);
  });

  it('cannot be guessed by whoever knows the person and not the key', () => {
    const [label] = new Labels([first]).of(person);
    const text = JSON.stringify(['sso', 'sub', 'person-1']);
    assert.notEqual(label, createHash('sha256').update(text).digest('base64url'));
    // Nor made by the key itself, which has another use.
    assert.notEqual(label, createHmac('sha256', first).update(text).digest('base64url'));
  });
});
