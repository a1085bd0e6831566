import type { Case } from '../case.ts';
import { refused, until } from '../expectations.ts';

/** RFC 6749 section 4.1.2, RFC 9207, RFC 9700 sections 4.4, 4.5 and 4.7. */
export const authorizationResponse: readonly Case[] = [
  {
    id: 'fapi2-security-profile-final-client-test-invalid-authorization-response-iss',
    about: 'an answer of another issuer brings no code to the token endpoint',
    faults: { answer: ({ places }) => ({ iss: places.other }) },
    expected: refused('issuer_mismatch', until.answer),
  },
];
