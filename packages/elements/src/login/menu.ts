/** The menu of `<epos-user-menu>` as `<epos-login>` loads it: the journey is there by then, see `journey.ts`. */
import './journey.ts';

export * from '../user-menu/menu.ts';
