import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { Refusal } from '../http/problem.ts';
import { targetOf } from './target.ts';

const proxy = {
  path: '/api/',
  narrower: ['/api/admin/'],
  upstream: new URL('https://portal.example/base/api/'),
  methods: [],
  anonymous: [],
  headers: [],
  maxBody: 0,
  timeout: 1,
  audience: '',
};

const odd = [
  '..',
  '.',
  '%2e',
  '%2E%2e',
  '%2f',
  '%5c',
  '\\',
  '/',
  '//',
  '%00',
  '%25',
  '%252f',
  '@',
  ':',
  '?',
  '#',
  ';',
  '..;',
  '%2e.;a=1',
  '%3b',
  '%61',
  '%7E',
  '%2561',
  '%3B',
  '%253b',
  '\t',
  '‥',
  '．',
  '/．．/',
  'a／..',
  '%c0%ae',
  '%u002e',
  '%',
  'ADMIN',
  'Admin',
  'admin.',
  'admin%20',
  'ａdmin',
  '/admin',
  '%40',
];

/** What is written in one way alone (RFC 3986 section 2.3). */
const encodedUnreserved = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~', (letter) => {
  return `%${letter.charCodeAt(0).toString(16)}`;
});

describe('where the proxy leads', () => {
  it('is below the upstream’s address, or nowhere', () => {
    const paths = fc
      .array(fc.oneof(fc.constantFrom(...odd, 'a', 'evil.example', 'https://evil.example/'), fc.string()))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(paths, (path) => {
        const url = URL.parse(`https://journal.example/api/${path}`);
        if (!url?.pathname.startsWith('/api/')) return;
        let target: URL;
        try {
          target = targetOf(url, proxy);
        } catch (error) {
          assert.ok(error instanceof Refusal);
          assert.equal(error.code, 'invalid_request');
          return;
        }
        assert.equal(target.origin, 'https://portal.example');
        assert.ok(target.pathname.startsWith('/base/api/'));
        for (const letter of encodedUnreserved) assert.ok(!target.pathname.toLowerCase().includes(letter), letter);
        // However often somebody behind decodes it, and whatever parameters of segments it drops then.
        let decoded = target.pathname.slice('/base/api/'.length);
        for (let times = 0; times < 4; times += 1) {
          for (const segment of decoded.normalize('NFKC').split(/[/\\]/)) {
            assert.notEqual(segment.replace(/;.*/s, ''), '..');
          }
          // And whoever ignores case, or what stands at the end of a name, finds no other rule.
          const [first = '', ...others] = decoded.normalize('NFKC').split('/');
          if (others.length) assert.notEqual(first.toLowerCase().replace(/[. ]+$/, ''), 'admin');
          decoded = decoded.replaceAll(/%([\da-f]{2})/gi, (_whole, code: string) =>
            String.fromCharCode(parseInt(code, 16)),
          );
        }
        assert.equal(target.search, url.search);
      }),
      { numRuns: 5000 },
    );
  });

  it('is nowhere where a letter is encoded that needs not be, and anywhere where it must be', () => {
    const targetOfPath = (path: string) => targetOf(new URL(`https://journal.example/api/${path}`), proxy).pathname;
    for (const letter of encodedUnreserved) {
      for (const path of [`a${letter}b`, `a${letter.toUpperCase()}b`]) {
        assert.throws(() => targetOfPath(path), { name: 'Refusal', code: 'invalid_request' }, path);
      }
    }
    for (const letter of Array.from(' !"#$%&\'()*+,:<=>?@[]^`{|}яЖ😀', encodeURIComponent)) {
      assert.equal(targetOfPath(`a${letter}b`), `/base/api/a${letter}b`);
    }
  });
});
