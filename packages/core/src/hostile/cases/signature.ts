import type { Case } from '../case.ts';
import { accepted, refused, refusedTokens, until } from '../expectations.ts';

const invalid = refused('id_token_invalid', until.tokens);
/** Refused by its form, before any key is looked at. */
const malformed = refusedTokens('id_token_invalid');

/** The form of the id_token and who signed it: RFC 7515, RFC 7518, RFC 8725, OpenID Connect Core 3.1.3.7. */
export const signature: readonly Case[] = [
  {
    id: 'oidcc-client-test-idtoken-sig-rs256',
    about: 'RS256 by a published key is taken',
    expected: accepted(),
  },
  {
    id: 'oidcc-client-test-idtoken-sig-es256',
    about: 'ES256 by a published key is taken',
    faults: { signer: 'EC' },
    expected: accepted(),
  },
  {
    id: 'oidcc-client-test-invalid-sig-rs256',
    about: 'a signature by a key that nobody has published is refused',
    faults: { signer: 'unpublished' },
    expected: invalid,
  },
  {
    id: 'oidcc-client-test-invalid-sig-es256',
    about: 'an ES256 signature of other claims is refused',
    faults: { signer: 'EC', idToken: (token) => `${token.slice(0, -8)}AAAAAAAA` },
    expected: invalid,
  },
  {
    id: 'oidcc-client-test-invalid-sig-hs256',
    about: 'a signature by a secret, the name of the client, is refused',
    faults: { signer: 'secret' },
    expected: malformed,
  },
  {
    id: 'rfc8725-2.1-hs256-announced',
    about: 'a signature by a secret is refused even where the metadata announce it',
    faults: { signer: 'secret', metadata: { id_token_signing_alg_values_supported: ['HS256', 'RS256'] } },
    expected: malformed,
  },
  {
    id: 'oidcc-client-test-idtoken-sig-none',
    about: 'an id_token that nobody signed is refused',
    faults: { header: { alg: 'none', kid: undefined } },
    expected: malformed,
  },
  {
    id: 'rfc8725-2.1-none-announced',
    about: 'an id_token that nobody signed is refused even where the metadata announce it',
    faults: { header: { alg: 'none' }, metadata: { id_token_signing_alg_values_supported: ['none', 'RS256'] } },
    expected: malformed,
  },
  {
    id: 'fapi2-security-profile-final-client-test-invalid-null-alg',
    about: 'an algorithm of null is refused',
    faults: { header: { alg: null } },
    expected: malformed,
  },
  {
    id: 'rfc8725-2.1-none-in-capitals',
    about: 'an algorithm called `NONE` is refused',
    faults: { header: { alg: 'NONE' } },
    expected: malformed,
  },
  {
    id: 'fapi2-security-profile-final-client-test-invalid-alternate-alg',
    about: 'an algorithm that the metadata do not announce is refused',
    faults: { signer: 'EC', metadata: { id_token_signing_alg_values_supported: ['RS256'] } },
    expected: malformed,
  },
  {
    id: 'rfc8725-3.1-alg-of-another-key',
    about: 'an RSA signature that calls itself ES256 is refused',
    faults: { header: { alg: 'ES256' } },
    expected: refused('id_token_invalid', until.newerKeys),
  },
  {
    id: 'rfc7515-4.1.11-crit',
    about: 'a header that must be understood and is not is refused',
    faults: { header: { crit: ['exp-2'], 'exp-2': 1 } },
    expected: malformed,
  },
  {
    id: 'rfc8725-3.10-jwk-in-the-header',
    about: 'a key that the token brings along proves nothing',
    faults: { signer: 'unpublished', header: { jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } } },
    expected: invalid,
  },
  {
    id: 'rfc8725-3.10-jku-in-the-header',
    about: 'an address of keys that the token brings along is not asked',
    faults: { signer: 'unpublished', header: ({ places }) => ({ jku: places.foreign, x5u: places.foreign }) },
    expected: invalid,
  },
  {
    id: 'rfc7515-5.2-tampered-claims',
    about: 'claims that were changed after the signature are refused',
    faults: {
      idToken: (token) => {
        const [header = '', payload = '', signature = ''] = token.split('.');
        const claims = atob(payload.replaceAll('-', '+').replaceAll('_', '/')).replace('person-1', 'person-2');
        return [header, btoa(claims).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''), signature].join(
          '.',
        );
      },
    },
    expected: invalid,
  },
  {
    id: 'rfc7515-5.2-no-signature',
    about: 'an id_token whose signature was cut off is refused',
    faults: { idToken: (token) => token.replace(/[^.]+$/, '') },
    expected: invalid,
  },
  {
    id: 'rfc7516-3-encrypted',
    about: 'five parts are an encrypted token, which nobody agreed on',
    faults: { idToken: (token) => `${token}.AAAA.AAAA` },
    expected: malformed,
  },
  {
    id: 'rfc7515-3-two-parts',
    about: 'two parts are no token',
    faults: { idToken: (token) => token.replace(/\.[^.]+$/, '') },
    expected: malformed,
  },
  {
    id: 'rfc7515-3-no-base64',
    about: 'what is not base64url is no token',
    faults: { idToken: (token) => token.replace('.', '.*') },
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'rfc7519-7.2-claims-list',
    about: 'claims that are a list are none',
    faults: { idToken: (token) => token.replace(/\.[^.]+\./, `.${btoa('[1]').replaceAll('=', '')}.`) },
    expected: malformed,
  },
];
