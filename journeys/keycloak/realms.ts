import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { everybody } from '@epos-login/testing/people';
import type { KeycloakAdmin } from '../../scripts/keycloak/admin.ts';

/** What the realm files leave open: `${EPOS_PAGE}` and so on. All but the keys are origins without a slash. */
export interface Blanks {
  readonly EPOS_KEYCLOAK: string;
  readonly EPOS_ESIA_GATEWAY: string;
  readonly EPOS_GATEWAY: string;
  /** A JWK Set: the public key by which the gateway is known. */
  readonly EPOS_GATEWAY_KEYS: string;
  readonly EPOS_PAGE: string;
  readonly EPOS_PORTAL: string;
}

/** Creates the realm of РСАА and the one of EPOS that brokers it, with the fixture people in both. */
export async function createRealms(admin: KeycloakAdmin, blanks: Blanks): Promise<void> {
  await admin.createRealm({ ...(await readRealm('pk', blanks)), users: peopleOfRsaa() });
  await admin.createRealm({ ...(await readRealm('epos', blanks)), users: peopleOfEpos() });
}

/** Keycloak's own `--import-realm` fills in the same placeholders from its environment. */
async function readRealm(name: string, blanks: Blanks): Promise<object> {
  const text = await readFile(path.join(import.meta.dirname, `realm-${name}.json`), 'utf8');
  const known = new Map<string, string>(Object.entries(blanks));
  const filled = text.replaceAll(/\$\{(EPOS_\w+)\}/g, (_whole, variable: string) => {
    const value = known.get(variable);
    if (value === undefined) throw new Error(`realm-${name}.json wants ${variable}, which nobody gives.`);
    // Each stands within a text.
    return JSON.stringify(value).slice(1, -1);
  });
  return JSON.parse(filled) as object;
}

interface User {
  readonly id?: string;
  readonly username: string;
  readonly enabled: boolean;
  readonly email: string;
  readonly emailVerified: true;
  readonly firstName: string;
  readonly lastName: string;
  /** Who is imported has none by itself, not even those that everybody has. */
  readonly realmRoles?: readonly string[];
  readonly credentials?: readonly { readonly type: 'password'; readonly value: string }[];
}

function peopleOfRsaa(): User[] {
  return everybody.flatMap(({ rsaa, epos }) =>
    rsaa && epos
      ? {
          username: rsaa.username,
          enabled: !rsaa.locked,
          ...describe(epos),
          credentials: [{ type: 'password' as const, value: rsaa.password }],
        }
      : [],
  );
}

/** Nobody has a password here: РСАА and ЕСИА know it. The identifier is Контингент's, so that the portal knows it too. */
function peopleOfEpos(): User[] {
  return everybody.flatMap(({ epos }) =>
    epos
      ? { id: epos.sub, username: epos.sub, enabled: true, realmRoles: ['default-roles-epos'], ...describe(epos) }
      : [],
  );
}

function describe(person: { email: string; given_name: string; family_name: string }) {
  const { email, given_name, family_name } = person;
  return { email, emailVerified: true as const, firstName: given_name, lastName: family_name };
}
