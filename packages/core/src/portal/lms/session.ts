import type { Person } from '../../contract/contract.ts';
import type { LmsProfile } from './profile.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the journal's session: who it is and every profile that can be read. What else it holds, the journal's own token
 * above all, is left behind. Throws where there is no person or no list.
 */
export function readSession(body: unknown): { person: Person; profiles: LmsProfile[] } {
  const session = Object(body) as Json;
  const [family, given, middle] = [name(session.last_name), name(session.first_name), name(session.middle_name)];
  // The number is the journal's; `guid` is EPOS's, where there is one.
  const sub = identifier(session.guid) ?? identifier(session.id);
  if (!sub || !family || !given || !Array.isArray(session.profiles)) throw new Error('No session of the journal');
  return {
    person: {
      sub,
      name: [family, given, middle].filter(Boolean).join(' '),
      family_name: family,
      given_name: given,
      ...(middle ? { middle_name: middle } : {}),
    },
    profiles: (session.profiles as unknown[]).flatMap((profile) => readProfile(Object(profile) as Json) ?? []),
  };
}

function readProfile(profile: Json): LmsProfile | undefined {
  const [id, type] = [identifier(profile.id), identifier(profile.type)];
  if (!id || !type) return undefined;
  const roles = Array.isArray(profile.roles) ? (profile.roles as unknown[]) : [];
  const school = identifier(profile.school_id) ?? identifier(profile.organization_id);
  const schoolName = name(profile.school_shortname, 300) ?? name(profile.school_name, 300);
  return {
    id,
    type,
    roles: roles.filter((role) => typeof role === 'string'),
    ...(school && schoolName ? { organization: { id: school, name: schoolName } } : {}),
  };
}

/** The journal writes most identifiers as numbers. */
function identifier(value: unknown): string | undefined {
  return Number.isSafeInteger(value) ? String(value) : name(value, 255);
}

function name(value: unknown, longest = 100): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return text && text.length <= longest ? text : undefined;
}
