import { everybody, organizations, type EposRecord } from '@epos-login/testing/people';
import type { Organization, Role } from '@epos-login/core/contract';
import type { Calendar } from './calendar.ts';

/** What may be mended in Контингент: what ESIA's answer is compared with, and the telephone. */
export const editableFields = ['family_name', 'given_name', 'middle_name', 'birthdate', 'email', 'phone'] as const;
/** A field that may be mended. */
export type EditableField = (typeof editableFields)[number];
/** The new values of the fields that change. */
export type Mending = Partial<Record<EditableField, string>>;

/** A change that was entered and does not act yet: it acts the next day, as both manuals and the schools tell. */
export interface PendingChange {
  readonly sub: string;
  readonly mending: Mending;
  /** The day from which it acts. */
  readonly from: string;
}

/** Контингент's register of people: what EPOS knows. */
export interface Register {
  organizations: readonly Organization[];
  records(): readonly EposRecord[];
  find(sub: string): EposRecord | undefined;
  pending(sub?: string): readonly PendingChange[];
  /** Enters a change; it acts from tomorrow. */
  mend(sub: string, mending: Mending): PendingChange;
  /** Enters a new employee, at once: RSAA's registration does not wait for a day. */
  enrol(employee: NewEmployee): EposRecord;
  /** Gives a person one more role. */
  addRole(sub: string, role: Role, subsystems: readonly string[]): void;
  reset(): void;
}

export interface NewEmployee {
  readonly family_name: string;
  readonly given_name: string;
  readonly middle_name: string;
  readonly email: string;
  readonly role: Role;
  readonly subsystems: readonly string[];
}

export function createRegister(calendar: Calendar): Register {
  let records = new Map<string, EposRecord>();
  let pending: PendingChange[] = [];
  let enrolled = 0;

  /** Changes act when somebody looks: no timer has to meet midnight. */
  function settle(): void {
    const today = calendar.today();
    const due = pending.filter((change) => change.from <= today);
    if (due.length === 0) return;
    pending = pending.filter((change) => change.from > today);
    for (const { sub, mending } of due) {
      const record = records.get(sub);
      if (record) records.set(sub, { ...record, ...mending });
    }
  }

  const register: Register = {
    organizations,
    records() {
      settle();
      return [...records.values()];
    },
    find(sub) {
      settle();
      return records.get(sub);
    },
    pending(sub) {
      settle();
      return sub === undefined ? pending : pending.filter((change) => change.sub === sub);
    },
    mend(sub, mending) {
      settle();
      if (!records.has(sub)) throw new Error(`Контингент has no person ${sub}.`);
      const change = { sub, mending, from: calendar.tomorrow() };
      pending = [...pending, change];
      return change;
    },
    enrol({ role, subsystems, ...names }) {
      enrolled += 1;
      const sub = `epos-employee-${enrolled}`;
      // RSAA's form asks for no birth date, СНИЛС or telephone: until the school enters them, ESIA cannot match.
      const record = { sub, ...names, birthdate: '', snils: '', phone: '', roles: [role], subsystems };
      records.set(sub, record);
      return record;
    },
    addRole(sub, role, subsystems) {
      const record = records.get(sub);
      if (!record) throw new Error(`Контингент has no person ${sub}.`);
      records.set(sub, {
        ...record,
        roles: [...record.roles.filter(({ id }) => id !== role.id), role],
        subsystems: [...new Set([...record.subsystems, ...subsystems])],
      });
    },
    reset() {
      records = new Map(everybody.flatMap(({ epos }) => (epos ? [[epos.sub, epos] as const] : [])));
      pending = [];
      enrolled = 0;
    },
  };
  register.reset();
  return register;
}

export function fullName(person: { family_name: string; given_name: string; middle_name?: string }): string {
  return [person.family_name, person.given_name, person.middle_name].filter(Boolean).join(' ');
}
