import { people } from '../../../testing/src/people/people.ts';
import type { EsiaVerdict } from '../esia/esia.ts';

/** Finds people as a journal finds its own: by the СНИЛС. */
export function identify({ snils }: { readonly snils?: string }): EsiaVerdict {
  for (const person of Object.values(people)) {
    if (!('esia' in person && 'epos' in person)) continue;
    if (person.esia.snils.replaceAll(/\D/g, '') === snils) return { sub: person.epos.sub };
  }
  return { refused: 'account_unknown' };
}
