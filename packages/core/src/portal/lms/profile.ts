import type { Category, Role } from '../../contract/contract.ts';

/** One profile of the journal's session, as far as it is read: what several public clients of the journal agree on. */
export interface LmsProfile {
  readonly id: string;
  /** `student`, `parent`, `teacher`, `staff`, …, as the journal writes it. */
  readonly type: string;
  /** Further rights, such as `school_admin`. */
  readonly roles: readonly string[];
  readonly organization?: Role['organization'];
}

/** What a profile means: a role, or `undefined` where that is not known. The organization is the profile's by default. */
export type ProfileMeaning = (profile: LmsProfile) => Omit<Role, 'id'> | undefined;

interface Meaning {
  readonly category: Category;
  readonly title: string;
}

const kinds: Readonly<Record<string, Meaning>> = {
  student: { category: 'student', title: 'Обучающийся' },
  parent: { category: 'parent', title: 'Родитель' },
  teacher: { category: 'employee', title: 'Учитель' },
  staff: { category: 'employee', title: 'Сотрудник' },
};

const administrator: Meaning = { category: 'employee', title: 'Администратор школы' };

/** The role that a profile brings, asked of the caller first; none for a kind that nobody knows. */
export function roleOf(profile: LmsProfile, meaning: ProfileMeaning): Role | undefined {
  const { id, organization } = profile;
  const meant = meaning(profile) ?? knownMeaning(profile);
  return meant && { ...(organization ? { organization } : {}), ...meant, id };
}

/** `student`, `student_profile` and `StudentProfile` are all seen in the wild. */
function knownMeaning({ type, roles }: LmsProfile): Meaning | undefined {
  const kind = type.toLowerCase().replace(/_?profile$/, '');
  const known = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  return roles.includes('school_admin') && (!known || known.category === 'employee') ? administrator : known;
}
