/** The list of `<epos-subsystems>` as `<epos-login>` loads it: the journey is there by then, see `journey.ts`. */
import './journey.ts';

export * from '../subsystems/list.ts';
