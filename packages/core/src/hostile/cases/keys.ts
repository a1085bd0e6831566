import type { Case } from '../case.ts';
import { accepted, refused, until, withoutKeys } from '../expectations.ts';

const invalid = refused('id_token_invalid', until.newerKeys);

/** Keys: RFC 7517, OpenID Connect Core 10.1, and how often they are fetched. */
export const keys: readonly Case[] = [
  {
    id: 'oidcc-client-test-discovery-jwks-uri-keys',
    about: 'keys are fetched once, beside the code',
    expected: accepted(),
  },
  {
    id: 'oidcc-client-test-kid-absent-single-jwks',
    about: 'a token without a key id is taken where one key fits',
    faults: { header: { kid: undefined }, keys: ([rsa]) => [{ ...rsa, kid: undefined }] },
    expected: accepted(),
  },
  {
    id: 'oidcc-client-test-kid-absent-multiple-jwks',
    about: 'a token without a key id is refused where several keys fit',
    faults: { header: { kid: undefined }, keys: ([rsa, , another]) => [rsa, another] },
    expected: invalid,
  },
  {
    id: 'oidcc-client-test-signing-key-rotation',
    about: 'a key that was not there yet is fetched, once',
    faults: { keys: (all, { count }) => (count === 1 ? all.slice(1, 2) : all.slice(0, 2)) },
    expected: accepted(['keys']),
  },
  {
    id: 'oidcc-client-test-signing-key-rotation-just-before-signing',
    about: 'a key that is never there is asked for once more, and no more',
    faults: { keys: (all) => all.slice(1, 2) },
    expected: invalid,
  },
  {
    id: 'rfc7517-4.5-kid-unknown',
    about: 'a key id that nobody has published is asked for once more, and no more',
    faults: { header: { kid: 'made-up' } },
    expected: invalid,
  },
  {
    id: 'rfc7517-4.5-kid-twice',
    about: 'two keys of one id are none',
    faults: { keys: ([rsa, ec, another]) => [rsa, ec, { ...another, kid: 'k1' }] },
    expected: invalid,
  },
  {
    id: 'rfc7517-4.5-kid-script',
    about: 'a key id that is another word for a property finds nothing',
    faults: { header: { kid: '__proto__' } },
    expected: invalid,
  },
  {
    id: 'rfc7517-4.2-use-enc',
    about: 'a key for encryption signs nothing',
    faults: { keys: ([rsa, ec]) => [{ ...rsa, use: 'enc' }, ec] },
    expected: invalid,
  },
  {
    id: 'rfc7517-4.3-key-ops',
    about: 'a key for wrapping signs nothing',
    faults: { keys: ([rsa, ec]) => [{ ...rsa, use: undefined, key_ops: ['wrapKey'] }, ec] },
    expected: invalid,
  },
  {
    id: 'rfc7517-4.4-alg-of-the-key',
    about: 'a key for another algorithm is not used',
    faults: { keys: ([rsa, ec]) => [{ ...rsa, alg: 'PS256' }, ec] },
    expected: invalid,
  },
  {
    id: 'rfc7517-4.1-foreign-kty',
    about: 'keys of a kind that nobody knows are passed over',
    faults: { keys: ([rsa]) => [{ kty: 'ML-DSA', kid: 'pq' }, { kty: 'oct', k: 'AAAA', kid: 'k1' }, rsa] },
    expected: accepted(),
  },
  {
    id: 'rfc7517-5-null-among-keys',
    about: 'what is no key at all is passed over',
    faults: { keys: (all) => [null, 7, 'k1', [], ...all.slice(0, 2)] },
    expected: accepted(),
  },
  {
    id: 'rfc7517-5-empty',
    about: 'an empty set signs nothing',
    faults: { keys: () => [] },
    expected: invalid,
  },
  {
    id: 'rfc7517-5-no-list',
    about: 'a set that is no list is none',
    faults: { keys: () => 'k1' },
    expected: withoutKeys('bad_response'),
  },
  {
    id: 'rfc7517-5-broken-key',
    about: 'a key that is broken signs nobody in',
    faults: { keys: ([rsa, ec]) => [{ ...rsa, n: '****' }, ec] },
    expected: refused('bad_response', until.tokens),
  },
  {
    id: 'rfc7517-500-and-then-fine',
    about: 'keys that fail once are asked for once more',
    faults: { reply: { keys: ({ count }) => (count === 1 ? { status: 500 } : undefined) } },
    expected: accepted(['keys']),
  },
  {
    id: 'rfc7517-500',
    about: 'keys that fail twice end the sign-in',
    faults: { reply: { keys: () => ({ status: 500 }) } },
    expected: withoutKeys('server_error'),
  },
  {
    id: 'rfc7517-html',
    about: 'a page instead of keys ends the sign-in',
    faults: { reply: { keys: () => ({ headers: { 'content-type': 'text/html' }, body: '<h1>404</h1>' }) } },
    expected: withoutKeys('bad_response'),
  },
];
