import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setParameters, withoutParameters, withParameters } from './address.ts';

it('adds parameters to those of the address, instead of those of the same name', () => {
  assert.equal(
    withParameters('https://a.example/p?week=2&state=old&state=older#part', {
      state: 'new',
      max_age: 0,
      prompt: undefined,
    }),
    'https://a.example/p?week=2&state=new&max_age=0#part',
  );
});

it('says a parameter several times, and not at all where there is nothing to say', () => {
  const query = setParameters(new URLSearchParams('resource=old&scope=openid'), { resource: ['a', 'b'], scope: [] });
  assert.equal(query.toString(), 'scope=openid&resource=a&resource=b');
});

it('takes parameters out, and leaves a query that holds none of them letter by letter', () => {
  const url = new URL('https://a.example/?a=1&code=x&b=2&code=y#c');
  assert.equal(withoutParameters(url, ['code', 'state']), 'https://a.example/?a=1&b=2#c');
  assert.equal(url.searchParams.get('code'), 'x', 'the address given stays as it is');
  const odd = 'https://a.example/?q=a%20b&empty&c=%7e';
  assert.equal(withoutParameters(new URL(odd), ['code']), odd);
});
