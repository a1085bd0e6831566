import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  CookieTooLargeError,
  eraseChunks,
  eraseCookie,
  readChunks,
  readCookies,
  writeChunks,
  writeCookie,
  type CookieRules,
} from './cookies.ts';

const rules: CookieRules = { prefix: '__Host-epos', secure: true, sameSite: 'lax' };
const name = '__Host-epos-session';

function cookiesOf(header: string) {
  return readCookies(new Request('http://x/', { headers: { cookie: header } }));
}

/** What a browser sends after these. */
function sent(written: readonly string[], before: ReadonlyMap<string, string> = new Map()): Map<string, string> {
  const jar = new Map(before);
  for (const cookie of written) {
    const [pair = ''] = cookie.split(';');
    const at = pair.indexOf('=');
    const [key, value] = [pair.slice(0, at), pair.slice(at + 1)];
    if (cookie.includes('Max-Age=0')) jar.delete(key);
    else jar.set(key, value);
  }
  return jar;
}

describe('cookies', () => {
  it('are as strict as they can be', () => {
    assert.equal(writeCookie(rules, name, 'x'), `${name}=x; Path=/; HttpOnly; SameSite=Lax; Secure`);
    assert.equal(
      writeCookie({ ...rules, sameSite: 'strict' }, name, 'x', { maxAge: 60 }),
      `${name}=x; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure`,
    );
  });

  it('are not Secure where browsers would refuse them', () => {
    assert.equal(writeCookie({ ...rules, secure: false }, 'epos-session', 'x').includes('Secure'), false);
  });

  it('go when they are erased', () => {
    assert.match(eraseCookie(rules, name), /=; Path=\/; Max-Age=0; .*1970/);
  });

  it('are read with whatever stands around them; the first of a name counts', () => {
    const cookies = cookiesOf('a=1;b=2;  c = 3 ; =x; nothing; a=4; d=e=f; e=');
    assert.deepEqual(Object.fromEntries(cookies), { a: '1', b: '2', c: '3', d: 'e=f', e: '' });
    assert.equal(cookiesOf('').size, 0);
    assert.equal(readCookies(new Request('http://x/')).size, 0);
  });

  it('lose spaces and tabs around them, and nothing else: a sister site could set what looks like ours', () => {
    const cookies = cookiesOf(`a=1;\t b \t=\t 2 \t; \u00a0${name}=evil; c=\u00a03\u00a0`);
    assert.deepEqual(Object.fromEntries(cookies), { a: '1', b: '2', [`\u00a0${name}`]: 'evil', c: '\u00a03\u00a0' });
  });

  it('are read up to a bound', () => {
    assert.equal(cookiesOf(`${'x'.repeat(40_000)}=1; a=1`).has('a'), false);
  });
});

describe('chunks', () => {
  for (const [length, count] of [
    [1, 1],
    [3800, 1],
    [3801, 2],
    [7600, 2],
    [8000, 3],
  ] as const) {
    it(`hold ${length} characters in ${count}`, () => {
      const value = 'x'.repeat(length - 1) + 'y';
      const written = writeChunks(rules, name, value, new Map());
      assert.equal(written.length, count);
      for (const cookie of written) assert.ok((cookie.split(';')[0] ?? '').length <= 4096);
      assert.equal(readChunks(sent(written), name), value);
    });
  }

  it('refuse by name what is longer', () => {
    assert.throws(
      () => writeChunks(rules, name, 'x'.repeat(8001), new Map()),
      (error: unknown) => {
        assert.ok(error instanceof CookieTooLargeError);
        assert.equal(error.bytes, 8001);
        assert.match(error.message, /8001 bytes/);
        return true;
      },
    );
  });

  it('leave nothing of a longer value behind', () => {
    const long = sent(writeChunks(rules, name, 'x'.repeat(8000), new Map()));
    assert.equal(long.size, 3);
    const short = sent(writeChunks(rules, name, 'short', long), long);
    assert.deepEqual([...short], [[name, '1~short']]);
    assert.equal(sent(eraseChunks(rules, name, long), long).size, 0);
    assert.deepEqual(eraseChunks(rules, name, new Map()), []);
  });

  it('are not read where one is missing, or no number says how many there are', () => {
    const long = sent(writeChunks(rules, name, 'x'.repeat(8000), new Map()));
    long.delete(`${name}.1`);
    assert.equal(readChunks(long, name), undefined);
    for (const value of ['', 'x', '0~x', '10~x', '~x', '-1~x', '2~x']) {
      assert.equal(readChunks(new Map([[name, value]]), name), undefined, value);
    }
  });
});
