import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { Refusal } from '../http/problem.ts';
import { targetOf } from './target.ts';

const proxy = {
  path: '/api/',
  upstream: new URL('https://portal.example/base/api/'),
  methods: [],
  anonymous: [],
  headers: [],
  maxBody: 0,
  timeout: 1,
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
  '%3B',
  '%253b',
  '\t',
];

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
        // However often somebody behind decodes it, and whatever parameters of segments it drops then.
        let decoded = target.pathname.slice('/base/api/'.length);
        for (let times = 0; times < 4; times += 1) {
          for (const segment of decoded.split(/[/\\]/)) assert.notEqual(segment.replace(/;.*/s, ''), '..');
          decoded = decoded.replaceAll(/%([\da-f]{2})/gi, (_whole, code: string) =>
            String.fromCharCode(parseInt(code, 16)),
          );
        }
        assert.equal(target.search, url.search);
      }),
      { numRuns: 5000 },
    );
  });
});
