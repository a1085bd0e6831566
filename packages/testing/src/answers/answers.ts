/** What the portal answers about a fixture person: read from the person's record, in the shapes of the contract. */
import type { Me, Subsystem } from '@epos-login/core/contract';
import {
  people,
  subsystemCatalogue,
  type EposRecord,
  type FixturePerson,
  type LaunchAddress,
  type PersonKey,
} from '../people/people.ts';

/** A fixture person, or the key of one. */
export type FixturePersonLike = PersonKey | FixturePerson;

/** The person that a key names; a person of your own is given back as it is. */
export function personOf(person: FixturePersonLike): FixturePerson {
  return typeof person === 'string' ? people[person] : person;
}

/**
 * What `GET /api/v1/me` answers for this person.
 *
 * @throws TypeError when EPOS does not know the person: such a person has no session and the portal is never asked
 * @example
 * ```ts
 * meOf('teacher').person.name; // «Иванова Мария Петровна»
 * ```
 */
export function meOf(person: FixturePersonLike): Me {
  const { sub, family_name, given_name, middle_name, roles } = recordOf(person);
  const name = [family_name, given_name, middle_name].join(' ');
  return { person: { sub, name, family_name, given_name, middle_name }, roles: [...roles] };
}

/**
 * What `GET /api/v1/me/subsystems` lists for this person, in the person's order.
 *
 * @param launch where each subsystem is launched; default: an address that leads nowhere, for each a host of its own
 */
export function subsystemsOf(person: FixturePersonLike, launch: (id: string) => LaunchAddress = nowhere): Subsystem[] {
  const catalogue = new Map(subsystemCatalogue(launch).map((subsystem) => [subsystem.id, subsystem]));
  return recordOf(person).subsystems.flatMap((id) => catalogue.get(id) ?? []);
}

/**
 * A list as long as you like, for tests and stories of how much can be shown: the catalogue over and over, each entry
 * with a number, in all statuses and groups.
 */
export function manySubsystems(count: number): Subsystem[] {
  const catalogue = subsystemCatalogue(nowhere);
  return Array.from({ length: count }, (_, index) => {
    const subsystem = catalogue[index % catalogue.length] as Subsystem;
    return { ...subsystem, id: `${subsystem.id}-${String(index + 1)}`, name: `${subsystem.name} ${String(index + 1)}` };
  });
}

/** `.example` is reserved (RFC 2606): a click in a story leads to no real site. */
function nowhere(id: string): LaunchAddress {
  return { url: `https://${id}.epos.example/` };
}

function recordOf(person: FixturePersonLike): EposRecord {
  const { key, epos } = personOf(person);
  if (!epos) throw new TypeError(`EPOS does not know the fixture person ${key}`);
  return epos;
}
