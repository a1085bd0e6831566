import type { Role } from '@epos-login/core/contract';

/** How far an ESIA account has come: confirmed (`PR`), not confirmed (`P`), a child's (`KD`), as `urn:esia:sbj:lvl` says. */
export type EsiaLevel = 'PR' | 'P' | 'KD';

/** A person's account at Gosuslugi: what ESIA knows, which may differ from what EPOS knows. */
export interface EsiaAccount {
  readonly oid: number;
  readonly password: string;
  readonly level: EsiaLevel;
  readonly family_name: string;
  readonly given_name: string;
  readonly middle_name: string;
  readonly gender: 'F' | 'M';
  /** RFC 3339 full-date; ESIA's own API writes it as `26.05.2000`. */
  readonly birthdate: string;
  readonly snils: string;
  readonly email: string;
  /** As ESIA writes it: `+7(902)0000001`. */
  readonly phone: string;
  /** Whether ESIA asks for a one-time code from an SMS after the password. */
  readonly confirmation: 'none' | 'sms';
  /** The `oid` of each child whose account hangs on this one. */
  readonly kids: readonly number[];
}

/** An employee's account in РСАА. */
export interface RsaaAccount {
  readonly username: string;
  readonly password: string;
  readonly locked: boolean;
}

/** The person's record in Контингент: what EPOS knows. */
export interface EposRecord {
  readonly sub: string;
  readonly family_name: string;
  readonly given_name: string;
  readonly middle_name: string;
  readonly birthdate: string;
  readonly snils: string;
  readonly email: string;
  readonly phone: string;
  readonly roles: readonly Role[];
  /** Identifiers of permitted subsystems, in the order in which the portal lists them. */
  readonly subsystems: readonly string[];
}

/** One fixture person: who it is, what the person's case shows, and every account that belongs to it. */
export interface FixturePerson {
  readonly key: string;
  /** What the person is here to show. */
  readonly shows: { readonly ru: string; readonly en: string };
  readonly epos?: EposRecord;
  readonly rsaa?: RsaaAccount;
  readonly esia?: EsiaAccount;
}
