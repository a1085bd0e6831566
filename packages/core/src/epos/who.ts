import type { EposState } from '../state/state.ts';

/** The `sub` of whoever is signed in, a failure notwithstanding. */
export function whoIn(state: EposState): string | undefined {
  if (state.kind === 'failed') return state.person?.sub ?? whoIn(state.from);
  return 'person' in state ? state.person.sub : undefined;
}
