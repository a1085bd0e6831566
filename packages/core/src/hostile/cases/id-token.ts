import type { Case } from '../case.ts';
import { accepted, refusedTokens } from '../expectations.ts';

const invalid = refusedTokens('id_token_invalid');

/** The claims of OpenID Connect Core 2 and 3.1.3.7; those of time stand in `time.ts`. */
export const idToken: readonly Case[] = [
  {
    id: 'oidcc-client-test-invalid-iss',
    about: 'an id_token of another issuer is refused',
    faults: { claims: ({ places }) => ({ iss: places.other }) },
    expected: invalid,
  },
  {
    id: 'fapi2-security-profile-final-client-test-invalid-missing-iss',
    about: 'an id_token of nobody is refused',
    faults: { claims: { iss: undefined } },
    expected: invalid,
  },
  {
    id: 'oidcc-core-3.1.3.7-2-iss-slash',
    about: 'an issuer that differs by a slash is another issuer',
    faults: { claims: (_, { iss }) => ({ iss: `${String(iss)}/` }) },
    expected: invalid,
  },
  {
    id: 'oidcc-core-3.1.3.7-2-iss-list',
    about: 'a list that holds the issuer is no issuer',
    faults: { claims: (_, { iss }) => ({ iss: [iss] }) },
    expected: invalid,
  },
  {
    id: 'oidcc-client-test-missing-sub',
    about: 'an id_token about nobody is refused',
    faults: { claims: { sub: undefined } },
    expected: invalid,
  },
  {
    id: 'oidcc-core-2-sub-number',
    about: 'a `sub` that is no text is refused',
    faults: { claims: { sub: 42 } },
    expected: invalid,
  },
  {
    id: 'oidcc-core-2-sub-empty',
    about: 'an empty `sub` is refused',
    faults: { claims: { sub: '' } },
    expected: refusedTokens('bad_response'),
  },
  {
    id: 'oidcc-core-2-sub-null',
    about: 'a `sub` of null is refused',
    faults: { claims: { sub: null } },
    expected: invalid,
  },
  {
    id: 'oidcc-client-test-invalid-aud',
    about: 'an id_token for another client is refused',
    faults: { claims: { aud: 'another' } },
    expected: invalid,
  },
  {
    id: 'oidcc-client-test-missing-aud',
    about: 'an id_token for nobody is refused',
    faults: { claims: { aud: undefined } },
    expected: invalid,
  },
  {
    id: 'oidcc-core-3.1.3.7-3-aud-empty-list',
    about: 'an id_token for an empty list is refused',
    faults: { claims: { aud: [] } },
    expected: invalid,
  },
  {
    id: 'oidcc-core-3.1.3.7-3-aud-contains',
    about: 'a client whose name holds ours is another client',
    faults: { claims: { aud: 'journal-test' } },
    expected: invalid,
  },
  {
    id: 'fapi2-security-profile-final-client-test-valid-aud-as-array',
    about: 'a list with this client alone is taken',
    faults: { claims: { aud: ['journal'] } },
    expected: accepted(),
  },
  {
    id: 'fapi2-security-profile-final-client-test-invalid-secondary-aud',
    about: 'a list with a client that is not trusted is refused',
    faults: { claims: { aud: ['journal', 'another'], azp: 'journal' } },
    expected: invalid,
  },
  {
    id: 'oidcc-core-3.1.3.7-3-aud-trusted',
    about: 'a list with an audience that the application trusts is taken',
    faults: { claims: { aud: ['journal', 'portal'], azp: 'journal' } },
    options: { trustedAudiences: ['portal'] },
    expected: accepted(),
  },
  {
    id: 'oidcc-core-3.1.3.7-3-aud-trusted-alone',
    about: 'an audience that is trusted does not stand for this client',
    faults: { claims: { aud: ['portal'] } },
    options: { trustedAudiences: ['portal'] },
    expected: invalid,
  },
  {
    id: 'oidcc-core-3.1.3.7-5-azp-another',
    about: 'an id_token that another client asked for is refused',
    faults: { claims: { azp: 'another' } },
    expected: invalid,
  },
  {
    id: 'oidcc-core-3.1.3.7-5-azp-another-in-list',
    about: 'an id_token that a trusted audience asked for is refused',
    faults: { claims: { aud: ['journal', 'portal'], azp: 'portal' } },
    options: { trustedAudiences: ['portal'] },
    expected: invalid,
  },
  {
    id: 'oidcc-client-test-nonce-invalid',
    about: 'an id_token of another sign-in is refused',
    faults: { claims: { nonce: 'another' } },
    expected: invalid,
  },
  {
    id: 'fapi2-security-profile-final-client-test-invalid-missing-nonce',
    about: 'an id_token of no sign-in is refused',
    faults: { claims: { nonce: undefined } },
    expected: invalid,
  },
  {
    id: 'oidcc-core-2-nonce-list',
    about: 'a list that holds the nonce is no nonce',
    faults: { claims: (_, { nonce }) => ({ nonce: [nonce] }) },
    expected: invalid,
  },
  {
    id: 'oidcc-client-test-invalid-athash',
    about: 'an id_token beside another access token is refused',
    faults: { claims: { at_hash: '77QmUPtjPfzWtF2AnpK9RQ' } },
    expected: invalid,
  },
  {
    id: 'oidcc-client-test-missing-athash',
    about: 'the code flow may do without `at_hash`',
    faults: { claims: { at_hash: undefined } },
    expected: accepted(),
  },
  {
    id: 'oidcc-core-3.1.3.6-at-hash-empty',
    about: 'an empty `at_hash` is a wrong one',
    faults: { claims: { at_hash: '' } },
    expected: invalid,
  },
  {
    id: 'oidcc-core-3.1.3.6-at-hash-null',
    about: 'an `at_hash` of null is a wrong one',
    faults: { claims: { at_hash: null } },
    expected: invalid,
  },
  {
    id: 'oidcc-core-3.1.3.7-12-acr',
    about: 'the authentication context that was asked for is taken',
    faults: { claims: { acr: 'second-factor' } },
    play: ({ signIn }) => signIn({ acr: 'second-factor' }),
    expected: accepted(),
  },
  {
    id: 'oidcc-core-3.1.3.7-12-acr-another',
    about: 'a weaker authentication context than was asked for is refused',
    faults: { claims: { acr: 'password' } },
    play: ({ signIn }) => signIn({ acr: 'second-factor' }),
    expected: invalid,
  },
  {
    id: 'oidcc-core-3.1.3.7-12-acr-missing',
    about: 'no word about the authentication context that was asked for is a refusal',
    play: ({ signIn }) => signIn({ acr: 'second-factor' }),
    expected: invalid,
  },
  {
    id: 'oidcc-client-test-aggregated-claims',
    about: 'claims of other sources are left alone, and nobody fetches them',
    faults: {
      claims: ({ places }) => ({
        _claim_names: { address: 'src1' },
        _claim_sources: { src1: { endpoint: places.foreign, access_token: 'x' } },
      }),
    },
    expected: accepted(),
  },
  {
    id: 'rfc7519-7.2-proto-claim',
    about: 'a claim called `__proto__` poisons nothing',
    faults: { claims: () => JSON.parse('{"__proto__":{"polluted":true}}') as Record<string, unknown> },
    play: async ({ signIn }) => {
      await signIn();
      return 'polluted' in {};
    },
    expected: accepted([], false),
  },
];
