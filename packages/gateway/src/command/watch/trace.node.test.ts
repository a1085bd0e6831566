import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tracedFetch, traceOf, traces } from './trace.ts';

const id = '0af7651916cd43dd8448eb211c80319c';
const sound = `00-${id}-b7ad6b7169203331-01`;

test('a sound context is passed on as it came', () => {
  assert.deepEqual(traceOf(sound, 'rojo=00f067aa0ba902b7,congo=t61rcWkgMzE'), {
    traceparent: sound,
    tracestate: 'rojo=00f067aa0ba902b7,congo=t61rcWkgMzE',
    id,
  });
  assert.equal(traceOf(sound, undefined)?.tracestate, undefined);
  assert.equal(traceOf(`cc-${id}-b7ad6b7169203331-01-what-the-future-brings`, undefined)?.id, id);
});

for (const [name, traceparent] of [
  ['nothing', undefined],
  ['an empty one', ''],
  ['version ff', sound.replace('00-', 'ff-')],
  ['version 00 with more', `${sound}-more`],
  ['capitals', sound.toUpperCase()],
  ['a trace of zeros', sound.replace(id, '0'.repeat(32))],
  ['a parent of zeros', sound.replace('b7ad6b7169203331', '0'.repeat(16))],
  ['a short one', sound.slice(0, -1)],
  ['two', `${sound}, ${sound}`],
  ['no hexadecimals', sound.replace('0af', 'xyz')],
] as const) {
  test(`is none: ${name}`, () => {
    assert.equal(traceOf(traceparent, 'rojo=1'), undefined);
  });
}

for (const [name, tracestate] of [
  ['empty', ''],
  ['no value', 'rojo'],
  ['a name in capitals', 'Rojo=1'],
  ['a name twice', 'rojo=1,congo=2,rojo=3'],
  ['33 members', Array.from({ length: 33 }, (_, index) => `a${index}=1`).join(',')],
  ['too long', `a=${'x'.repeat(250)},b=${'x'.repeat(250)},c=${'x'.repeat(20)}`],
  ['a control character', 'rojo=\u0001'],
  ['a value that ends with a space inside', 'rojo=1=2'],
] as const) {
  test(`a state that breaks the rules is dropped, and the trace goes on: ${name}`, () => {
    assert.deepEqual(traceOf(sound, tracestate), { traceparent: sound, tracestate: undefined, id });
  });
}

test('what is asked for a request bears its trace, and no other', async () => {
  const sent: Record<string, string | null>[] = [];
  const fetch = tracedFetch((_input, init) => {
    const headers = new Headers(init?.headers);
    sent.push({ parent: headers.get('traceparent'), state: headers.get('tracestate'), own: headers.get('own') });
    return Promise.resolve(new Response());
  });
  const forged = { headers: { traceparent: 'forged', tracestate: 'forged', own: 'kept' } };
  await traces.run(traceOf(sound, 'rojo=1'), () => fetch('https://sso.example', forged));
  await traces.run(undefined, () => fetch('https://sso.example', forged));
  await fetch(new Request('https://sso.example', forged));
  assert.deepEqual(sent, [
    { parent: sound, state: 'rojo=1', own: 'kept' },
    { parent: null, state: null, own: 'kept' },
    { parent: null, state: null, own: 'kept' },
  ]);
});
