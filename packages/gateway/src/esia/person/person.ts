import * as z from 'zod/mini';
import { EsiaError } from '../errors/errors.ts';
import { collectionAnswer, contactAnswer, kidAnswer, personAnswer } from './schemas.ts';

/** A telephone or an address for mail. */
export interface EsiaContact {
  /** `EML` e-mail, `MBT` mobile, `PHN` home; ESIA has further ones. */
  readonly type: string;
  readonly verified: boolean;
  /** As ESIA writes it: `+7(902)0000001`. */
  readonly value: string;
}

/** Names as OpenID Connect calls them, so that they compare with EPOS's records field by field. */
export interface EsiaNames {
  readonly family_name?: string;
  readonly given_name?: string;
  readonly middle_name?: string;
  /** RFC 3339 full-date; ESIA itself writes `26.05.2000`. */
  readonly birthdate?: string;
  readonly gender?: 'F' | 'M';
  /** Eleven digits; ESIA itself writes `000-000-600 06`. */
  readonly snils?: string;
}

export interface EsiaKid extends EsiaNames {
  /** The child's own account, where there is one. */
  readonly oid?: string;
  readonly trusted?: boolean;
}

/** What ESIA tells of a person. Only what the granted scopes cover is there. */
export interface EsiaPerson extends EsiaNames {
  readonly oid: string;
  readonly trusted: boolean;
  readonly inn?: string;
  readonly citizenship?: string;
  /** The verified address; failing that, the first. */
  readonly email?: string;
  /** The verified mobile number; failing that, the first. */
  readonly phone?: string;
  readonly contacts: readonly EsiaContact[];
  readonly kids: readonly EsiaKid[];
}

/** Puts the answers of the REST service together. @see esia-and-epos A7 */
export function readPerson(oid: string, body: unknown, kids: unknown): EsiaPerson {
  const read = z.safeParse(personAnswer, body);
  if (!read.success) throw new EsiaError('bad_response', { message: 'ESIA described the person in an unknown shape.' });
  const { data } = read;
  const contacts = elementsOf(data.contacts).flatMap(readContact);
  return withoutUndefined({
    oid,
    ...readNames(data),
    trusted: data.trusted === true,
    inn: data.inn ?? undefined,
    citizenship: data.citizenship ?? undefined,
    email: best(contacts, 'EML'),
    phone: best(contacts, 'MBT'),
    contacts,
    kids: readKids(kids),
  });
}

/** What cannot be read costs the child or the contact, and not the person. */
function elementsOf(collection: unknown): readonly unknown[] {
  const read = z.safeParse(collectionAnswer, collection);
  return (read.success && read.data.elements) || [];
}

function readKids(body: unknown): EsiaKid[] {
  return elementsOf(body).flatMap((element) => {
    const kid = z.safeParse(kidAnswer, element);
    if (!kid.success) return [];
    const { oid, trusted } = kid.data;
    return [
      withoutUndefined({
        oid: oid === undefined ? undefined : String(oid),
        ...readNames(kid.data),
        trusted: trusted ?? undefined,
      }),
    ];
  });
}

function readContact(element: unknown): EsiaContact[] {
  const contact = z.safeParse(contactAnswer, element);
  if (!contact.success) return [];
  const { type, value, vrfStu } = contact.data;
  return [{ type, value, verified: vrfStu === 'VERIFIED' }];
}

function best(contacts: readonly EsiaContact[], type: string): string | undefined {
  const fitting = contacts.filter((contact) => contact.type === type);
  return (fitting.find((contact) => contact.verified) ?? fitting[0])?.value;
}

function readNames(data: z.infer<typeof kidAnswer>): EsiaNames {
  const digits = data.snils?.replace(/\D/g, '');
  return withoutUndefined({
    family_name: data.lastName ?? undefined,
    given_name: data.firstName ?? undefined,
    middle_name: data.middleName ?? undefined,
    birthdate: readDate(data.birthDate),
    gender: readGender(data.gender),
    snils: digits?.length === 11 ? digits : undefined,
  });
}

function readDate(written: string | null | undefined): string | undefined {
  const [, day, month, year] = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(written ?? '') ?? [];
  return day && month && year ? `${year}-${month}-${day}` : undefined;
}

function readGender(written: string | null | undefined): 'F' | 'M' | undefined {
  return written === 'F' || written === 'M' ? written : undefined;
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

function withoutUndefined<T extends object>(record: T): Present<T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Present<T>;
}
