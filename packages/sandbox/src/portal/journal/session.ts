import { createHash } from 'node:crypto';
import type { Role } from '@epos-login/core/contract';
import type { EposRecord } from '@epos-login/testing/people';

/**
 * What `POST lms/api/sessions` answers, field by field as public clients of Perm's journal read it. Whatever they do not
 * agree on is not here.
 */
export function sessionOf(
  { sub, given_name, family_name, middle_name, email, birthdate, roles }: EposRecord,
  token: string,
) {
  const id = numberOf(sub);
  return {
    id,
    guid: guidOf(sub),
    first_name: given_name,
    last_name: family_name,
    middle_name,
    email,
    date_of_birth: birthdate,
    authentication_token: token,
    password_change_required: false,
    profiles: roles.map((role, index) => profileOf(role, id, index === 0)),
  };
}

function profileOf({ id, category, title, organization }: Role, userId: number, isDefault: boolean) {
  return {
    id: numberOf(id),
    user_id: userId,
    type: category !== 'employee' ? category : title.startsWith('Учитель') ? 'teacher' : 'staff',
    roles: [],
    subject_ids: [],
    is_default: isDefault,
    agree_pers_data: true,
    ...(organization ? { school_id: numberOf(organization.id), school_shortname: organization.name } : {}),
  };
}

/** The journal has numbers of its own: always the same for the same person. */
function numberOf(name: string): number {
  return digest(name).readUInt32BE();
}

function guidOf(name: string): string {
  return digest(name)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5');
}

function digest(name: string): Buffer {
  return createHash('sha256').update(name).digest();
}
