import type { Case } from '../case.ts';
import { refused, until } from '../expectations.ts';

/** OpenID Connect Core 3.1.3.7. */
export const idToken: readonly Case[] = [
  {
    id: 'oidcc-client-test-invalid-iss',
    about: 'an id_token of another issuer is refused',
    faults: { claims: ({ places }) => ({ iss: places.other }) },
    expected: refused('id_token_invalid', until.tokens),
  },
];
